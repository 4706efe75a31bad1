// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopconnector.h"
#include "orchestrator.h"
#include "registryeditor.h"
#include "simulatedfaults.h"
#include "workspace.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

template <typename T>
Result<T> settled(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20000))
        return fail(ErrorCode::NetworkFailure, u"The call did not finish."_s);
    return future.result();
}

WorkspaceOptions workspaceIn(const QString &folder)
{
    WorkspaceOptions options;
    options.folder = folder;
    return options;
}

WorkspaceOptions demoIn(const QString &folder)
{
    WorkspaceOptions options = workspaceIn(folder);
    options.demo = true;
    return options;
}

/// An address of this machine where nobody listens.
QUrl deadAddress()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
}

} // namespace

class TestDesktopConnector : public QObject
{
    Q_OBJECT

private slots:
    void theWorkspaceNamesItsOwnIdentities();
    void anMcrNamesThemInstead();
    void lettingAConnectionGoDoesNotWait();
    void aTemporaryWorkspaceIsNotTheOneInItsFolder();
    void theOneThatWasAskedForLastCounts();
};

void TestDesktopConnector::theWorkspaceNamesItsOwnIdentities()
{
    const QTemporaryDir folder;
    DesktopConnector connector(demoIn(folder.path()));
    const auto opened = settled(connector.openWorkspace());
    QVERIFY(opened);
    QVERIFY(opened->registry);
    QCOMPARE(opened->place, folder.path());
}

// contract: ID-34, ID-32
void TestDesktopConnector::anMcrNamesThemInstead()
{
    const QTemporaryDir folder;
    QVERIFY(Workspace::open(demoIn(folder.path())));
    const QUrl mcr = deadAddress();
    WorkspaceOptions options = workspaceIn(folder.path());
    options.mcrUrl = mcr;
    DesktopConnector connector(options);
    const auto opened = settled(connector.openWorkspace());
    QVERIFY(opened);
    QVERIFY(!opened->registry);
    QVERIFY(opened->place.contains(mcr.toString()));
    // Nothing is known of these identities and nobody answers: the records stay, and say so.
    MachineQuery everything;
    everything.anyVerification = true;
    const auto page = settled(opened->orchestrator->listMachines(everything));
    QVERIFY2(page, page ? "" : qPrintable(page.error().message));
    QVERIFY(!page->machines.isEmpty());
    QVERIFY(std::any_of(page->machines.begin(), page->machines.end(), [](const Machine &machine) {
        return machine.verification && machine.verification->state == Verification::State::Unavailable;
    }));
}

void TestDesktopConnector::lettingAConnectionGoDoesNotWait()
{
    const QTemporaryDir folder;
    std::optional<DesktopConnector> connector(std::in_place, demoIn(folder.path()));
    auto opened = settled(connector->openWorkspace());
    QVERIFY(opened);
    const auto entries = settled(opened->registry->entries());
    QVERIFY(entries && !entries->isEmpty());
    // What runs has a minute to go, unless its end is asked for.
    connector->workspace()->faults().set(std::nullopt, {false, SimulatedFaults::kLongestDelay});
    QFuture<Result<Challenge>> running;
    const auto letGoWhileRunning = [&] {
        auto orchestrator = settled(connector->openWorkspace())->orchestrator;
        settled(orchestrator->health()); // its thread is there
        running = orchestrator->createChallenge(entries->first().identityRef);
        QThread::yieldCurrentThread();
        const auto waiting = orchestrator->listMachines({});
        orchestrator.reset();
        return waiting.isFinished() && !running.isFinished();
    };
    QVERIFY(QTest::qWaitFor(letGoWhileRunning));
    opened->orchestrator.reset();
    opened->registry.reset();
    connector.reset();
    QVERIFY(running.isFinished());
}

void TestDesktopConnector::aTemporaryWorkspaceIsNotTheOneInItsFolder()
{
    const QTemporaryDir folder;
    WorkspaceOptions options = workspaceIn(folder.path());
    options.ephemeral = true;
    DesktopConnector connector(options);
    const auto temporary = settled(connector.openWorkspace());
    QVERIFY(temporary);
    QVERIFY(temporary->place != folder.path());
    const auto lasting = settled(connector.openWorkspaceIn({folder.path(), false, true}));
    QVERIFY(lasting);
    QCOMPARE(lasting->place, folder.path());
    QCOMPARE(connector.workspace()->folder(), folder.path());
}

void TestDesktopConnector::theOneThatWasAskedForLastCounts()
{
    const QTemporaryDir home;
    const QTemporaryDir depot;
    DesktopConnector connector(workspaceIn(home.path()));
    const auto first = connector.openWorkspace();
    const auto second = connector.openWorkspaceIn({depot.path(), false, true});
    // Whichever comes first: each answer is of what was asked, and the last question counts.
    const auto openedFirst = settled(first);
    const auto openedSecond = settled(second);
    QVERIFY(openedFirst && openedSecond);
    QCOMPARE(openedFirst->place, home.path());
    QCOMPARE(openedSecond->place, depot.path());
    QCOMPARE(connector.workspace()->folder(), depot.path());
}

QTEST_GUILESS_MAIN(TestDesktopConnector)
#include "tst_desktopconnector.moc"
