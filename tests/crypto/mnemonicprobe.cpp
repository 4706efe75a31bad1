// SPDX-License-Identifier: GPL-3.0-or-later
// For the comparison with eth_account: a mnemonic and a BIP-39 passphrase, a line each on stdin; the
// addresses of the first accounts on stdout, a line each. The secrets here are a test's own.
#include "hdaccounts.h"
#include "mnemonic.h"

#include <cstdio>
#include <iostream>
#include <string>

using namespace muster;

namespace {

constexpr std::uint32_t kAccounts = 5;

SecureBytes readLine()
{
    std::string line;
    std::getline(std::cin, line);
    return SecureBytes(std::span(reinterpret_cast<const std::uint8_t *>(line.data()), line.size()));
}

} // namespace

int main()
{
    MnemonicFault fault;
    const auto mnemonic = Mnemonic::fromText(readLine(), &fault);
    if (!mnemonic) {
        std::fputs(qUtf8Printable(mnemonicFaultText(fault)), stderr);
        return 1;
    }
    const auto seed = mnemonic->seed(readLine());
    const auto accounts = seed ? HdAccounts::fromSeed(*seed) : std::nullopt;
    if (!accounts)
        return 2;
    for (std::uint32_t i = 0; i < kAccounts; ++i)
        std::puts(qUtf8Printable(accounts->address(i)->text()));
    return 0;
}
