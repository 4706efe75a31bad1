// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditevent.h"
#include "challenge.h"
#include "machine.h"
#include "registryentry.h"
#include "storereader.h"
#include "storewriter.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

/// Records for the tests of the store. Every value is valid and, where it says so, filled to the last member.
namespace storesamples {

inline constexpr muster::Timestamp kNow{1795471200000}; // 2026-11-23T22:00:00Z

muster::IdentityRef identity(qint64 number);
/// Plain members only; identity and proof absent.
muster::Machine machine(const QString &id);
muster::Machine machineWithIdentity(const QString &id, qint64 number);
/// Every member set, with scripts, emoji, quotes and empty strings in them, and a proof with evidence.
muster::Machine fullMachine(const QString &id, qint64 number);
muster::StoredChallenge challenge(const QString &id, qint64 identityNumber,
                                  muster::Timestamp issuedAt = kNow);
muster::AuditEvent auditEvent(const QString &id);
muster::RegistryEntry registryEntry(qint64 number);

/// Inserts in a write of its own.
muster::Result<void> insert(muster::StoreWriter &writer, const muster::Machine &machine,
                            const QByteArray &document = "{}");

/// The ids of all machines in sequence order; empty when they cannot be read.
QStringList storedIds(muster::StoreReader &reader);

QByteArray sha256OfFile(const QString &path);

} // namespace storesamples
