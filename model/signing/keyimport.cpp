// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyimport.h"

#include "keystore.h"
#include "ordinaryfile.h"
#include "plainkeyfile.h"

#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// What a key file may have (the readers judge what is in it).
constexpr qint64 kMostFileBytes = 64 * 1024;

/// An encrypted file, or nothing when the file holds something else, which then is never read into a
/// QByteArray beyond its first byte.
Result<std::optional<QByteArray>> readEncrypted(const QString &path)
{
    QFile file(path);
    const auto failed = [&file, &path] {
        return fail(ErrorCode::StorageFailure, u"Cannot read %1: %2."_s.arg(path, file.errorString()));
    };
    if (isNoFile(path))
        return fail(ErrorCode::KeyRefused,
                    u"%1 is a folder, a pipe or a device, and no key file."_s.arg(path));
    char first = 0;
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failed();
    if (file.size() > kMostFileBytes)
        return fail(ErrorCode::KeyRefused, u"%1 is too large for a key file."_s.arg(path));
    while (file.getChar(&first) && (first == ' ' || first == '\t' || first == '\r' || first == '\n')) {
    }
    if (first != '{')
        return std::optional<QByteArray>();
    if (!file.seek(0))
        return failed();
    return std::optional(file.read(kMostFileBytes));
}

} // namespace

void KeyImport::add(const QString &source, Result<ControllerKey> key, const QString &plainFile)
{
    if (!key) {
        m_entries.append({source, Failure(std::move(key.error())), {}});
        return;
    }
    m_entries.append({source, key->address(), plainFile});
    m_keys.try_emplace(key->address(), std::move(*key));
}

KeyImport KeyImport::ofHex(const SecureBytes &text)
{
    KeyImport import;
    auto fault = ControllerKey::Fault::Length;
    int where = -1;
    std::optional<ControllerKey> key = ControllerKey::fromHex(text, &fault, &where);
    if (key)
        import.add({}, std::move(*key));
    else
        import.add({}, fail(ErrorCode::KeyRefused, controllerKeyFaultText(fault, where)));
    return import;
}

KeyImport KeyImport::ofKey(ControllerKey key, const QString &source)
{
    KeyImport import;
    import.add(source, std::move(key));
    return import;
}

KeyImport KeyImport::ofFiles(const QList<File> &files, std::span<const SecureBytes> passphrases,
                             const Cancelled &cancelled, const std::function<void(int)> &progress)
{
    KeyImport import;
    int done = 0;
    for (const File &file : files) {
        const Result<Keystore> keystore = Keystore::read(file.content);
        if (!keystore)
            import.add(file.name, Failure(keystore.error()));
        else if (cancelled && cancelled())
            import.add(file.name, fail(ErrorCode::Cancelled, u"This file was not opened any more."_s));
        else
            import.add(file.name, keystore->openWithAny(passphrases, cancelled));
        if (progress)
            progress(++done);
    }
    return import;
}

KeyImport KeyImport::ofPaths(const QStringList &paths, std::span<const SecureBytes> passphrases,
                             const Cancelled &cancelled, const std::function<void(int)> &progress)
{
    KeyImport import;
    int done = 0;
    for (const QString &path : paths) {
        const QString name = QFileInfo(path).fileName();
        const Result<std::optional<QByteArray>> encrypted = readEncrypted(path);
        if (!encrypted)
            import.add(name, Failure(encrypted.error()));
        else if (*encrypted)
            import.append(ofFiles({{ name, **encrypted }}, passphrases, cancelled));
        else
            import.add(name, readPlainKeyFile(path), path);
        if (progress)
            progress(++done);
    }
    return import;
}

void KeyImport::append(KeyImport other)
{
    m_entries += other.m_entries;
    m_keys.merge(other.m_keys);
}

QList<Address> KeyImport::addresses() const
{
    QList<Address> all;
    for (const auto &entry : m_keys)
        all.append(entry.first);
    return all;
}

std::vector<Vault::NewKey> KeyImport::take(const QList<Address> &addresses,
                                           const std::map<Address, QString> &names)
{
    std::vector<Vault::NewKey> taken;
    for (const Address &address : addresses) {
        const auto found = m_keys.find(address);
        if (found == m_keys.end())
            continue;
        const auto name = names.find(address);
        taken.push_back({std::move(found->second), name == names.end() ? QString() : name->second});
        m_keys.erase(found);
    }
    return taken;
}

} // namespace muster
