// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditcursor.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString sixteenDigits(qint64 number)
{
    return QString::number(number, 16).rightJustified(16, u'0');
}

std::optional<qint64> numberOf(QStringView digits)
{
    const quint64 number = digits.toULongLong(nullptr, 16);
    if (number > quint64(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    return qint64(number);
}

} // namespace

QString auditCursor(const AuditPlace &place)
{
    return u"a1_"_s + sixteenDigits(place.createdAt.milliseconds) + sixteenDigits(place.sequence);
}

std::optional<AuditPlace> placeOfAuditCursor(const QString &cursor)
{
    static const QRegularExpression shape(uR"(\Aa1_[0-9a-f]{32}\z)"_s);
    if (cursor.size() != 35 || !shape.match(cursor).hasMatch())
        return std::nullopt;
    const std::optional<qint64> moment = numberOf(QStringView(cursor).mid(3, 16));
    const std::optional<qint64> sequence = numberOf(QStringView(cursor).mid(19));
    if (!moment || !sequence)
        return std::nullopt;
    return AuditPlace{Timestamp{*moment}, *sequence};
}

} // namespace muster
