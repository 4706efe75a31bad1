// SPDX-License-Identifier: GPL-3.0-or-later
// `FOLDER PASSPHRASE KEY`: a new vault with one key, behind a derivation that takes no time. Both are
// arguments: never for a key that matters.
#include "clock.h"
#include "vault.h"

#include <cstdio>
#include <cstring>

using namespace muster;

namespace {

SecureBytes bytesOf(const char *text)
{
    return SecureBytes(std::span(reinterpret_cast<const std::uint8_t *>(text), std::strlen(text)));
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 4)
        return 2;
    auto key = ControllerKey::fromHex(bytesOf(argv[3]));
    const auto vault = Vault::create(QString::fromLocal8Bit(argv[1]), bytesOf(argv[2]), kLightScrypt);
    if (!key || !vault) {
        std::fputs(vault ? "no key\n" : qPrintable(vault.error().message), stderr);
        return 1;
    }
    std::puts(qPrintable(key->address().text()));
    std::vector<Vault::NewKey> keys;
    keys.push_back({std::move(*key), QStringLiteral("test")});
    return (*vault)->add(keys, SystemClock().now()) ? 0 : 1;
}
