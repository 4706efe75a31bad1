// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestpace.h"

#include <QTest>

namespace muster {

class RequestPaceTest : public QObject
{
    Q_OBJECT

private slots:
    void letsSixtyThroughInAnyMinute();
    void leavesAReserve();
    void waitsWhenItIsAskedTo();
    void survivesAClockThatIsSetBack();

private:
    Timestamp m_now{1'800'000'000'000};
};

// contract: ID-30
void RequestPaceTest::letsSixtyThroughInAnyMinute()
{
    RequestPace pace;
    QList<qint64> taken;
    for (int tenth = 0; tenth < 3000; ++tenth) {
        const Timestamp now{m_now.milliseconds + tenth * 100};
        if (pace.take(now))
            taken.append(now.milliseconds);
    }
    QCOMPARE(taken.size(), 300);
    for (qsizetype i = 60; i < taken.size(); ++i)
        QVERIFY(taken[i] - taken[i - 60] >= 60'000);
}

// contract: ID-30
void RequestPaceTest::leavesAReserve()
{
    RequestPace pace;
    int taken = 0;
    while (pace.take(m_now, 20))
        ++taken;
    QCOMPARE(taken, 40);
    while (pace.take(m_now))
        ++taken;
    QCOMPARE(taken, 60);
    QCOMPARE(pace.secondsToWait(m_now), 60);
    QCOMPARE(pace.secondsToWait(m_now.plusSeconds(59)), 1);
    QVERIFY(!pace.take(m_now.plusSeconds(59)));
    QVERIFY(pace.take(m_now.plusSeconds(60)));
}

// contract: ID-30
void RequestPaceTest::waitsWhenItIsAskedTo()
{
    RequestPace pace;
    pace.holdUntil(m_now.plusSeconds(120));
    pace.holdUntil(m_now.plusSeconds(7));
    QCOMPARE(pace.secondsToWait(m_now), 120);
    QVERIFY(!pace.take(m_now.plusSeconds(119)));
    QVERIFY(pace.take(m_now.plusSeconds(120)));
}

// contract: ID-30
void RequestPaceTest::survivesAClockThatIsSetBack()
{
    RequestPace pace;
    while (pace.take(m_now)) {
    }
    const Timestamp back = m_now.plusSeconds(-86'400);
    QVERIFY(!pace.take(back));
    QVERIFY(pace.take(back.plusSeconds(60)));
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::RequestPaceTest)
#include "tst_requestpace.moc"
