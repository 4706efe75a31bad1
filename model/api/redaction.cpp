// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction.h"

#include "keygate.h"

#include <algorithm>
#include <array>

namespace muster {
namespace {

constexpr qsizetype kLongestTarget = 500;
/// A key may begin where what is shown ends, and each of its bytes be encoded as three.
constexpr qsizetype kLookedAt = 4 * kLongestTarget;
/// What is shorter stands in harmless words by chance.
constexpr qsizetype kShortestKey = 8;
const char *const kMask = "***";

/// The parameters that the API document names.
bool isKnownParameter(const QByteArray &encoded)
{
    static constexpr std::array kNames{"limit",        "cursor",     "verification", "status",
                                       "machineId",    "actor",      "type",         "since",
                                       "resourceType", "resourceId", "until",        "offset"};
    const QByteArray name = QByteArray::fromPercentEncoding(encoded);
    return std::any_of(kNames.begin(), kNames.end(), [&name](const char *known) { return name == known; });
}

/// The beginning of the target that is looked at, without a word at its end that is cut in two.
QByteArray wholeWords(const QByteArray &target)
{
    if (target.size() <= kLookedAt)
        return target;
    const QByteArray beginning = target.first(kLookedAt);
    const auto last = std::find_if(beginning.rbegin(), beginning.rend(),
                                   [](char c) { return QByteArrayView("/?&#").contains(c); });
    return beginning.first(beginning.rend() - last);
}

} // namespace

Redaction::Redaction(const KeyGate &keys, const RequestHead &head)
    : m_keys(keys)
    , m_presented(presentedKeys(head))
{}

QString Redaction::target(const QByteArray &target) const
{
    QByteArray rest = wholeWords(target);
    const qsizetype fragment = rest.indexOf('#');
    if (fragment >= 0)
        rest = rest.first(fragment);
    const qsizetype mark = rest.indexOf('?');
    QByteArray shown = shownParts(mark < 0 ? rest : rest.first(mark), '/', &Redaction::shownSegment);
    if (mark >= 0)
        shown.append('?').append(shownParts(rest.sliced(mark + 1), '&', &Redaction::shownMember));
    if (fragment >= 0)
        shown.append('#').append(kMask);
    if (holdsKey(shown))
        shown = kMask;
    return QString::fromLatin1(shown.left(kLongestTarget));
}

QByteArray Redaction::shownParts(const QByteArray &text, char separator, ShownPart shown) const
{
    QByteArrayList parts = text.split(separator);
    // A key with the separator in it stands in no part.
    if (holdsKey(text) &&
        std::none_of(parts.begin(), parts.end(), [this](const QByteArray &part) { return holdsKey(part); }))
        return kMask;
    for (QByteArray &part : parts)
        part = (this->*shown)(part);
    return parts.join(separator);
}

QString Redaction::word(const QByteArray &text, qsizetype longest) const
{
    return QString::fromUtf8(holdsKey(text.left(longest + kLookedAt)) ? QByteArray(kMask) : text)
        .left(longest);
}

bool Redaction::holdsKey(const QByteArray &encoded) const
{
    const QByteArray text = QByteArray::fromPercentEncoding(encoded);
    return m_keys.occursIn(text) ||
           std::any_of(m_presented.begin(), m_presented.end(), [&text](const QByteArray &key) {
               return text == key || (key.size() >= kShortestKey && text.contains(key));
           });
}

QByteArray Redaction::shownSegment(const QByteArray &encoded) const
{
    QByteArray segment = encoded;
    if (const qsizetype at = segment.lastIndexOf('@'); at >= 0)
        segment.replace(0, at, kMask);
    if (const qsizetype equals = segment.indexOf('='); equals >= 0)
        segment = segment.first(equals + 1).append(kMask);
    return holdsKey(segment) ? QByteArray(kMask) : segment;
}

QByteArray Redaction::shownMember(const QByteArray &member) const
{
    const qsizetype equals = member.indexOf('=');
    const QByteArray name = equals < 0 ? member : member.first(equals);
    if (isKnownParameter(name) && !holdsKey(member))
        return member;
    if (equals < 0)
        return member.isEmpty() ? member : QByteArray(kMask);
    return QByteArray(holdsKey(name) ? QByteArray(kMask) : name).append('=').append(kMask);
}

} // namespace muster
