// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machineseed.h"
#include "result.h"

#include <QByteArray>

namespace muster {

/// Reads machine records with their evidence: a JSON array, an object with `items`, or one record a line
/// (NDJSON). All faults at once with pointers that start with the record's index.
Result<QList<Machine>> readSeed(const QByteArray &content);

/// An identity of the demo fleet with its key, which is public by design.
struct DemoIdentity
{
    RegistryEntry entry;
    QString privateKey;
    bool registered = false;
};

/// The demo fleet that is built into the program (resources/demo). InternalError names what is wrong with it.
Result<QList<Machine>> demoMachines();
Result<QList<DemoIdentity>> demoIdentities();
/// Both as what a workspace holds.
Result<WorkspaceContent> demoContent();

/// The text of the file that `--demo` writes beside the workspace: who controls what, with which key.
QByteArray demoKeysText(const QList<DemoIdentity> &identities);

} // namespace muster
