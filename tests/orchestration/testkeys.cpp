// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkeys.h"

#include "controllerkey.h"
#include "keccak.h"

namespace muster {
namespace {

ControllerKey testKey(int key)
{
    const QByteArray hex = QByteArray(32, char(key)).toHex();
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(hex.constData());
    return std::move(*ControllerKey::fromHex(SecureBytes(std::span(bytes, std::size_t(hex.size())))));
}

} // namespace

QString testAddress(int key)
{
    return testKey(key).address().text();
}

QString testSignature(int key, const QByteArray &message)
{
    return testKey(key).sign(personalMessageDigest(message))->text();
}

ProofInput testProof(int key, const Challenge &challenge)
{
    return {challenge.challengeId, testSignature(key, challenge.message)};
}

int testKeyOf(const QString &address)
{
    for (int key = 1; key <= 20; ++key) {
        if (testAddress(key) == address)
            return key;
    }
    return 0;
}

} // namespace muster
