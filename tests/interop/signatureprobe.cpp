// SPDX-License-Identifier: GPL-3.0-or-later
// For the comparison with eth_account: a private key and a message, both in hex and with a blank between
// them, a line each on stdin; the address and the signature of the message on stdout, a line each. The keys
// here are a test's own.
#include "controllerkey.h"
#include "keccak.h"

#include <cstdio>
#include <iostream>
#include <string>

using namespace muster;

namespace {

bool answer(const std::string &line)
{
    const std::size_t blank = line.find(' ');
    if (blank == std::string::npos)
        return false;
    const SecureBytes digits(std::span(reinterpret_cast<const std::uint8_t *>(line.data()), blank));
    const auto key = ControllerKey::fromHex(digits);
    const QByteArray message = QByteArray::fromHex(QByteArray::fromStdString(line.substr(blank + 1)));
    const auto signature = key ? key->sign(personalMessageDigest(message)) : std::nullopt;
    if (!signature)
        return false;
    std::printf("%s %s\n", qPrintable(key->address().text()), qPrintable(signature->text()));
    return true;
}

} // namespace

int main()
{
    for (std::string line; std::getline(std::cin, line);) {
        if (!answer(line)) {
            std::fputs("No key, or no message.\n", stderr);
            return 1;
        }
    }
    return 0;
}
