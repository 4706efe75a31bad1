// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultycontrollers.h"
#include "identityerrors.h"
#include "registrysession.h"
#include "scriptedcontrollers.h"
#include "simulatedfaults.h"

#include <QElapsedTimer>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace std::chrono_literals;

class TestSimulatedFaults : public QObject
{
    Q_OBJECT

private slots:
    void oneGoesBeforeAll();
    void anUnreachableRegistryIsNotAsked();
    void aSlowRegistryAnswersLate();
    void aChangeCutsADelayShort();
    void theEndCutsADelayShort();
    void readsWritesAndListsFeelIt();
};

// contract: SWITCH-20
void TestSimulatedFaults::oneGoesBeforeAll()
{
    SimulatedFaults faults;
    QVERIFY(faults.of(testIdentity(1)).isNone());
    faults.set(std::nullopt, {true, {}});
    faults.set(testIdentity(1), {});
    faults.set(testIdentity(2), {false, 5ms});
    QVERIFY(faults.of(testIdentity(1)).isNone());
    QCOMPARE(faults.of(testIdentity(2)), (SimulatedFault{false, 5ms}));
    QVERIFY(faults.of(testIdentity(3)).unreachable);
    QCOMPARE(faults.all().size(), 2);
    QVERIFY(!faults.all().first().identity);
    faults.set(std::nullopt, {});
    QVERIFY(faults.of(testIdentity(2)).isNone() && faults.all().isEmpty());
    faults.set(std::nullopt, {false, 10h});
    QCOMPARE(faults.of(testIdentity(2)).delay, SimulatedFaults::kLongestDelay);
}

// contract: SWITCH-20
void TestSimulatedFaults::anUnreachableRegistryIsNotAsked()
{
    ScriptedControllers behind;
    behind.controllers.insert(testIdentity(1).did(), {testAddress(1)});
    SimulatedFaults faults;
    FaultyControllers controllers(behind, faults);
    QVERIFY(controllers.resolve(testIdentity(1)));
    faults.set(testIdentity(1), {true, {}});
    const auto refused = controllers.resolve(testIdentity(1));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::PeaqosIdentityUnavailable);
    QCOMPARE(reasonOf(refused.error()), QString(reason::kResolverUnreachable));
    QCOMPARE(refused.error().details.value("simulated"_L1), QJsonValue(true));
    QVERIFY(refused.error().retryAfterSeconds > 0);
    QCOMPARE(behind.lookups, 1);
}

// contract: SWITCH-20
void TestSimulatedFaults::aSlowRegistryAnswersLate()
{
    SimulatedFaults faults;
    faults.set(testIdentity(1), {false, 60ms});
    QElapsedTimer taken;
    taken.start();
    QVERIFY(!faults.waitOut(testIdentity(1)).unreachable);
    QVERIFY2(taken.elapsed() >= 55, qPrintable(QString::number(taken.elapsed())));
}

// contract: SWITCH-20
void TestSimulatedFaults::aChangeCutsADelayShort()
{
    SimulatedFaults faults;
    faults.set(std::nullopt, {false, SimulatedFaults::kLongestDelay});
    auto waiting = std::async(std::launch::async, [&] { return faults.waitOut(testIdentity(1)); });
    // Whether the other thread waits already or not: what it finds is that the registry is gone.
    faults.set(std::nullopt, {true, {}});
    QVERIFY(waiting.get().unreachable);
}

// contract: SWITCH-20, SWITCH-9
void TestSimulatedFaults::theEndCutsADelayShort()
{
    SimulatedFaults faults;
    faults.set(std::nullopt, {false, SimulatedFaults::kLongestDelay});
    auto waiting = std::async(std::launch::async, [&] { return faults.waitOut(testIdentity(1)); });
    faults.end();
    QVERIFY(waiting.wait_for(30s) == std::future_status::ready);
}

// contract: SWITCH-20, ID-20
void TestSimulatedFaults::readsWritesAndListsFeelIt()
{
    RegistrySession session;
    const Machine machine = session.draft(1, 1);
    session.workspace().context().faults->set(std::nullopt, {true, {}});
    QCOMPARE(session.machines().machine(machine.id, false).error().code,
             ErrorCode::PeaqosIdentityUnavailable);
    QCOMPARE(session.move(machine.id, MachineStatus::Active).error().code,
             ErrorCode::PeaqosIdentityUnavailable);
    QCOMPARE(session.machines().list({}).error().code, ErrorCode::PeaqosIdentityUnavailable);
    QVERIFY(session.move(machine.id, MachineStatus::Blocked));
    session.workspace().context().faults->set(std::nullopt, {});
    QVERIFY(session.machines().machine(machine.id, false));
}

QTEST_GUILESS_MAIN(TestSimulatedFaults)
#include "tst_simulatedfaults.moc"
