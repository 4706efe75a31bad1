// SPDX-License-Identifier: GPL-3.0-or-later
#include "timestamp.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace muster {

QString Timestamp::text() const
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss.zzz'Z'"_s);
}

std::optional<Timestamp> Timestamp::parse(const QString &text)
{
    static const QRegularExpression shape(
        uR"(\A\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\z)"_s);
    if (text.size() > 40 || !shape.match(text).hasMatch())
        return std::nullopt;
    const QDateTime moment = QDateTime::fromString(text.toUpper(), Qt::ISODateWithMs);
    if (!moment.isValid())
        return std::nullopt;
    return Timestamp{moment.toMSecsSinceEpoch()};
}

} // namespace muster
