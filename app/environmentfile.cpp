// SPDX-License-Identifier: GPL-3.0-or-later
#include "environmentfile.h"

#include "privatefile.h"

#include <QFile>
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

QByteArray wordOfKey(const QByteArray &apiKey)
{
    return quoted(apiKey);
}

QByteArray wordOfKeyIn(const QString &keyFile)
{
    return keyFile.isEmpty() ? quoted({}) : "\"$(cat " + quoted(QFile::encodeName(keyFile)) + ")\"";
}

QByteArray clientEnvironment(const QUrl &url, const QByteArray &keyWord)
{
    QByteArrayList direct{"127.0.0.1", "localhost"};
    if (const QByteArray host = url.host().toLatin1(); !direct.contains(host))
        direct.append(host);
    const QByteArrayList lines{
        "PEAQOS_ORCHESTRATION_URL=" + quoted(url.toEncoded()), "PEAQOS_API_KEY=" + keyWord,
        "PEAQOS_ORCH_API_KEY=\"$PEAQOS_API_KEY\"", "PEAQOS_RPC_URL='http://127.0.0.1:9'",
        "PEAQOS_PRIVATE_KEY=" + quoted(throwAwayKey()), "DO_NOT_TRACK=1",
        // What was named before stays; some programs read the small name first.
        "NO_PROXY=" + quoted(direct.join(',')) + "\"${NO_PROXY:+,$NO_PROXY}${no_proxy:+,$no_proxy}\"",
        "no_proxy=\"$NO_PROXY\""};
    return "export " + lines.join("\nexport ") + '\n';
}

Result<void> writeEnvironmentFile(const QString &path, const QUrl &url, const QByteArray &apiKey)
{
    return writePrivateFile(path, clientEnvironment(url, wordOfKey(apiKey)));
}

} // namespace muster
