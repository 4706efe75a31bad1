// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspacelock.h"

#include "storageerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kTimeToSignMs = 1000;
constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString lockPath(const QString &folder)
{
    return QDir(folder).filePath(u"muster.lock"_s);
}

} // namespace

WorkspaceLock::WorkspaceLock(const QString &folder)
    : m_folder(folder)
    , m_notePath(QDir(folder).filePath(u"muster.owner.json"_s))
    , m_lock(lockPath(folder))
{
    // Only a dead owner makes a lock stale, never its age.
    m_lock.setStaleLockTime(0);
}

WorkspaceLock::~WorkspaceLock()
{
    if (m_lock.isLocked())
        QFile::remove(m_notePath);
}

Result<std::unique_ptr<WorkspaceLock>> WorkspaceLock::acquire(const QString &folder)
{
    std::unique_ptr<WorkspaceLock> lock(new WorkspaceLock(folder));
    if (!lock->m_lock.tryLock() && !lock->takeOver())
        return Failure(lock->refusal());
    QFile::setPermissions(lockPath(folder), kOwnerOnly);
    QFile::remove(lock->m_notePath);
    return lock;
}

/// Two leftovers of a killed process look alive to QLockFile. It removes them only while the kernel's own
/// lock on the file is free.
bool WorkspaceLock::takeOver()
{
    if (m_lock.error() != QLockFile::LockFailedError)
        return false;
    qint64 pid = 0;
    QString host;
    QString program;
    if (!m_lock.getLockInfo(&pid, &host, &program)) {
        // Killed before it could write who it is. A living owner needs but a moment for that.
        m_lock.setStaleLockTime(kTimeToSignMs);
        const bool taken = m_lock.tryLock(2 * kTimeToSignMs);
        m_lock.setStaleLockTime(0);
        return taken;
    }
    // In a container the same process id returns at every start: the dead owner seems to be this process.
    return pid == QCoreApplication::applicationPid() && m_lock.removeStaleLockFile() && m_lock.tryLock();
}

Result<void> WorkspaceLock::announceUrl(const QString &url)
{
    if (url.isEmpty()) {
        QFile::remove(m_notePath);
        return {};
    }
    const QJsonObject note{{u"pid"_s, QCoreApplication::applicationPid()}, {u"url"_s, url}};
    QSaveFile file(m_notePath);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly) ||
        file.write(QJsonDocument(note).toJson(QJsonDocument::Compact)) < 0 || !file.commit())
        return Failure(
            storageError(u"%1 cannot be written: %2."_s.arg(m_notePath, file.errorString()), m_notePath));
    return {};
}

Error WorkspaceLock::refusal() const
{
    // Where nothing can be removed, the lock of a dead owner looks like that of a living one.
    if (m_lock.error() != QLockFile::LockFailedError || !QFileInfo(m_folder).isWritable())
        return storageError(
            u"No file can be made in the workspace folder %1. Check its permissions and the free space "
            "of the disk."_s.arg(m_folder),
            m_folder);
    QJsonObject details{{u"folder"_s, m_folder}};
    qint64 pid = 0;
    QString host;
    QString program;
    if (!m_lock.getLockInfo(&pid, &host, &program))
        return Error{
            ErrorCode::WorkspaceInUse, u"This workspace is open in another process."_s, details, 0, {}};
    details.insert(u"pid"_s, pid);
    QFile file(m_notePath);
    const QJsonObject note =
        file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    const QString url = note.value("url"_L1).toString();
    if (note.value("pid"_L1).toInteger() != pid || url.isEmpty())
        return Error{
            ErrorCode::WorkspaceInUse, u"This workspace is open in process %1."_s.arg(pid), details, 0, {}};
    details.insert(u"url"_s, url);
    return Error{ErrorCode::WorkspaceInUse,
                 u"This workspace is open in process %1, serving %2."_s.arg(pid).arg(url),
                 details,
                 0,
                 {}};
}

} // namespace muster
