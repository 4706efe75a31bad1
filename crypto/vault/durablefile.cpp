// SPDX-License-Identifier: GPL-3.0-or-later
#include "durablefile.h"

#include "ordinaryfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace muster::durablefile {
namespace {

constexpr auto kLeftover = ".muster-new-XXXXXX";

Failure failure(const QString &path, QStringView what, int error, QStringView next)
{
    return fail(ErrorCode::StorageFailure,
                u"%1 cannot be %2: %3. %4"_s.arg(path, what, qt_error_string(error), next),
                {{u"path"_s, path}});
}

Failure storageFailure(const QString &path, QStringView what, int error)
{
    return failure(path, what, error, u"Nothing was changed; put that right and try again.");
}

/// Of a file that is there, but may not be after a power loss.
Failure unsyncedFailure(const QString &path, int error)
{
    return failure(path, u"synced", error,
                   u"It was written, but the disk does not vouch for it. See to the disk.");
}

/// Of a record of what may be done already, so that only the record is spoken of.
Failure unrecordedFailure(const QString &path, QStringView what, int error)
{
    return failure(path, what, error, u"Put that right first.");
}

/// A file descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

bool writeAll(int descriptor, QByteArrayView content)
{
    while (!content.isEmpty()) {
        const ssize_t written = ::write(descriptor, content.data(), std::size_t(content.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        content = content.sliced(written);
    }
    return true;
}

bool readAll(int descriptor, QByteArray &content)
{
    std::array<char, 64 * 1024> block{};
    if (::lseek(descriptor, 0, SEEK_SET) != 0)
        return false;
    for (;;) {
        const ssize_t size = ::read(descriptor, block.data(), block.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return size == 0;
        content.append(block.data(), size);
    }
}

/// For the names in it to be synced. Opened before anything is written, so that a folder that cannot be
/// synced keeps what it holds.
class FolderOf : public Descriptor
{
public:
    explicit FolderOf(const QString &path)
        : Descriptor(::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(),
                            O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    {}
    /// Some file systems of other machines know no sync of folders, and say EINVAL.
    bool sync() const { return ::fsync(number()) == 0 || errno == EINVAL; }
};

/// The new file under its passing name, whole and on the disk.
Result<void> fill(int descriptor, const QString &path, const QByteArray &content, const Check &check)
{
    if (!writeAll(descriptor, content) || ::fsync(descriptor) != 0)
        return storageFailure(path, u"written", errno);
    QByteArray onDisk;
    if (!readAll(descriptor, onDisk))
        return storageFailure(path, u"read back", errno);
    if (onDisk != content)
        return storageFailure(path, u"written: what was read back differs", EIO);
    return check ? check(onDisk) : Result<void>();
}

/// Whether the name still leads to the file that was opened: another may have put it aside meanwhile.
bool isNameOf(const QByteArray &name, int descriptor)
{
    struct stat named
    {};
    struct stat opened
    {};
    return ::stat(name.constData(), &named) == 0 && ::fstat(descriptor, &opened) == 0 &&
           named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

} // namespace

Result<void> replace(const QString &path, const QByteArray &content, const Check &check, const QString &aside)
{
    const FolderOf folder(path);
    if (!folder.isOpen())
        return storageFailure(path, u"written", errno);
    const QByteArray target = QFile::encodeName(path);
    QByteArray passing = target + kLeftover;
    const Descriptor descriptor(::mkostemp(passing.data(), O_CLOEXEC));
    if (!descriptor.isOpen())
        return storageFailure(path, u"written", errno);
    Result<void> filled = fill(descriptor.number(), path, content, check);
    const QByteArray kept = QFile::encodeName(aside);
    const bool keeps = filled && !kept.isEmpty();
    // A second name first: at no moment is the old file without one.
    if (keeps && ::link(target.constData(), kept.constData()) != 0)
        filled = storageFailure(path, u"put aside", errno);
    if (filled && ::rename(passing.constData(), target.constData()) != 0) {
        filled = storageFailure(path, u"replaced", errno);
        if (keeps)
            ::unlink(kept.constData());
    }
    if (!filled) {
        ::unlink(passing.constData());
        return filled;
    }
    // The new file stands; that its name is on the disk, too, is all that is left to lose.
    if (!folder.sync())
        return unsyncedFailure(path, errno);
    return {};
}

Result<void> append(const QString &path, QByteArrayView content)
{
    const FolderOf folder(path);
    if (!folder.isOpen())
        return unrecordedFailure(path, u"written", errno);
    const QByteArray name = QFile::encodeName(path);
    const Descriptor descriptor(
        ::open(name.constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!descriptor.isOpen())
        return unrecordedFailure(path, u"written", errno);
    const off_t before = ::lseek(descriptor.number(), 0, SEEK_END);
    if (!writeAll(descriptor.number(), content) || ::fsync(descriptor.number()) != 0 ||
        (before == 0 && !folder.sync())) {
        const int error = errno;
        if (::ftruncate(descriptor.number(), before) != 0)
            return unrecordedFailure(path, u"written, and a torn end remains", error);
        return unrecordedFailure(path, u"written", error);
    }
    return {};
}

Turn::Turn(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    do {
        end();
        m_descriptor = ::open(name.constData(), O_RDONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        while (m_descriptor >= 0 && ::flock(m_descriptor, LOCK_EX) != 0 && errno == EINTR) {
        }
    } while (m_descriptor >= 0 && !isNameOf(name, m_descriptor));
}

Turn::~Turn()
{
    end();
}

void Turn::end()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

Result<void> remove(const QString &path)
{
    const FolderOf folder(path);
    if (!folder.isOpen())
        return storageFailure(path, u"removed", errno);
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return storageFailure(path, u"removed", errno);
    if (!folder.sync())
        return unsyncedFailure(path, errno);
    return {};
}

Result<QByteArray> read(const QString &path, qint64 most)
{
    if (isNoFile(path))
        return fail(ErrorCode::StorageFailure,
                    u"%1 cannot be read: it is a folder, a pipe or a device, and no file."_s.arg(path),
                    {{u"path"_s, path}});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::StorageFailure, u"%1 cannot be read: %2."_s.arg(path, file.errorString()),
                    {{u"path"_s, path}});
    // read() makes room for all that it is asked for, so not for more than there is.
    QByteArray content = file.read(std::min(file.size(), most) + 1);
    if (content.size() > most)
        return fail(ErrorCode::StorageFailure,
                    u"%1 is larger than %2 KiB, which no such file is."_s.arg(path).arg(most / 1024),
                    {{u"path"_s, path}});
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::StorageFailure, u"%1 cannot be read: %2."_s.arg(path, file.errorString()),
                    {{u"path"_s, path}});
    return content;
}

Result<void> makeFolder(const QString &path)
{
    if (!QDir().mkpath(path))
        return storageFailure(path, u"made", errno);
    if (::chmod(QFile::encodeName(path).constData(), S_IRWXU) != 0)
        return storageFailure(path, u"made private", errno);
    if (const FolderOf above(path); !above.isOpen() || !above.sync())
        return storageFailure(path, u"synced", errno);
    return {};
}

Result<void> ensureFolder(const QString &path)
{
    return QFileInfo(path).isDir() ? Result<void>() : makeFolder(path);
}

void removeLeftovers(const QString &folder)
{
    QDir dir(folder);
    const QStringList names = dir.entryList({u"*.muster-new-*"_s}, QDir::Files | QDir::Hidden);
    for (const QString &name : names)
        dir.remove(name);
}

} // namespace muster::durablefile
