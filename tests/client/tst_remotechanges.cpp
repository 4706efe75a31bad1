// SPDX-License-Identifier: GPL-3.0-or-later
#include "awaited.h"
#include "remoteorchestrator.h"
#include "samplemachine.h"
#include "scriptedservice.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

QByteArray lineOf(const QByteArray &request)
{
    return request.first(request.indexOf("\r\n"));
}

} // namespace

/// What the remote adapter tells of its own writes, and how it ends.
class RemoteChangesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void announcesOwnWritesTogether();
    void announcesNothingForReadsAndFailures();
    void announcesWhatAnArchivedRecordHasBecome();
    void finishesEverythingWhenItIsDestroyed();
    void survivesDestructionFromAContinuation();

private:
    std::unique_ptr<ScriptedService> m_service;
    std::unique_ptr<RemoteOrchestrator> m_remote;
};

void RemoteChangesTest::init()
{
    m_service = std::make_unique<ScriptedService>();
    m_remote = std::make_unique<RemoteOrchestrator>(RemoteProfile{m_service->url(), "secret-key"});
}

void RemoteChangesTest::cleanup()
{
    m_remote.reset();
    m_service.reset();
}

void RemoteChangesTest::announcesOwnWritesTogether()
{
    QSignalSpy spy(m_remote.get(), &Orchestrator::machinesChanged);
    for (int i = 0; i < 4; ++i)
        m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s, MachineStatus(i))), "ETag: \"5\"\r\n");
    for (int i = 0; i < 3; ++i)
        QVERIFY(await(m_remote->updateMachine(u"mach_1"_s, {})));
    QTRY_VERIFY(!spy.isEmpty());
    QVERIFY(await(m_remote->updateMachine(u"mach_1"_s, {})));
    QList<MachineChange> all;
    QTRY_COMPARE(
        [&] {
            all.clear();
            for (const QList<QVariant> &delivery : spy)
                all.append(delivery.first().value<QList<MachineChange>>());
            return all.size();
        }(),
        4);
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(all.at(i).machine.status, MachineStatus(i));
        QCOMPARE(all.at(i).machine.revision, 5);
    }
}

void RemoteChangesTest::announcesNothingForReadsAndFailures()
{
    QSignalSpy spy(m_remote.get(), &Orchestrator::machinesChanged);
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s)));
    m_service->sayJson(404, R"({"error":{"code":"NOT_FOUND","message":"m"}})");
    m_service->sayJson(404, R"({"error":{"code":"NOT_FOUND","message":"m"}})");
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_2"_s)));
    QVERIFY(await(m_remote->machine(u"mach_1"_s)));
    QCOMPARE(await(m_remote->updateMachine(u"mach_1"_s, {})).error().code, ErrorCode::NotFound);
    QCOMPARE(await(m_remote->archiveMachine(u"mach_1"_s)).error().code, ErrorCode::NotFound);
    // The write after them is the only one that is heard of.
    QVERIFY(await(m_remote->updateMachine(u"mach_2"_s, {})));
    QVERIFY(spy.wait());
    QCOMPARE(spy.size(), 1);
    const auto changes = spy.first().first().value<QList<MachineChange>>();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().machine.id, u"mach_2"_s);
}

// contract: LIFE-7
void RemoteChangesTest::announcesWhatAnArchivedRecordHasBecome()
{
    QSignalSpy spy(m_remote.get(), &Orchestrator::machinesChanged);
    m_service->say("HTTP/1.1 204 No Content\r\n\r\n");
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s, MachineStatus::Archived)));
    QVERIFY(await(m_remote->archiveMachine(u"mach_1"_s)));
    QVERIFY(spy.wait());
    const auto changes = spy.first().first().value<QList<MachineChange>>();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().machine.status, MachineStatus::Archived);
    QCOMPARE(lineOf(m_service->requests().value(1)), QByteArray("GET /api/v1/machines/mach_1 HTTP/1.1"));
}

void RemoteChangesTest::finishesEverythingWhenItIsDestroyed()
{
    MachineQuery extended;
    extended.anyVerification = true;
    const auto health = m_remote->health();
    const auto list = m_remote->listMachines({});
    const auto waitsForHealth = m_remote->listMachines(extended);
    const auto machine = m_remote->machine(u"mach_1"_s);
    const auto archived = m_remote->archiveMachine(u"mach_1"_s);
    QTRY_VERIFY(m_service->requests().size() >= 4);
    m_remote.reset();
    QVERIFY(health.isFinished() && list.isFinished() && waitsForHealth.isFinished() && machine.isFinished() &&
            archived.isFinished());
    QCOMPARE(health.result().error().code, ErrorCode::Cancelled);
    QCOMPARE(list.result().error().code, ErrorCode::Cancelled);
    QCOMPARE(waitsForHealth.result().error().code, ErrorCode::Cancelled);
    QCOMPARE(machine.result().error().code, ErrorCode::Cancelled);
    QCOMPARE(archived.result().error().code, ErrorCode::Cancelled);
}

void RemoteChangesTest::survivesDestructionFromAContinuation()
{
    m_service->sayJson(200, R"({"ok":true})");
    bool destroyed = false;
    auto after = m_remote->health().then([this, &destroyed](const Result<ServiceHealth> &) {
        m_remote.reset();
        destroyed = true;
    });
    const auto open = m_remote->machine(u"mach_1"_s);
    QTRY_VERIFY(destroyed);
    QVERIFY(open.isFinished());
    QCOMPARE(open.result().error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(RemoteChangesTest)
#include "tst_remotechanges.moc"
