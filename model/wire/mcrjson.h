// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registryentry.h"

#include <QJsonObject>
#include <QList>

namespace muster::wire {

/// The embedded registry in the shapes of a public MCR (contract MCR-1 to MCR-5). A bonded machine has the
/// rating of its entry, or `Provisioned`, any other `NR`, all with score 0 and no events. Any thread.
///
/// `GET /mcr/{did}`
QJsonObject mcrRatingToJson(const RegistryEntry &entry);
/// `GET /machine/{did}`. The controllers stand in `peaqos.controllers`, never in `controller` or `owner`: the
/// public client takes those two for keys of another chain and refuses an EVM address there.
QJsonObject mcrMachineToJson(const RegistryEntry &entry);

/// A page of `GET /operator/{did}/machines`.
struct McrOperatorPage
{
    QString operatorAddress; ///< EIP-55
    QList<RegistryEntry> entries;
    qint64 offset = 0;
    int limit = 0;
    qint64 total = 0;
};
QJsonObject mcrOperatorPageToJson(const McrOperatorPage &page);

/// `{"detail":{"code","message"}}`, or the older `{"detail":"text"}` when there is no code.
QJsonObject mcrErrorToJson(const QString &code, const QString &message);

} // namespace muster::wire
