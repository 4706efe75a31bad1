// SPDX-License-Identifier: GPL-3.0-or-later
// How long a vault of 1 and of 1,000 keys takes to open at the cost of the product, and what signing with it
// costs. Prints milliseconds; judges nothing.
#include "keccak.h"
#include "vault.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>
#include <vector>

using namespace muster;

namespace {

constexpr auto kPassphrase = "correct horse battery";
constexpr int kSignatures = 1'000;

SecureBytes typed(std::string_view text)
{
    return SecureBytes(std::span(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()));
}

void say(const char *what, double milliseconds)
{
    std::printf("  %-44s %8.1f ms\n", what, milliseconds);
}

double since(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

bool fill(const QString &folder, int count)
{
    const auto vault = Vault::create(folder, typed(kPassphrase));
    std::vector<Vault::NewKey> keys;
    for (int i = 0; i < count; ++i)
        keys.push_back({ControllerKey::generate(), {}});
    return vault && (*vault)->add(keys, Timestamp{0});
}

bool measure(int count)
{
    const QTemporaryDir place;
    const QString folder = place.filePath(QStringLiteral("vault"));
    if (!fill(folder, count))
        return false;
    std::printf("%d keys\n", count);
    QElapsedTimer timer;
    timer.start();
    const auto vault = Vault::open(folder);
    say("list the keys of a locked vault", since(timer));
    timer.start();
    if (!vault || !(*vault)->unlock(typed(kPassphrase)))
        return false;
    say("unlock", since(timer));
    const Address address = (*vault)->keys().first().address;
    timer.start();
    if (!(*vault)->sign(address, keccak256("0"), Timestamp{0}))
        return false;
    say("first signature with a key", since(timer));
    timer.start();
    std::vector<Signature> made;
    std::vector<QByteArray> digests;
    for (int i = 0; i < kSignatures; ++i) {
        digests.push_back(keccak256(QByteArray::number(i)));
        const auto signature = (*vault)->sign(address, digests.back(), Timestamp{0});
        if (!signature)
            return false;
        made.push_back(*signature);
    }
    say("1,000 further signatures, each recovered", since(timer));
    timer.start();
    for (int i = 0; i < kSignatures; ++i) {
        if (recoverSigner(digests[std::size_t(i)], made[std::size_t(i)]) != address)
            return false;
    }
    say("1,000 recoveries", since(timer));
    return true;
}

} // namespace

int main()
{
    return measure(1) && measure(1'000) ? 0 : 1;
}
