// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinewords.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestMachineWords : public QObject
{
    Q_OBJECT

private slots:
    void relativeTimes_data();
    void relativeTimes();
    void labelsInKeyOrder();
    void everyReasonHasItsSentence();
};

void TestMachineWords::relativeTimes_data()
{
    QTest::addColumn<qint64>("secondsAgo");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(0) << u"just now"_s;
    QTest::newRow("59 s") << qint64(59) << u"just now"_s;
    QTest::newRow("a little ahead") << qint64(-30) << u"just now"_s;
    QTest::newRow("1 min") << qint64(60) << u"1 min ago"_s;
    QTest::newRow("59 min") << qint64(3599) << u"59 min ago"_s;
    QTest::newRow("1 h") << qint64(3600) << u"1 h ago"_s;
    QTest::newRow("23 h") << qint64(86399) << u"23 h ago"_s;
    QTest::newRow("yesterday") << qint64(86400) << u"yesterday"_s;
    QTest::newRow("2 days") << qint64(2 * 86400) << u"2 days ago"_s;
    QTest::newRow("29 days") << qint64(30 * 86400 - 1) << u"29 days ago"_s;
}

void TestMachineWords::relativeTimes()
{
    QFETCH(qint64, secondsAgo);
    QFETCH(QString, text);
    const Timestamp now{1'700'000'000'000};
    QCOMPARE(machinewords::relativeTime(now.plusSeconds(-secondsAgo), now), text);
}

void TestMachineWords::labelsInKeyOrder()
{
    QCOMPARE(machinewords::labels({{u"b"_s, u"2"_s}, {u"a"_s, u"1"_s}, {u"c"_s, {}}}), u"a=1, b=2, c"_s);
}

void TestMachineWords::everyReasonHasItsSentence()
{
    QSet<QString> sentences;
    Machine machine;
    sentences.insert(machinewords::verification(machine));
    for (const auto &reason : {u"controller_changed"_s, u"identity_not_found"_s, u"identity_inactive"_s,
                               u"proof_corrupt"_s, u"resolver_unreachable"_s, u"unheard_of"_s}) {
        machine.verification = Verification{Verification::State::Failed, reason, {}};
        sentences.insert(machinewords::verification(machine));
    }
    machine.verification = Verification{Verification::State::Verified, {}, {}};
    sentences.insert(machinewords::verification(machine));
    QCOMPARE(sentences.size(), 8);
}

QTEST_GUILESS_MAIN(TestMachineWords)
#include "tst_machinewords.moc"
