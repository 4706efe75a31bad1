// SPDX-License-Identifier: GPL-3.0-or-later
#include "strictjson.h"

#include "strictjsonhandler.h"

using namespace Qt::StringLiterals;

namespace muster {

Result<QJsonValue> readStrictJson(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return Failure(validationError({{QString(), u"A JSON value is needed, but there is nothing."_s}}));
    if (bytes.startsWith(QByteArrayView("\xef\xbb\xbf")))
        return Failure(
            validationError({{QString(), u"This is not valid JSON at byte 1: a byte order mark."_s}}));
    // The library takes a zero byte for the end of the input and would never look at what follows it.
    const qsizetype zero = bytes.indexOf('\0');
    if (zero >= 0)
        return Failure(validationError(
            {{QString(), u"This is not valid JSON at byte %1: a zero byte."_s.arg(zero + 1)}}));

    StrictJsonHandler handler;
    const bool whole = nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &handler);
    if (!handler.issues().isEmpty())
        return Failure(validationError(handler.issues()));
    if (!whole)
        return Failure(validationError({{QString(), u"This is not valid JSON."_s}}));
    return handler.root();
}

} // namespace muster
