// SPDX-License-Identifier: GPL-3.0-or-later
#include "routetable.h"

#include <algorithm>

namespace muster {
namespace {

constexpr qsizetype kLongestId = 64;

bool isId(const QByteArray &segment)
{
    const auto isIdCharacter = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
               c == '-';
    };
    return !segment.isEmpty() && segment.size() <= kLongestId &&
           std::all_of(segment.begin(), segment.end(), isIdCharacter);
}

std::optional<QStringList> idsIn(const QByteArrayList &path, const QByteArrayList &pattern)
{
    if (path.size() != pattern.size())
        return std::nullopt;
    QStringList ids;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const bool placeholder = pattern[i].startsWith('{');
        if (placeholder ? !isId(path[i]) : path[i] != pattern[i])
            return std::nullopt;
        if (placeholder)
            ids.append(QString::fromLatin1(path[i]));
    }
    return ids;
}

} // namespace

RouteTable::RouteTable(std::vector<Route> routes)
    : m_routes(std::move(routes))
{
    for (const Route &route : m_routes)
        m_patterns.push_back(route.pattern.split('/'));
}

RouteTable::Found RouteTable::find(const QByteArray &method, const QByteArray &path) const
{
    Found found;
    const QByteArrayList segments = path.split('/');
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        const std::optional<QStringList> ids = idsIn(segments, m_patterns[i]);
        if (!ids)
            continue;
        found.allowedMethods.append(m_routes[i].method);
        if (m_routes[i].method == method) {
            found.route = &m_routes[i];
            found.ids = *ids;
        }
    }
    return found;
}

} // namespace muster
