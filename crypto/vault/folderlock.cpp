// SPDX-License-Identifier: GPL-3.0-or-later
#include "folderlock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Failure inUse(const QString &folder, int descriptor)
{
    std::array<char, 24> text{};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    bool isNumber = false;
    const qint64 pid = QByteArray(text.data(), qMax(ssize_t(0), size)).trimmed().toLongLong(&isNumber);
    if (!isNumber)
        return fail(ErrorCode::VaultInUse, u"This vault is open in another process. Close it there first."_s,
                    {{u"folder"_s, folder}});
    return fail(ErrorCode::VaultInUse, u"This vault is open in process %1. Close it there first."_s.arg(pid),
                {{u"folder"_s, folder}, {u"pid"_s, pid}});
}

} // namespace

FolderLock::FolderLock(int descriptor)
    : m_descriptor(descriptor)
{}

FolderLock::~FolderLock()
{
    // The file stays: removing it would let two processes lock two files of one name.
    ::close(m_descriptor);
}

Result<std::unique_ptr<FolderLock>> FolderLock::acquire(const QString &folder)
{
    const QByteArray name = QFile::encodeName(QDir(folder).filePath(u"vault.lock"_s));
    const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return fail(ErrorCode::StorageFailure,
                    u"No file can be made in the vault's folder %1: %2. Check its permissions."_s.arg(
                        folder, qt_error_string(errno)),
                    {{u"path"_s, folder}});
    std::unique_ptr<FolderLock> lock(new FolderLock(descriptor));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return inUse(folder, descriptor);
    const QByteArray pid = QByteArray::number(QCoreApplication::applicationPid()).append('\n');
    // The number is only there to be named to others; the lock holds without it.
    if (::ftruncate(descriptor, 0) == 0) [[maybe_unused]]
        const ssize_t written = ::pwrite(descriptor, pid.constData(), std::size_t(pid.size()), 0);
    return lock;
}

} // namespace muster
