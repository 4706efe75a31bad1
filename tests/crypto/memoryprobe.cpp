// SPDX-License-Identifier: GPL-3.0-or-later
// A child process for the tests of secret memory: it gives up the right to lock memory, overruns a buffer or
// searches its own memory for a key, none of which the test program itself can survive or undo. One word per
// line on stdout.
#include "controllerkey.h"
#include "keccak.h"
#include "lockinglimit.h"
#include "memorysearch.h"
#include "passphraseforms.h"
#include "passphrasestrength.h"
#include "securebytes.h"
#include "secureslabs.h"
#include "sessionvault.h"
#include "vault.h"

#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace muster;

namespace {

/// What the kernel says is locked for this process; −1 when it does not say.
int lockedKilobytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        int kilobytes = 0;
        if (std::sscanf(line.c_str(), "VmLck: %d kB", &kilobytes) == 1)
            return kilobytes;
    }
    return -1;
}

void sayLocked()
{
    std::puts(SecureBytes::memoryIsLocked() ? "locked" : "unlocked");
}

/// Needs room for five locked pages or the right to lock, which every usual system gives.
int counted()
{
    SecureSlabs slabs;
    const int before = lockedKilobytes();
    std::vector<std::uint8_t *> full;
    for (int i = 0; i < 5; ++i)
        full.push_back(slabs.take(SecureSlabs::kSlabBytes));
    std::puts(slabs.isLocked() ? "locked" : "unlocked");
    const int during = lockedKilobytes();
    for (std::uint8_t *bytes : full)
        slabs.giveBack(bytes, SecureSlabs::kSlabBytes);
    std::printf("%d kB\n%d kB\n%d kB\n", before, during, lockedKilobytes());
    return 0;
}

int denied()
{
    if (!limitLockedMemory(0))
        return 3;
    sayLocked();
    SecureBytes secret(32);
    secret.data()[31] = 7;
    sayLocked();
    return secret.data()[31] == 7 ? 0 : 4;
}

/// Room for two pages: the third slab is the one that cannot be locked.
int exhausted()
{
    if (!limitLockedMemory(2 * 4096))
        return 3;
    std::vector<SecureBytes> secrets;
    for (int i = 0; i < 3; ++i) {
        secrets.emplace_back(SecureSlabs::kSlabBytes);
        sayLocked();
    }
    secrets.clear();
    sayLocked();
    return 0;
}

int overrun(std::size_t size)
{
    SecureBytes secret(size);
    std::puts("writing");
    std::fflush(stdout);
    secret.data()[size] = 1;
    std::puts("survived");
    return 0;
}

int searchForKey()
{
    SessionVault vault;
    MemorySearch forText(2 * 32);
    MemorySearch forKey(32);
    {
        SecureBytes text(2 * 32);
        forText.fillWithRandomHex(text, forKey);
        std::optional<ControllerKey> key = ControllerKey::fromHex(text);
        if (!key)
            return 3;
        const Address address = key->address();
        vault.add(std::move(*key));
        if (!vault.sign(address, keccak256("a message")))
            return 4;
        std::printf("text held %d\nkey held %d\n", forText.hits() > 0, forKey.hits() > 0);
        vault.remove(address);
    }
    std::printf("text left %d\nkey left %d\n", forText.hits(), forKey.hits());
    return 0;
}

/// A UTF-16 copy, as a line edit keeps one: the search must find what it is there to find.
bool findsUtf16(const SecureBytes &passphrase, const MemorySearch &forPassphrase)
{
    std::vector<std::uint16_t> copy(passphrase.size());
    for (std::size_t i = 0; i < copy.size(); ++i)
        copy[i] = passphrase.data()[i];
    const bool found = forPassphrase.utf16Hits() > 0;
    std::fill(copy.begin(), copy.end(), std::uint16_t(0));
    return found && forPassphrase.utf16Hits() == 0;
}

/// The whole way of a key through a vault at the cost of the product, with random markers.
int searchForVault()
{
    const QTemporaryDir folder;
    MemorySearch forText(2 * 32);
    MemorySearch forKey(32);
    MemorySearch forPassphrase(2 * 20);
    MemorySearch ignored(20);
    std::unique_ptr<Vault> vault;
    {
        SecureBytes passphrase(2 * 20);
        forPassphrase.fillWithRandomHex(passphrase, ignored);
        SecureBytes text(2 * 32);
        forText.fillWithRandomHex(text, forKey);
        auto created = Vault::create(folder.filePath(QStringLiteral("vault")), passphrase);
        if (!created || !findsUtf16(passphrase, forPassphrase))
            return 3;
        vault = std::move(*created);
        std::vector<Vault::NewKey> keys;
        keys.push_back({*ControllerKey::fromHex(text), {}});
        const auto added = vault->add(keys, Timestamp{0});
        keys.clear();
        vault->lock();
        if (!added || !vault->unlock(passphrase))
            return 4;
        const QByteArray digest = keccak256("a message");
        if (!vault->sign(added->first(), digest, Timestamp{0}) ||
            !vault->exported(added->first(), passphrase, kLightScrypt) ||
            !vault->backUp(folder.filePath(QStringLiteral("backup")), Timestamp{0}))
            return 5;
        std::printf("text held %d\nkey held %d\npassphrase held %d\n", forText.hits() > 0, forKey.hits() > 0,
                    forPassphrase.hits() > 0);
    }
    vault->lock();
    std::printf("text left %d\nkey left %d\npassphrase left %d\nas UTF-16 %d\n", forText.hits(),
                forKey.hits(), forPassphrase.hits(), forText.utf16Hits() + forPassphrase.utf16Hits());
    return 0;
}

int searchForPassphrase()
{
    MemorySearch forText(2 * 32);
    MemorySearch forBytes(32);
    {
        SecureBytes text(2 * 32);
        forText.fillWithRandomHex(text, forBytes);
        // An accent typed apart, so that there is a second form.
        SecureBytes typed = text.clone();
        typed.append(std::array<std::uint8_t, 3>{'e', 0xCC, 0x81});
        const auto forms = passphraseForms(typed);
        if (forms.size() != 2 || !normalisedText(typed, UnicodeForm::NFKD) ||
            passphraseStrengthBits(typed) <= 0)
            return 3;
        std::printf("held %d\n", forText.hits() > 0);
    }
    std::printf("left %d\n", forText.hits());
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "counted")
        return counted();
    if (what == "denied")
        return denied();
    if (what == "exhausted")
        return exhausted();
    if (what == "overrun" && argc > 2)
        return overrun(std::strtoul(argv[2], nullptr, 10));
    if (what == "passphrase")
        return searchForPassphrase();
    if (what == "search")
        return searchForKey();
    if (what == "vault")
        return searchForVault();
    return 2;
}
