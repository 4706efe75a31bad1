// SPDX-License-Identifier: GPL-3.0-or-later
#include "listcursor.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace muster {

QString listCursor(qint64 sequence)
{
    return u"c1_"_s + QString::number(sequence, 16).rightJustified(16, u'0');
}

std::optional<qint64> sequenceOfCursor(const QString &cursor)
{
    static const QRegularExpression shape(uR"(\Ac1_[0-9a-f]{16}\z)"_s);
    if (cursor.size() != 19 || !shape.match(cursor).hasMatch())
        return std::nullopt;
    const quint64 sequence = QStringView(cursor).mid(3).toULongLong(nullptr, 16);
    if (sequence > quint64(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    return qint64(sequence);
}

} // namespace muster
