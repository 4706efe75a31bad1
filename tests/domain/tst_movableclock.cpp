// SPDX-License-Identifier: GPL-3.0-or-later
#include "movableclock.h"

#include <QTest>

#include <cstdlib>
#include <limits>

using namespace Qt::StringLiterals;
using namespace muster;

class TestMovableClock : public QObject
{
    Q_OBJECT

private slots:
    void beginsAtTheComputersTime();
    void movesAddUp();
    void movesToAMoment();
    void staysWithinItsYears();
    void saysHowFarItIs_data();
    void saysHowFarItIs();
};

namespace {

/// Milliseconds between the clock and where it should be; the two are read one after the other.
qint64 distance(const MovableClock &clock, qint64 offset)
{
    return clock.now().milliseconds - SystemClock().now().milliseconds - offset;
}

constexpr qint64 kNear = 2000;

} // namespace

void TestMovableClock::beginsAtTheComputersTime()
{
    const MovableClock clock;
    QCOMPARE(clock.simulatedOffset(), 0);
    QVERIFY(std::abs(distance(clock, 0)) < kNear);
    QCOMPARE(SystemClock().simulatedOffset(), 0);
}

void TestMovableClock::movesAddUp()
{
    MovableClock clock;
    QVERIFY(clock.advance(3600));
    QVERIFY(clock.advance(-600));
    QCOMPARE(clock.simulatedOffset(), 3'000'000);
    QVERIFY(std::abs(distance(clock, 3'000'000)) < kNear);
    clock.reset();
    QCOMPARE(clock.simulatedOffset(), 0);
}

void TestMovableClock::movesToAMoment()
{
    MovableClock clock;
    const Timestamp moment = *Timestamp::parse(u"2031-05-06T07:08:09.000Z"_s);
    QVERIFY(clock.advance(5));
    QVERIFY(clock.moveTo(moment));
    const qint64 since = clock.now().milliseconds - moment.milliseconds;
    QVERIFY2(since >= 0 && since < kNear, qPrintable(clock.now().text()));
    // It goes on from there.
    QTRY_VERIFY(clock.now() > moment.plusSeconds(0));
}

void TestMovableClock::staysWithinItsYears()
{
    MovableClock clock;
    QVERIFY(clock.advance(60));
    for (const qint64 seconds : {qint64(300'000'000'000), qint64(-300'000'000'000), qint64(-60'000'000'000),
                                 std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()}) {
        const auto refused = clock.advance(seconds);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ValidationError);
    }
    QVERIFY(!clock.moveTo({-1}));
    QVERIFY(!clock.moveTo(*Timestamp::parse(u"9999-01-01T00:00:00Z"_s)));
    QVERIFY(clock.moveTo(*Timestamp::parse(u"9998-12-31T00:00:00Z"_s)));
    QVERIFY(!clock.advance(200'000));
    QVERIFY(clock.now().text().startsWith("9998-12-31"_L1));
}

void TestMovableClock::saysHowFarItIs_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("not moved") << qint64(0) << u"The clock shows the computer's time."_s;
    QTest::newRow("an hour") << qint64(3'600'000) << u"The clock is 1 h ahead, simulated."_s;
    QTest::newRow("two units") << qint64(90'061'001) << u"The clock is 1 d 1 h ahead, simulated."_s;
    QTest::newRow("back") << qint64(-300'000) << u"The clock is 5 min behind, simulated."_s;
    QTest::newRow("a little") << qint64(-7) << u"The clock is 7 ms behind, simulated."_s;
}

void TestMovableClock::saysHowFarItIs()
{
    QFETCH(qint64, offset);
    QFETCH(QString, sentence);
    QCOMPARE(clockSentence(offset), sentence);
}

QTEST_GUILESS_MAIN(TestMovableClock)
#include "tst_movableclock.moc"
