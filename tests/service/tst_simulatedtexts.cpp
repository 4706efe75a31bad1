// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulatedtexts.h"

#include "contractsession.h"
#include "machineseed.h"
#include "registrysession.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class SimulatedTextsTest : public QObject
{
    Q_OBJECT

private slots:
    void anotherNameChangesNothing();
    void registersOverEachText_data();
    void registersOverEachText();
    void aProofOverOneHoldsOnlyHere();
};

// contract: SWITCH-30
void SimulatedTextsTest::anotherNameChangesNothing()
{
    const ChallengeFacts facts{testIdentity(42), u"mic_0"_s, u"orch_0"_s, QString(64, u'a'), {0}, {1000}};
    SimulatedTexts texts;
    QCOMPARE(texts.text(facts, {}), challengeText(facts));
    QVERIFY(!texts.use(u"poem"_s));
    QCOMPARE(texts.text(facts, {}), challengeText(facts));
    QVERIFY(!texts.wereUsed());
    QVERIFY(texts.use(u"json"_s));
    QVERIFY(!texts.use(u"poem"_s));
    QCOMPARE(texts.name(), u"json"_s);
    QVERIFY(texts.use({}));
    QCOMPARE(texts.text(facts, {}), challengeText(facts));
    QVERIFY(texts.wereUsed());
}

void SimulatedTextsTest::registersOverEachText_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("sentence") << u"sentence"_s << "Please sign this message"_ba;
    QTest::newRow("key-value") << u"key-value"_s << "\nmachine: did:peaq:42\n"_ba;
    QTest::newRow("json") << u"json"_s << "\"identityRef\":\"did:peaq:42\""_ba;
    QTest::newRow("siwe") << u"siwe"_s << "wants you to sign in with your Ethereum account:\n0x"_ba;
    QTest::newRow("other-identity") << u"other-identity"_s << "did:peaq:1."_ba;
    QCOMPARE(SimulatedTexts::names().size(), 5);
}

// contract: SWITCH-30, SWITCH-31
void SimulatedTextsTest::registersOverEachText()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, part);
    RegistrySession session;
    QVERIFY(session.workspace().context().texts->use(name));
    const Machine machine = session.draft(42, 1);
    const QByteArray message = machine.identityProof->evidence->message;
    QVERIFY2(message.contains(part), message.constData());
    const auto active = session.move(machine.id, MachineStatus::Active);
    VERIFY_OK(active);
    VERIFY_OK(session.machines().machine(machine.id, false));
    const Readiness readiness = session.machines().readiness();
    QVERIFY(readiness.ready);
    QCOMPARE(readiness.checks.last().name, u"challenge-text"_s);
    QVERIFY(readiness.checks.last().message.contains(u"Simulated"_s));
}

// contract: SWITCH-31
void SimulatedTextsTest::aProofOverOneHoldsOnlyHere()
{
    RegistrySession session;
    QVERIFY(session.workspace().context().texts->use(u"sentence"_s));
    const Machine machine = session.draft(42, 1);
    QVERIFY(session.workspace().context().texts->use({}));
    VERIFY_OK(session.machines().machine(machine.id, false));
    session.workspace().context().texts = std::make_shared<SimulatedTexts>();
    const auto read = session.machines().machine(machine.id, false);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::MachineNotActivated);

    RegistrySession fresh;
    const auto seeded = seedMachines(fresh.stack(), {machine});
    QVERIFY(!seeded);
    QCOMPARE(seeded.error().code, ErrorCode::ValidationError);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::SimulatedTextsTest)
#include "tst_simulatedtexts.moc"
