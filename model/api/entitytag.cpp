// SPDX-License-Identifier: GPL-3.0-or-later
#include "entitytag.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kNoRevision = -1;

bool isTagCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x21 || (byte >= 0x23 && byte != 0x7f);
}

} // namespace

QByteArray entityTag(qint64 revision)
{
    return QByteArray("\"").append(QByteArray::number(revision)).append('"');
}

Result<std::optional<qint64>> demandedRevision(const RequestHead &head)
{
    const std::optional<QByteArray> field = head.field("if-match");
    if (!field || *field == "*")
        return std::nullopt;
    const bool weak = field->startsWith("W/");
    const QByteArray quoted = weak ? field->sliced(2) : *field;
    const QByteArray opaque = quoted.size() < 2 ? QByteArray() : quoted.sliced(1, quoted.size() - 2);
    const bool isTag = quoted.size() >= 2 && quoted.startsWith('"') && quoted.endsWith('"') &&
                       std::all_of(opaque.begin(), opaque.end(), isTagCharacter);
    if (!isTag)
        return Failure(validationError(
            {Issue{u"/headers/if-match"_s,
                   u"If-Match is one ETag as this server gave it, in double quotes, or *."_s}}));
    bool isNumber = false;
    const qint64 revision = opaque.toLongLong(&isNumber);
    // A weak tag never matches here (RFC 9110 13.1.1), nor does another spelling of the number.
    const bool ours = !weak && isNumber && QByteArray::number(revision) == opaque && revision > 0;
    return ours ? revision : kNoRevision;
}

} // namespace muster
