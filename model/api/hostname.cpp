// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostname.h"

#include <algorithm>

namespace muster {

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

} // namespace muster
