// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestlogentry.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kLongestPath = 500;

bool namesASecret(const QByteArray &key)
{
    const QByteArray plain = QByteArray::fromPercentEncoding(key).toLower();
    static constexpr std::array kWords{"key", "token", "secret"};
    return std::any_of(kWords.begin(), kWords.end(),
                       [&plain](const char *word) { return plain.contains(word); });
}

} // namespace

QString loggedPath(const QByteArray &target)
{
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return QString::fromLatin1(target.first(std::min<qsizetype>(target.size(), kLongestPath)));
    QByteArrayList members = target.sliced(mark + 1).split('&');
    for (QByteArray &member : members) {
        const qsizetype equals = member.indexOf('=');
        if (equals >= 0 && namesASecret(member.first(equals)))
            member = member.first(equals + 1).append("***");
    }
    const QByteArray shown = target.first(mark + 1).append(members.join('&'));
    return QString::fromLatin1(shown.first(std::min<qsizetype>(shown.size(), kLongestPath)));
}

} // namespace muster
