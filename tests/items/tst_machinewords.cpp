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
    void verdictsWithTheirAge_data();
    void verdictsWithTheirAge();
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

void TestMachineWords::verdictsWithTheirAge_data()
{
    using enum Verification::State;
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<qint64>("minutesAgo"); // below 0: never
    QTest::addColumn<QString>("text");
    QTest::newRow("verified") << int(Verified) << QString() << qint64(2) << u"Verified \u00b7 2 min ago"_s;
    QTest::newRow("changed") << int(Failed) << u"controller_changed"_s << qint64(2)
                             << u"Controller changed \u00b7 2 min ago"_s;
    QTest::newRow("inactive") << int(Failed) << u"identity_inactive"_s << qint64(2)
                              << u"Identity not active \u00b7 2 min ago"_s;
    QTest::newRow("unknown") << int(Failed) << u"identity_not_found"_s << qint64(2)
                             << u"Identity not known \u00b7 2 min ago"_s;
    QTest::newRow("no key") << int(Failed) << u"no_evm_controller"_s << qint64(2)
                            << u"No controller named \u00b7 2 min ago"_s;
    QTest::newRow("other chain") << int(Failed) << u"homed_elsewhere"_s << qint64(2)
                                 << u"Homed elsewhere \u00b7 2 min ago"_s;
    QTest::newRow("no proof") << int(Failed) << u"proof_missing"_s << qint64(2)
                              << u"No proof \u00b7 2 min ago"_s;
    QTest::newRow("damaged") << int(Failed) << u"proof_corrupt"_s << qint64(2)
                             << u"Proof damaged \u00b7 2 min ago"_s;
    QTest::newRow("foreign") << int(Failed) << u"unheard_of"_s << qint64(2)
                             << u"Not verified \u00b7 2 min ago"_s;
    QTest::newRow("failed, never checked")
        << int(Failed) << u"controller_changed"_s << qint64(-1) << u"Controller changed"_s;
    QTest::newRow("down") << int(Unavailable) << u"resolver_unreachable"_s << qint64(12)
                          << u"Registry not answering \u00b7 last seen 12 min ago"_s;
    QTest::newRow("never up") << int(Unavailable) << u"resolver_unreachable"_s << qint64(-1)
                              << u"Registry not answering"_s;
    QTest::newRow("archived") << int(NotChecked) << QString() << qint64(2) << u"Not checked"_s;
}

void TestMachineWords::verdictsWithTheirAge()
{
    QFETCH(int, state);
    QFETCH(QString, reason);
    QFETCH(qint64, minutesAgo);
    QFETCH(QString, text);
    const Timestamp now{1'700'000'000'000};
    Machine machine;
    const Timestamp checked = minutesAgo < 0 ? Timestamp{} : now.plusSeconds(-minutesAgo * 60);
    machine.verification = Verification{static_cast<Verification::State>(state), reason, checked};
    QCOMPARE(machinewords::verdict(machine, now), text);
    machine.verification.reset();
    QCOMPARE(machinewords::verdict(machine, now), u"No proof"_s);
    machine.identityProof = IdentityProof{*IdentityRef::parse(u"did:peaq:1"_s), {}, {}, now, now, {}, {}};
    QCOMPARE(machinewords::verdict(machine, now.plusSeconds(3600)), u"Proven \u00b7 1 h ago"_s);
}

QTEST_GUILESS_MAIN(TestMachineWords)
#include "tst_machinewords.moc"
