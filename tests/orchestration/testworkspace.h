// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinedocument.h"
#include "registryentry.h"
#include "servicestack.h"
#include "testclock.h"
#include "workspacefile.h"

#include <QTemporaryDir>

namespace muster {

/// A real workspace in a temporary folder, with everything that service stacks share.
class TestWorkspace
{
public:
    TestWorkspace();
    ~TestWorkspace();

    TestClock &clock() { return m_clock; }
    ChangeFeed &feed() { return m_feed; }
    WorkspaceFile &file() { return *m_file; }
    /// To be changed before stacks are made.
    ServiceContext &context() { return *m_context; }
    /// A stack for the calling thread; the workspace outlives it.
    std::unique_ptr<ServiceStack> makeStack();
    StackFactory stackFactory();
    /// Stores who controls an identity from now on.
    void registerIdentity(const RegistryEntry &entry);
    QString databasePath() const;

private:
    QTemporaryDir m_folder;
    TestClock m_clock;
    ChangeFeed m_feed;
    wire::MachineDocument m_renderer;
    std::unique_ptr<WorkspaceFile> m_file;
    std::unique_ptr<ServiceContext> m_context;
};

/// `did:peaq:<number>`
IdentityRef testIdentity(qint64 number);
/// An active, bonded identity that these keys control.
RegistryEntry testEntry(qint64 number, const QList<int> &keys);

} // namespace muster
