// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// A list of 10,000 keys has 2 MiB.
constexpr qint64 kIndexBytes = 64LL << 20;

QString headerIn(const QString &folder)
{
    return QDir(folder).filePath(u"vault.json"_s);
}

/// Under the first of the names `stem + ".damaged" + ending`, `stem + ".damaged-2" + ending` and so on that
/// is free. What is not there needs no other place.
/// A name that nothing has yet.
QString damagedName(const QString &stem, const QString &ending = {})
{
    QString name = stem + u".damaged"_s + ending;
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = u"%1.damaged-%2%3"_s.arg(stem).arg(number).arg(ending);
    return name;
}

Result<void> putAside(const QString &path, const QString &stem, const QString &ending)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (file.rename(damagedName(stem, ending)))
        return {};
    return fail(ErrorCode::StorageFailure,
                u"%1 is damaged and could not be put aside: %2."_s.arg(path, file.errorString()),
                {{u"path"_s, path}});
}

} // namespace

VaultFolder::VaultFolder(QString path, std::unique_ptr<FolderLock> lock)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
{}

bool VaultFolder::holdsVault(const QString &path)
{
    return QFileInfo::exists(headerIn(path));
}

Result<VaultHeader> VaultFolder::headerOf(const QString &path)
{
    const Result<QByteArray> file = durablefile::read(headerIn(path), kKeystoreBytes);
    if (!file)
        return Failure(file.error());
    return VaultHeader::read(*file);
}

Result<std::unique_ptr<VaultFolder>> VaultFolder::take(const QString &path)
{
    const QString keys = QDir(path).filePath(u"keys"_s);
    for (const QString &folder : {path, keys}) {
        const Result<void> made = durablefile::makeFolder(folder);
        if (!made)
            return Failure(made.error());
    }
    Result<std::unique_ptr<FolderLock>> lock = FolderLock::acquire(path);
    if (!lock)
        return Failure(lock.error());
    durablefile::removeLeftovers(path);
    durablefile::removeLeftovers(keys);
    return std::unique_ptr<VaultFolder>(new VaultFolder(path, std::move(*lock)));
}

Result<void> VaultFolder::writeHeader(const VaultHeader &header, const durablefile::Check &check)
{
    return durablefile::replace(headerPath(), header.text(), check);
}

Result<QByteArray> VaultFolder::readIndex() const
{
    if (!QFileInfo::exists(indexPath()))
        return QByteArray();
    return durablefile::read(indexPath(), kIndexBytes);
}

Result<void> VaultFolder::writeIndex(const QByteArray &text)
{
    return durablefile::replace(indexPath(), text);
}

Result<void> VaultFolder::keepDamagedIndex()
{
    return putAside(indexPath(), QDir(m_path).filePath(u"index"_s), u".json"_s);
}

Result<void> VaultFolder::keepDamagedHeader()
{
    return putAside(headerPath(), QDir(m_path).filePath(u"vault"_s), u".json"_s);
}

QList<Address> VaultFolder::keyFiles() const
{
    QList<Address> found;
    const QStringList names = QDir(QDir(m_path).filePath(u"keys"_s)).entryList({u"0x*.json"_s}, QDir::Files);
    for (const QString &name : names) {
        const std::optional<Address> address = Address::parse(QFileInfo(name).completeBaseName());
        if (address)
            found.append(*address);
    }
    std::sort(found.begin(), found.end());
    return found;
}

Result<Keystore> VaultFolder::readKey(const Address &address) const
{
    const Result<QByteArray> file = durablefile::read(keyPath(address), kKeystoreBytes);
    if (!file)
        return Failure(file.error());
    Result<Keystore> keystore = Keystore::read(*file);
    if (keystore && keystore->address() == address)
        return keystore;
    return fail(
        ErrorCode::VaultRefused,
        u"The key file of %1 is damaged. Take it from a backup; nothing was changed."_s.arg(address.text()),
        {{u"path"_s, keyPath(address)}});
}

Result<void> VaultFolder::writeKey(const Keystore &keystore, const durablefile::Check &check)
{
    return durablefile::replace(keyPath(keystore.address().value_or(Address())), keystore.text(), check);
}

Result<void> VaultFolder::healKey(const Keystore &keystore, const durablefile::Check &check)
{
    const QString path = keyPath(keystore.address().value_or(Address()));
    return durablefile::replace(path, keystore.text(), check, damagedName(path));
}

bool VaultFolder::holdsKey(const Address &address) const
{
    return QFileInfo::exists(keyPath(address));
}

Result<void> VaultFolder::removeKey(const Address &address)
{
    return durablefile::remove(keyPath(address));
}

QString VaultFolder::headerPath() const
{
    return headerIn(m_path);
}

QString VaultFolder::indexPath() const
{
    return QDir(m_path).filePath(u"index.json"_s);
}

QString VaultFolder::keyPath(const Address &address) const
{
    return QDir(m_path).filePath(u"keys/"_s + address.text().toLower() + u".json"_s);
}

} // namespace muster
