// SPDX-License-Identifier: GPL-3.0-or-later
#include "movableclock.h"

#include <QStringList>

#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// 9999-01-01: what is added to a moment, such as the life of a challenge, must still have four digits.
constexpr qint64 kEnd = 253'370'764'800'000;
constexpr qint64 kLongestMove = kEnd / 1000;

struct Unit
{
    qint64 milliseconds;
    QLatin1StringView name;
};

constexpr std::array kUnits{Unit{86'400'000, "d"_L1}, Unit{3'600'000, "h"_L1}, Unit{60'000, "min"_L1},
                            Unit{1000, "s"_L1}, Unit{1, "ms"_L1}};

QString durationText(qint64 milliseconds)
{
    QStringList parts;
    for (const Unit &unit : kUnits) {
        if (const qint64 count = milliseconds / unit.milliseconds; count > 0 && parts.size() < 2)
            parts.append(QString::number(count) + u' ' + unit.name);
        milliseconds %= unit.milliseconds;
    }
    return parts.join(u' ');
}

Failure outOfRange()
{
    return fail(ErrorCode::ValidationError, u"The clock stays within the years 1970 to 9998."_s);
}

} // namespace

Timestamp MovableClock::now() const
{
    return {SystemClock().now().milliseconds + m_offset.load()};
}

Result<void> MovableClock::advance(qint64 seconds)
{
    if (seconds > kLongestMove || seconds < -kLongestMove)
        return outOfRange();
    return setOffset(m_offset.load() + seconds * 1000);
}

Result<void> MovableClock::moveTo(Timestamp moment)
{
    return setOffset(moment.milliseconds - SystemClock().now().milliseconds);
}

Result<void> MovableClock::setOffset(qint64 offset)
{
    const qint64 moved = SystemClock().now().milliseconds + offset;
    if (moved < 0 || moved >= kEnd)
        return outOfRange();
    m_offset = offset;
    return {};
}

QString clockSentence(qint64 offsetMilliseconds)
{
    if (offsetMilliseconds == 0)
        return u"The clock shows the computer's time."_s;
    return u"The clock is %1 %2, simulated."_s.arg(durationText(std::abs(offsetMilliseconds)),
                                                   offsetMilliseconds > 0 ? "ahead"_L1 : "behind"_L1);
}

} // namespace muster
