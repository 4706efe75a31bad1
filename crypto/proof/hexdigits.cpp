// SPDX-License-Identifier: GPL-3.0-or-later
#include "hexdigits.h"

#include <algorithm>

namespace muster {
namespace {

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

} // namespace

std::optional<QByteArray> bytesOfHex(QStringView digits)
{
    if (digits.size() % 2 != 0 || !std::all_of(digits.begin(), digits.end(), isHexDigit))
        return std::nullopt;
    return QByteArray::fromHex(digits.toLatin1());
}

} // namespace muster
