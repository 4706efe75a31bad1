// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultfixture.h"

#include "keccak.h"

#include <QDirIterator>
#include <QFile>

namespace muster::vaultfixture {

const QByteArray kDigest = keccak256("a message");

SecureBytes typed(const QByteArray &text)
{
    return SecureBytes(
        std::span(reinterpret_cast<const std::uint8_t *>(text.constData()), std::size_t(text.size())));
}

std::unique_ptr<Vault> created(const QString &folder)
{
    Result<std::unique_ptr<Vault>> vault = Vault::create(folder, typed(kPassphrase), kQuick);
    return vault ? std::move(*vault) : nullptr;
}

std::unique_ptr<Vault> unlockedAgain(const QString &folder)
{
    Result<std::unique_ptr<Vault>> vault = Vault::open(folder);
    return vault && (*vault)->unlock(typed(kPassphrase)) ? std::move(*vault) : nullptr;
}

Result<QList<Address>> addNew(Vault &vault)
{
    std::vector<Vault::NewKey> keys;
    keys.push_back({ControllerKey::generate(), {}});
    return vault.add(keys, kNow);
}

QList<Address> added(Vault &vault, int count)
{
    QList<Address> addresses;
    for (int i = 0; i < count; ++i) {
        const Result<QList<Address>> fresh = addNew(vault);
        if (fresh)
            addresses += *fresh;
    }
    return addresses;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
}

QStringList allFiles(const QString &folder)
{
    QStringList files;
    QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext())
        files.append(each.next());
    return files;
}

} // namespace muster::vaultfixture
