// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestquery.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString decoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

} // namespace

RequestQuery::RequestQuery(const QByteArray &encoded)
{
    for (const QByteArray &member : encoded.split('&')) {
        if (member.isEmpty())
            continue;
        const qsizetype equals = member.indexOf('=');
        if (equals < 0)
            m_members.append({decoded(member), QString()});
        else
            m_members.append({decoded(member.first(equals)), decoded(member.sliced(equals + 1))});
    }
}

std::optional<QString> RequestQuery::value(const QString &key, QList<Issue> &issues) const
{
    std::optional<QString> found;
    for (const Member &member : m_members) {
        if (member.key != key)
            continue;
        if (found) {
            issues.append({u"/%1"_s.arg(key), u"%1 is given more than once."_s.arg(key)});
            return std::nullopt;
        }
        found = member.value;
    }
    return found;
}

} // namespace muster
