// SPDX-License-Identifier: GPL-3.0-or-later
#include "routetable.h"

#include <algorithm>

namespace muster {
namespace {

constexpr qsizetype kLongestId = 64;
constexpr qsizetype kLongestDid = 128;

bool isIdCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

std::optional<QString> idIn(const QByteArray &segment)
{
    if (segment.isEmpty() || segment.size() > kLongestId ||
        !std::all_of(segment.begin(), segment.end(), isIdCharacter))
        return std::nullopt;
    return QString::fromLatin1(segment);
}

/// Some clients encode the colons of a DID, some do not. An empty one is for the handler to refuse.
std::optional<QString> didIn(QByteArray segment)
{
    segment.replace("%3A", ":").replace("%3a", ":");
    const auto isDidCharacter = [](char c) { return c == ':' || isIdCharacter(c); };
    if (segment.size() > kLongestDid || !std::all_of(segment.begin(), segment.end(), isDidCharacter))
        return std::nullopt;
    return QString::fromLatin1(segment);
}

std::optional<QStringList> idsIn(const QByteArrayList &path, const QByteArrayList &pattern)
{
    if (path.size() != pattern.size())
        return std::nullopt;
    QStringList ids;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (!pattern[i].startsWith('{')) {
            if (path[i] != pattern[i])
                return std::nullopt;
            continue;
        }
        const std::optional<QString> id = pattern[i] == "{did}" ? didIn(path[i]) : idIn(path[i]);
        if (!id)
            return std::nullopt;
        ids.append(*id);
    }
    return ids;
}

} // namespace

RouteTable::RouteTable(std::vector<Route> routes)
    : m_routes(std::move(routes))
{
    for (const Route &route : m_routes)
        m_patterns.push_back(route.pattern.split('/'));
    m_hasStreams = std::any_of(m_routes.begin(), m_routes.end(),
                               [](const Route &route) { return bool(route.opensStream); });
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

bool RouteTable::opensStream(const QByteArray &method, const QByteArray &path) const
{
    if (!m_hasStreams)
        return false;
    const Found found = find(method, path);
    return found.route && found.route->opensStream;
}

} // namespace muster
