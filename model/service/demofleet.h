// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

namespace muster {

class ServiceStack;

/// An identity of the demo fleet: the embedded registry needs an entry for it, with a controller whose key
/// the caller has.
struct DemoIdentity
{
    IdentityRef identityRef;
    QString name; ///< for the registry entry
};

/// Signs `message` (EIP-191) with the key of `address` (EIP-55); `0x` + 130 hex digits, or empty when it
/// cannot.
using DemoSigner = std::function<QString(const QString &address, const QByteArray &message)>;

/// The identities that buildDemoFleet() registers, in its order.
Result<QList<DemoIdentity>> demoIdentities();

/// Registers the twelve machines of resources/demo/fleet.json through the registry itself: challenge,
/// signature, create, change of status. Every one carries the label `demo=true`. The registry entries of
/// demoIdentities() must be stored first. Answers how many machines there are then; WorkspaceRefused when the
/// workspace holds machines already. On the stack's thread.
Result<int> buildDemoFleet(ServiceStack &stack, const DemoSigner &sign);

} // namespace muster
