// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestlog.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::size_t kLines = 1000;

} // namespace

QByteArray RequestLog::append(const RequestLogEntry &entry)
{
    QJsonObject line{{u"event"_s, u"request"_s},
                     {u"time"_s, entry.time.text()},
                     {u"x-request-id"_s, entry.requestId},
                     {u"method"_s, entry.method},
                     {u"path"_s, entry.path},
                     {u"status"_s, entry.status},
                     {u"microseconds"_s, entry.microseconds},
                     {u"client"_s, entry.client}};
    if (!entry.code.isEmpty())
        line.insert(u"code"_s, entry.code);
    m_lines.push_back(QJsonDocument(line).toJson(QJsonDocument::Compact));
    if (m_lines.size() > kLines)
        m_lines.pop_front();
    return m_lines.back();
}

QList<QByteArray> RequestLog::tail(qsizetype count) const
{
    const qsizetype held = static_cast<qsizetype>(m_lines.size());
    const qsizetype first = held - std::clamp<qsizetype>(count, 0, held);
    return QList<QByteArray>(m_lines.begin() + first, m_lines.end());
}

} // namespace muster
