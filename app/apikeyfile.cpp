// SPDX-License-Identifier: GPL-3.0-or-later
#include "apikeyfile.h"

#include "privatefile.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kLongestFile = 4096;

QByteArray newKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
}

bool isUsableKey(const QByteArray &key)
{
    return key.size() >= 8 && key.size() <= 512 &&
           std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

Result<QByteArray> readOrCreateApiKey(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return replaceApiKey(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::StorageFailure,
                    u"The API key file %1 cannot be read: %2."_s.arg(path, file.errorString()));
    QByteArray key = file.read(kLongestFile + 1);
    if (key.endsWith('\n'))
        key.chop(1);
    if (key.endsWith('\r'))
        key.chop(1);
    if (!isUsableKey(key))
        return fail(ErrorCode::StorageFailure,
                    u"The API key file %1 must hold one line of 8 to 512 printable ASCII characters without "
                    "blanks."_s.arg(path));
    return key;
}

Result<QByteArray> replaceApiKey(const QString &path)
{
    const QByteArray key = newKey();
    if (const auto written = writePrivateFile(path, key + '\n'); !written)
        return Failure(written.error());
    return key;
}

} // namespace muster
