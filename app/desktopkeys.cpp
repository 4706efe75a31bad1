// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopkeys.h"

#include "keyplace.h"
#include "sqlevidencestore.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

EvidenceDesk::Open evidenceIn(const QString &path)
{
    return [path]() -> Result<std::unique_ptr<EvidenceStore>> { return SqlEvidenceStore::open(path); };
}

} // namespace

DesktopKeys::DesktopKeys(const WorkspaceOptions &options, Settings &settings)
    : m_temporary(options.ephemeral ? std::make_unique<QTemporaryDir>() : nullptr)
    , m_folder(m_temporary ? m_temporary->path() : options.folder)
    , m_keyring(settings, vaultFolderIn(m_folder))
    , m_vault(vaultFolderIn(m_folder), journalOfVault(vaultFolderIn(m_folder)), m_clock)
    , m_grants(m_vault, m_clock)
    , m_evidence(evidenceIn(file(u"evidence.db"_s)), m_recordText, m_clock)
    , m_session(QDBusConnection::systemBus(), QDBusConnection::sessionBus())
{
    m_vault.setKeeper(m_keyring);
    m_desk.setVault(m_vault);
    m_desk.setEvidence(m_evidence);
    m_desk.setGrants(m_grants);
    lockWithTheSession();
}

QString DesktopKeys::file(const QString &name) const
{
    return QDir(m_folder).filePath(name);
}

void DesktopKeys::lockWithTheSession()
{
    QObject::connect(&m_session, &SessionWatch::sessionLocked, &m_vault,
                     [this] { m_vault.lock(VaultDesk::LockReason::SessionLock); });
    QObject::connect(&m_session, &SessionWatch::aboutToSleep, &m_vault,
                     [this] { m_vault.lock(VaultDesk::LockReason::Suspend); });
}

} // namespace muster
