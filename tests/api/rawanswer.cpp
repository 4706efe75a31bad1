// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawanswer.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {

QJsonObject RawAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QJsonObject RawAnswer::item() const
{
    return json().value("item"_L1).toObject();
}

QString RawAnswer::code() const
{
    const QJsonObject error = json().value("error"_L1).toObject();
    const bool envelope = error.value("message"_L1).isString() && error.value("details"_L1).isObject();
    return envelope ? error.value("code"_L1).toString() : QString();
}

QStringList RawAnswer::issuePaths() const
{
    QStringList paths;
    const QJsonObject details = json().value("error"_L1).toObject().value("details"_L1).toObject();
    const QJsonArray issues = details.value("issues"_L1).toArray();
    for (const QJsonValue &issue : issues)
        paths.append(issue.toObject().value("path"_L1).toString());
    return paths;
}

std::optional<RawAnswer> RawAnswer::takenFrom(QByteArray &bytes, bool withBody)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    RawAnswer answer;
    QList<QByteArray> lines = bytes.first(end).split('\n');
    answer.status = lines.takeFirst().mid(9, 3).toInt();
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype length = withBody ? answer.headers.value("content-length", "0").toLongLong() : 0;
    if (bytes.size() < end + 4 + length)
        return std::nullopt;
    answer.body = bytes.sliced(end + 4, length);
    bytes.remove(0, end + 4 + length);
    return answer;
}

} // namespace muster
