// SPDX-License-Identifier: GPL-3.0-or-later
#include "awaited.h"
#include "remoteorchestrator.h"
#include "samplemachine.h"
#include "scriptedservice.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

/// A service that says that its client comes too fast.
class PacedConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aRefusedReadIsSentAgainInTime();
    void aRefusedWriteIsSentAgainOnce();
    void thenOneGoesAtATime();
    void patienceEnds();
    void withoutATimeItIsAFailure();
    void whatWaitsEndsWithTheConnection();

private:
    void refuse(int seconds)
    {
        m_service->sayJson(429, R"({"error":{"code":"RATE_LIMITED","message":"slowly"}})",
                           "Retry-After: " + QByteArray::number(seconds) + "\r\n");
    }

    std::unique_ptr<ScriptedService> m_service;
    std::unique_ptr<RemoteOrchestrator> m_remote;
};

void PacedConnectionTest::init()
{
    m_service = std::make_unique<ScriptedService>();
    RemoteProfile profile{m_service->url(), "secret-key"};
    profile.longestPause = std::chrono::seconds(2);
    m_remote = std::make_unique<RemoteOrchestrator>(profile);
}

void PacedConnectionTest::aRefusedReadIsSentAgainInTime()
{
    refuse(1);
    m_service->sayJson(200, R"({"items":[]})");
    QElapsedTimer time;
    time.start();
    const auto page = await(m_remote->listMachines({}));
    QVERIFY2(page, page ? "" : qPrintable(page.error().message));
    QVERIFY(time.elapsed() >= 1000);
    QCOMPARE(m_service->requests().size(), 2);
    QCOMPARE(m_service->requests().at(1), m_service->requests().at(0));
}

void PacedConnectionTest::aRefusedWriteIsSentAgainOnce()
{
    refuse(1);
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s)));
    MachinePatch patch;
    patch.displayName = u"Lift 7"_s;
    const auto machine = await(m_remote->updateMachine(u"mach_1"_s, patch));
    QVERIFY2(machine, machine ? "" : qPrintable(machine.error().message));
    QCOMPARE(m_service->requests().size(), 2);
    QCOMPARE(ScriptedService::bodyOf(m_service->requests().at(1)), QByteArray(R"({"displayName":"Lift 7"})"));
}

void PacedConnectionTest::thenOneGoesAtATime()
{
    for (int i = 0; i < 4; ++i)
        refuse(1);
    QList<QFuture<Result<Readiness>>> asked;
    for (int i = 0; i < 4; ++i)
        asked.append(m_remote->readiness());
    QTRY_COMPARE(m_service->requests().size(), 4);
    // The next one gets no answer, so nothing else may come beside it.
    QTRY_COMPARE_WITH_TIMEOUT(m_service->requests().size(), 5, 10'000);
    QVERIFY(!QTest::qWaitFor([this] { return m_service->requests().size() > 5; }, 300));
}

void PacedConnectionTest::patienceEnds()
{
    for (int i = 0; i < 3; ++i)
        refuse(1);
    const auto page = await(m_remote->listMachines({}));
    QVERIFY(!page);
    QCOMPARE(page.error().code, ErrorCode::RateLimited);
    QCOMPARE(page.error().retryAfterSeconds, 1);
    QCOMPARE(m_service->requests().size(), 3);
}

void PacedConnectionTest::withoutATimeItIsAFailure()
{
    m_service->sayJson(429, R"({"error":{"code":"RATE_LIMITED","message":"slowly"}})");
    QCOMPARE(await(m_remote->listMachines({})).error().code, ErrorCode::RateLimited);
    QCOMPARE(m_service->requests().size(), 1);
}

void PacedConnectionTest::whatWaitsEndsWithTheConnection()
{
    refuse(2);
    const auto first = m_remote->listMachines({});
    QTRY_COMPARE(m_service->requests().size(), 1);
    const auto second = m_remote->listMachines({});
    m_remote.reset();
    QVERIFY(first.isFinished() && second.isFinished());
    QCOMPARE(first.result().error().code, ErrorCode::Cancelled);
    QCOMPARE(second.result().error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(PacedConnectionTest)
#include "tst_pacedconnection.moc"
