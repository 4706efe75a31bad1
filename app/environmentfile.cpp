// SPDX-License-Identifier: GPL-3.0-or-later
#include "environmentfile.h"

#include "privatefile.h"

#include <QRandomGenerator>

#include <array>

namespace muster {
namespace {

QByteArray quoted(QByteArray value)
{
    value.replace("'", "'\\''");
    return '\'' + value + '\'';
}

// The SDK demands a syntactically valid key at construction and never uses it against an orchestrator. The
// first byte is below that of the curve order, so that any value is valid.
QByteArray throwAwayKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    QByteArray bytes(reinterpret_cast<const char *>(words.data()), sizeof words);
    bytes[0] = static_cast<char>((bytes.at(0) & 0x7f) | 0x01);
    return "0x" + bytes.toHex();
}

} // namespace

QByteArray clientEnvironment(const QUrl &url, const QByteArray &apiKey)
{
    const QByteArray key = quoted(apiKey);
    const QByteArrayList loopback{"127.0.0.1", "localhost"};
    const QByteArray host = url.host().toLatin1();
    return "export PEAQOS_ORCHESTRATION_URL=" + quoted(url.toEncoded()) +
           "\n"
           "export PEAQOS_API_KEY=" +
           key +
           "\n"
           "export PEAQOS_ORCH_API_KEY=" +
           key +
           "\n"
           "export PEAQOS_RPC_URL='http://127.0.0.1:9'\n"
           "export PEAQOS_PRIVATE_KEY=" +
           quoted(throwAwayKey()) +
           "\n"
           "export DO_NOT_TRACK=1\n"
           "export NO_PROXY=" +
           quoted(loopback.contains(host) ? loopback.join(',')
                                          : (loopback + QByteArrayList{host}).join(',')) +
           '\n';
}

Result<void> writeEnvironmentFile(const QString &path, const QUrl &url, const QByteArray &apiKey)
{
    return writePrivateFile(path, clientEnvironment(url, apiKey));
}

} // namespace muster
