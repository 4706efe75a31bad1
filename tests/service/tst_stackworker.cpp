// SPDX-License-Identifier: GPL-3.0-or-later
#include "stackworker.h"

#include "localorchestrator.h"
#include "testworkspace.h"

#include <QTest>
#include <QThread>

#include <future>
#include <semaphore>

using namespace Qt::StringLiterals;

namespace muster {

class StackWorkerTest : public QObject
{
    Q_OBJECT

private slots:
    void runsJobsInOrderOnItsOwnThread();
    void whatWaitsIsCancelledAtTheEnd();
    void anOrchestratorGoesWithoutWaiting();
    void aStackThatCannotBeMadeAnswersEveryCall();
    void theStackGoesOnTheThreadThatMadeIt();
};

// contract: LIFE-12
void StackWorkerTest::runsJobsInOrderOnItsOwnThread()
{
    TestWorkspace workspace;
    QList<int> order;
    QThread *thread = nullptr;
    std::promise<void> last;
    {
        StackWorker worker(workspace.stackFactory());
        for (int job = 0; job < 100; ++job)
            worker.post([&order, &thread, job](const Result<ServiceStack *> &stack) {
                thread = QThread::currentThread();
                if (stack)
                    order.append(job);
            });
        worker.post([&last](const auto &) { last.set_value(); });
        last.get_future().wait();
    }
    QCOMPARE(order.size(), 100);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    QVERIFY(thread != QThread::currentThread());
}

// contract: LIFE-12
void StackWorkerTest::whatWaitsIsCancelledAtTheEnd()
{
    TestWorkspace workspace;
    std::binary_semaphore running(0);
    std::binary_semaphore goOn(0);
    std::atomic<int> done = 0;
    std::atomic<int> cancelled = 0;
    auto worker = std::make_unique<StackWorker>(workspace.stackFactory());
    worker->post([&](const Result<ServiceStack *> &stack) {
        running.release();
        goOn.acquire();
        done += stack ? 1 : 0;
    });
    running.acquire();
    for (int job = 0; job < 10; ++job)
        worker->post([&](const Result<ServiceStack *> &stack) {
            if (!stack && stack.error().code == ErrorCode::Cancelled && ++cancelled == 10)
                goOn.release();
        });
    worker.reset();
    QCOMPARE(done.load(), 1);
    QCOMPARE(cancelled.load(), 10);
}

// contract: LIFE-12
void StackWorkerTest::anOrchestratorGoesWithoutWaiting()
{
    TestWorkspace workspace;
    std::binary_semaphore running(0);
    std::binary_semaphore goOn(0);
    std::atomic<bool> done = false;
    auto worker = std::make_shared<StackWorker>(workspace.stackFactory());
    auto orchestrator = std::make_unique<LocalOrchestrator>(worker, workspace.feed());
    worker->post([&](const Result<ServiceStack *> &stack) {
        running.release();
        goOn.acquire();
        done = stack.has_value();
    });
    running.acquire();
    const auto waiting = orchestrator->listMachines({});
    orchestrator.reset(); // would never come back if it waited
    QVERIFY(!done);
    QVERIFY(waiting.isFinished());
    QCOMPARE(waiting.result().error().code, ErrorCode::Cancelled);
    std::atomic<bool> late = false;
    worker->post([&late](const Result<ServiceStack *> &stack) {
        late = !stack && stack.error().code == ErrorCode::Cancelled;
    });
    QVERIFY(late);
    goOn.release();
    worker.reset();
    QVERIFY(done);
}

// contract: LIFE-12
void StackWorkerTest::aStackThatCannotBeMadeAnswersEveryCall()
{
    ChangeFeed feed;
    LocalOrchestrator orchestrator(
        []() -> Result<std::unique_ptr<ServiceStack>> {
            return fail(ErrorCode::StorageFailure, u"No disk."_s);
        },
        feed);
    const auto list = orchestrator.listMachines({});
    const auto archive = orchestrator.archiveMachine(u"mach_1"_s);
    QTRY_VERIFY(list.isFinished() && archive.isFinished());
    QVERIFY(!list.result().has_value());
    QCOMPARE(list.result().error().code, ErrorCode::StorageFailure);
    QVERIFY(!archive.result().has_value());
    QCOMPARE(archive.result().error().message, u"No disk."_s);
}

// contract: LIFE-12
void StackWorkerTest::theStackGoesOnTheThreadThatMadeIt()
{
    struct WatchedReader final : StoreReader
    {
        explicit WatchedReader(QThread *&gone)
            : m_gone(gone)
        {}
        ~WatchedReader() override { m_gone = QThread::currentThread(); }
        Result<std::optional<StoredMachine>> machine(const QString &) override { return std::nullopt; }
        Result<std::optional<StoredMachine>> machineHolding(const IdentityRef &) override
        {
            return std::nullopt;
        }
        Result<QList<StoredMachine>> machinesAfter(qint64, int) override { return QList<StoredMachine>(); }
        Result<std::optional<StoredChallenge>> challenge(const QString &) override { return std::nullopt; }
        Result<std::optional<RegistryEntry>> registryEntry(const IdentityRef &) override
        {
            return std::nullopt;
        }
        Result<QList<RegistryEntry>> registryEntries() override { return QList<RegistryEntry>(); }
        Result<QList<RegistryEntry>> registryEntriesOf(const QString &, qint64, int) override
        {
            return QList<RegistryEntry>();
        }
        Result<qint64> registryCountOf(const QString &) override { return 0; }
        Result<std::optional<StoredResolution>> resolution(const IdentityRef &) override
        {
            return std::nullopt;
        }
        Result<QList<IdentityRef>> identitiesToResolve(Timestamp, int) override
        {
            return QList<IdentityRef>();
        }
        Result<QList<StoredAuditEvent>> auditEvents(const AuditQuery &, const std::optional<AuditPlace> &,
                                                    int) override
        {
            return QList<StoredAuditEvent>();
        }
        Result<qint64> registryRevision() override { return 0; }
        Result<qint64> machineCount() override { return 0; }
        Result<QString> instanceId() override { return QString(); }
        Result<void> check() override { return {}; }

    private:
        QThread *&m_gone;
    };

    TestWorkspace workspace;
    QThread *made = nullptr;
    QThread *gone = nullptr;
    {
        const StackWorker worker([&]() -> Result<std::unique_ptr<ServiceStack>> {
            made = QThread::currentThread();
            return std::make_unique<ServiceStack>(workspace.context(), std::make_unique<WatchedReader>(gone));
        });
    }
    QVERIFY(made != nullptr && made != QThread::currentThread());
    QCOMPARE(gone, made);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::StackWorkerTest)
#include "tst_stackworker.moc"
