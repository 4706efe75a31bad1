// SPDX-License-Identifier: GPL-3.0-or-later
#include "mediatype.h"

#include <QByteArrayList>

#include <algorithm>

namespace muster {

bool isJsonMediaType(const QByteArray &contentType)
{
    const QByteArrayList parts = contentType.toLower().split(';');
    if (parts.first().trimmed() != "application/json")
        return false;
    return std::all_of(parts.begin() + 1, parts.end(), [](const QByteArray &part) {
        const QByteArray parameter = part.trimmed();
        return !parameter.startsWith("charset=") || parameter == "charset=utf-8" ||
               parameter == "charset=\"utf-8\"";
    });
}

} // namespace muster
