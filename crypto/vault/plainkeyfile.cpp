// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainkeyfile.h"

#include <QFile>

#include <unistd.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// A key with prefix and line end has 67 bytes; what is much longer is something else.
constexpr qint64 kMostBytes = 1024;

Failure storageFailure(const QString &attempt, const QFileDevice &file)
{
    return fail(ErrorCode::StorageFailure, u"%1 %2: %3."_s.arg(attempt, file.fileName(), file.errorString()));
}

bool isLineEnd(std::uint8_t byte)
{
    return byte == '\n' || byte == '\r';
}

/// Whether anything but line ends follows the first line that holds something.
bool holdsSeveralLines(std::span<const std::uint8_t> text)
{
    const auto first = std::find_if_not(text.begin(), text.end(), isLineEnd);
    const auto end = std::find_if(first, text.end(), isLineEnd);
    return std::find_if_not(end, text.end(), isLineEnd) != text.end();
}

Result<ControllerKey> keyIn(QFile &file)
{
    const QString path = file.fileName();
    SecureBytes text(kMostBytes + 1);
    qint64 size = 0;
    while (size <= kMostBytes) {
        const qint64 got = file.read(reinterpret_cast<char *>(text.data()) + size, kMostBytes + 1 - size);
        if (got < 0)
            return storageFailure(u"Cannot read"_s, file);
        if (got == 0)
            break;
        size += got;
    }
    if (size > kMostBytes)
        return fail(ErrorCode::KeyRefused, u"%1 is too large for a file with one private key."_s.arg(path));
    text.chop(text.size() - static_cast<std::size_t>(size));
    if (holdsSeveralLines(text.span())) {
        return fail(
            ErrorCode::KeyRefused,
            u"%1 holds several lines; a key file holds one line of 64 hexadecimal digits."_s.arg(path));
    }
    auto fault = ControllerKey::Fault::Length;
    int where = 0;
    std::optional<ControllerKey> key = ControllerKey::fromHex(text, &fault, &where);
    if (!key)
        return fail(ErrorCode::KeyRefused, u"%1: %2"_s.arg(path, controllerKeyFaultText(fault, where)));
    return std::move(*key);
}

} // namespace

Result<ControllerKey> readPlainKeyFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return storageFailure(u"Cannot open"_s, file);
    return keyIn(file);
}

Result<void> removePlainKeyFile(const QString &path, const std::function<bool(const Address &)> &isKept)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered))
        return storageFailure(u"Cannot overwrite"_s, file);
    const Result<ControllerKey> key = keyIn(file);
    if (!key)
        return Failure(key.error());
    if (!isKept(key->address()))
        return fail(ErrorCode::KeyMissing,
                    u"%1 was left as it is: it holds the key of %2 now, which is not in the vault."_s.arg(
                        path, key->address().text()));
    const QByteArray zeros(file.size(), '\0');
    if (!file.seek(0) || file.write(zeros) != zeros.size() || ::fsync(file.handle()) != 0)
        return storageFailure(u"Cannot overwrite"_s, file);
    file.close();
    if (!file.remove())
        return storageFailure(u"Cannot remove"_s, file);
    return {};
}

} // namespace muster
