// SPDX-License-Identifier: GPL-3.0-or-later
// Opens and makes key files on the command line, for the tests that hand them to other tools. The passphrase
// is an argument: never for a key that matters.
#include "keccak.h"
#include "keystore.h"

#include <QFile>

#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace muster;

namespace {

SecureBytes bytesOf(const char *text)
{
    return SecureBytes(std::span(reinterpret_cast<const std::uint8_t *>(text), std::strlen(text)));
}

/// `open PASSPHRASE`, the file on stdin: the address, and the key's signature of "interop".
int open(const char *passphrase)
{
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return 2;
    const auto keystore = Keystore::read(in.readAll());
    const auto key = keystore ? keystore->open(bytesOf(passphrase)) : Failure(keystore.error());
    if (!key) {
        std::puts(qPrintable(key.error().codeName()));
        return 1;
    }
    const auto signature = key->sign(personalMessageDigest("interop"));
    std::printf("%s %s\n", qPrintable(key->address().text()),
                signature ? qPrintable(signature->text()) : "-");
    return 0;
}

/// `seal PASSPHRASE KEY N R P`: the file on stdout.
int seal(char **arguments)
{
    const auto key = ControllerKey::fromHex(bytesOf(arguments[1]));
    const ScryptCost cost{std::atoll(arguments[2]), std::atoll(arguments[3]), std::atoll(arguments[4])};
    const auto keystore =
        key ? Keystore::seal(*key, bytesOf(arguments[0]), cost) : fail(ErrorCode::KeyRefused, {});
    if (!keystore)
        return 1;
    std::puts(keystore->text().constData());
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc == 3 && std::strcmp(argv[1], "open") == 0)
        return open(argv[2]);
    if (argc == 7 && std::strcmp(argv[1], "seal") == 0)
        return seal(argv + 2);
    return 2;
}
