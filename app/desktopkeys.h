// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clock.h"
#include "evidencedesk.h"
#include "grantdesk.h"
#include "machinedocument.h"
#include "sessionwatch.h"
#include "signingdesk.h"
#include "systemkeyring.h"
#include "vaultdesk.h"
#include "workspace.h"

#include <QTemporaryDir>

#include <memory>

namespace muster {

/// Everything of the window that holds keys or what was signed with them: the vault and its journal, the
/// proofs that were made here, approvals to sign, the lock with the session. All of it lies beside the
/// workspace, and is gone with it when that is ephemeral. GUI thread.
class DesktopKeys
{
public:
    /// `settings` outlive this.
    DesktopKeys(const WorkspaceOptions &options, Settings &settings);

    SigningDesk &desk() { return m_desk; }
    /// Looks whether there is a vault, in the background.
    void open() { m_vault.open(); }
    /// The path of a file beside the vault.
    QString file(const QString &name) const;

private:
    void lockWithTheSession();

    const std::unique_ptr<QTemporaryDir> m_temporary;
    const QString m_folder;
    const SystemClock m_clock;
    const wire::MachineDocument m_recordText;
    SystemKeyring m_keyring;
    VaultDesk m_vault;
    GrantDesk m_grants;
    EvidenceDesk m_evidence;
    SigningDesk m_desk;
    SessionWatch m_session;
};

} // namespace muster
