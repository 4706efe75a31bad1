// SPDX-License-Identifier: GPL-3.0-or-later
// What the export of a number of keys costs at the cost of the product, with the file opened by the
// passphrase once more, and with what it derived to: vaultexport [KEYS]. Prints milliseconds; judges nothing.
#include "keystoreexport.h"
#include "vault.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace muster;

namespace {

SecureBytes typed(std::string_view text)
{
    return SecureBytes(std::span(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()));
}

bool exportAll(Vault &vault, const QTemporaryDir &place, bool withPassphrase)
{
    const SecureBytes passphrase = typed("a passphrase for others");
    const QList<VaultKey> keys = vault.keys();
    for (const VaultKey &key : keys) {
        const auto sealed = vault.exported(key.address, passphrase);
        const QString path = place.filePath(keystoreFileName(key.address, Timestamp{0}));
        if (!sealed || !(withPassphrase ? writeKeystore(path, sealed->keystore, passphrase)
                                        : writeKeystore(path, *sealed)))
            return false;
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 100;
    const QTemporaryDir place;
    const auto vault = Vault::create(place.filePath(QStringLiteral("vault")), typed("correct horse battery"));
    std::vector<Vault::NewKey> keys;
    for (int i = 0; i < count; ++i)
        keys.push_back({ControllerKey::generate(), {}});
    if (!vault || !(*vault)->add(keys, Timestamp{0}))
        return 1;
    for (const bool withPassphrase : {true, false}) {
        QElapsedTimer timer;
        timer.start();
        if (!exportAll(**vault, place, withPassphrase))
            return 1;
        std::printf("%d keys, read back with %s: %.1f s\n", count,
                    withPassphrase ? "the passphrase" : "what it derived to", double(timer.elapsed()) / 1000);
    }
    return 0;
}
