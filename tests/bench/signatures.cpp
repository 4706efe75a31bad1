// SPDX-License-Identifier: GPL-3.0-or-later
// What signing and recovering cost in one thread, without a vault around them: signatures N reads N messages,
// a line each, from standard input and prints the milliseconds for all signatures, then for all recoveries,
// then the last signature, so that the caller can compare it.
#include "controllerkey.h"
#include "keccak.h"

#include <QElapsedTimer>
#include <QFile>

#include <cstdio>
#include <vector>

using namespace muster;

namespace {

double since(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main()
{
    const QByteArray text = QByteArray(63, '0') + '1';
    const auto key = ControllerKey::fromHex(SecureBytes(
        std::span(reinterpret_cast<const std::uint8_t *>(text.data()), std::size_t(text.size()))));
    QFile input;
    if (!key || !input.open(stdin, QIODevice::ReadOnly))
        return 1;
    std::vector<QByteArray> messages;
    for (QByteArray line = input.readLine(); !line.isEmpty(); line = input.readLine())
        messages.push_back(line.chopped(1));
    QElapsedTimer timer;
    timer.start();
    std::vector<Signature> made;
    for (const QByteArray &message : messages) {
        const auto signature = key->sign(personalMessageDigest(message));
        if (!signature)
            return 1;
        made.push_back(*signature);
    }
    const double signing = since(timer);
    timer.start();
    for (std::size_t i = 0; i < made.size(); ++i) {
        if (recoverSigner(personalMessageDigest(messages[i]), made[i]) != key->address())
            return 1;
    }
    std::printf("%.1f %.1f %s\n", signing, since(timer), qPrintable(made.back().text()));
    return 0;
}
