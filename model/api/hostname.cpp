// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostname.h"

#include <QHostAddress>

#include <algorithm>

namespace muster {
namespace {

constexpr qsizetype kLongestName = 253; // RFC 1035 2.3.4

} // namespace

std::optional<QByteArray> hostName(const QByteArray &field)
{
    const qsizetype bracket = field.startsWith('[') ? field.indexOf(']') : 0;
    if (bracket < 0)
        return std::nullopt;
    const qsizetype colon = field.indexOf(':', bracket);
    const QByteArray name = colon < 0 ? field : field.first(colon);
    if (name.isEmpty())
        return std::nullopt;
    if (colon >= 0) {
        const QByteArray port = field.sliced(colon + 1);
        const bool digits =
            std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!digits || port.size() > 5 || port.toInt() < 1 || port.toInt() > 65535)
            return std::nullopt;
    }
    return name.toLower();
}

bool isHostName(const QByteArray &name)
{
    if (name.startsWith('[') && name.endsWith(']')) {
        const QHostAddress address(QString::fromLatin1(name.sliced(1).chopped(1)));
        return address.protocol() == QHostAddress::IPv6Protocol && address.scopeId().isEmpty();
    }
    return !name.isEmpty() && name.size() <= kLongestName &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
           });
}

} // namespace muster
