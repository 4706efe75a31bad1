// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopconnector.h"
#include "desktopserver.h"
#include "machinetablemodel.h"
#include "processfacts.h"
#include "registration.h"
#include "seedfile.h"
#include "signingdesk.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class TestDesktopServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void whatAClientRegistersAppearsInTheModel();
    void openingTwiceAtOnceOpensOnce();
    void startsOnlyOverAnOpenWorkspace();
    void aTakenPortIsSaid();
    void theLocalWorkspaceOpensNoSocket();
    void stoppingClosesThePort();
    void aNewKeyEndsTheOldOne();
    void aKeyIsToldOnceOnly();
    void aKeyThatCannotBeWrittenChangesNothing();
    void servesWithoutAKeyWhenToldTo();

private:
    Connection open();
    void start(quint16 port = 0);
    Result<Machine> registerOver(Orchestrator &orchestrator, const DemoIdentity &identity);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DesktopConnector> m_connector;
    std::unique_ptr<DesktopServer> m_server;
};

void TestDesktopServer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    WorkspaceOptions options;
    options.folder = m_folder->filePath(u"workspace"_s);
    options.demo = true;
    m_connector = std::make_unique<DesktopConnector>(options);
    m_server = std::make_unique<DesktopServer>(*m_connector);
}

void TestDesktopServer::cleanup()
{
    m_server.reset();
    m_connector.reset();
    m_folder.reset();
}

Connection TestDesktopServer::open()
{
    const auto future = m_connector->openWorkspace();
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20000) || !future.result())
        return {};
    return *future.result();
}

void TestDesktopServer::start(quint16 port)
{
    QSignalSpy changed(m_server.get(), &ServerSwitch::changed);
    m_server->start(port);
    QVERIFY(changed.wait());
    QVERIFY(m_server->isRunning());
}

Result<Machine> TestDesktopServer::registerOver(Orchestrator &orchestrator, const DemoIdentity &identity)
{
    SigningDesk desk;
    const QByteArray hex = identity.privateKey.toLatin1();
    SecureBytes key;
    key.append(
        {reinterpret_cast<const std::uint8_t *>(hex.constData()), static_cast<std::size_t>(hex.size())});
    const auto signer = desk.importHexKey(key);
    if (!signer)
        return Failure(signer.error());
    Registration registration(orchestrator, desk, u"https://fleet.example"_s);
    const auto challenge = registration.requestChallenge(identity.entry.identityRef);
    if (!QTest::qWaitFor([&challenge] { return challenge.isFinished(); }, 20000) || !challenge.result())
        return Failure(challenge.result().error());
    NewMachine machine;
    machine.displayName = u"From a client"_s;
    machine.ownerId = u"somebody"_s;
    machine.identityRef = identity.entry.identityRef;
    const auto outcome = registration.signAndCreate(*challenge.result(), *signer, machine, true);
    if (!QTest::qWaitFor([&outcome] { return outcome.isFinished(); }, 20000) || !outcome.result())
        return Failure(outcome.result().error());
    return outcome.result()->machine;
}

void TestDesktopServer::whatAClientRegistersAppearsInTheModel()
{
    const Connection local = open();
    QVERIFY(local.orchestrator);
    MachineTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setOrchestrator(local.orchestrator.get());
    QTRY_VERIFY(model.isComplete());
    const int before = model.rowCount();
    start();

    QFile keyFile(m_server->apiKeyFile());
    QVERIFY(keyFile.open(QIODevice::ReadOnly));
    const auto remote =
        m_connector->connectRemote(visitTo(m_server->url().toString()), keyFile.readAll().trimmed());
    QVERIFY(remote);
    const auto identities = demoIdentities();
    QVERIFY(identities);
    QSignalSpy served(m_server.get(), &ServerSwitch::requestServed);
    const auto machine = registerOver(*remote->orchestrator, identities->last());
    QVERIFY2(machine, machine ? "" : qPrintable(machine.error().message));

    QTRY_COMPARE(model.rowCount(), before + 1);
    const auto seenStatus = [&] {
        const auto row = model.machineAt(model.rowOf(machine->id));
        return row ? machineStatusName(row->status) : QString();
    };
    QTRY_COMPARE(seenStatus(), u"active"_s);
    QCOMPARE(model.machineAt(model.rowOf(machine->id))->verification->state, Verification::State::Verified);
    QTRY_VERIFY(served.count() >= 3);
    model.setOrchestrator(nullptr);
}

void TestDesktopServer::openingTwiceAtOnceOpensOnce()
{
    const auto first = m_connector->openWorkspace();
    const auto second = m_connector->openWorkspace();
    QTRY_VERIFY_WITH_TIMEOUT(first.isFinished() && second.isFinished(), 20000);
    QVERIFY(first.result());
    QVERIFY(second.result());
}

void TestDesktopServer::startsOnlyOverAnOpenWorkspace()
{
    QSignalSpy failed(m_server.get(), &ServerSwitch::failed);
    m_server->start(0);
    QCOMPARE(failed.count(), 1);
    QVERIFY(!m_server->isRunning());
}

void TestDesktopServer::aTakenPortIsSaid()
{
    QVERIFY(open().orchestrator);
    start();
    DesktopServer another(*m_connector);
    QSignalSpy failed(&another, &ServerSwitch::failed);
    another.start(static_cast<quint16>(m_server->url().port()));
    QVERIFY(failed.wait());
    const auto error = failed.first().first().value<Error>();
    QVERIFY2(error.message.contains(QString::number(m_server->url().port())), qPrintable(error.message));
    QVERIFY(!another.isRunning());
    const int free = error.details.value("freePort"_L1).toInt();
    QVERIFY(free > m_server->url().port());
    QSignalSpy changed(&another, &ServerSwitch::changed);
    another.start(static_cast<quint16>(free));
    QVERIFY(changed.wait());
    QCOMPARE(another.url().port(), free);
}

void TestDesktopServer::theLocalWorkspaceOpensNoSocket()
{
    const int before = ProcessFacts::openSockets();
    const Connection local = open();
    QVERIFY(local.orchestrator);
    const auto answers = [&local] {
        const auto page = local.orchestrator->listMachines({});
        return QTest::qWaitFor([&page] { return page.isFinished(); }, 20000) && page.result().has_value();
    };
    QVERIFY(answers());
    QCOMPARE(ProcessFacts::openSockets(), before);
    QCOMPARE(ProcessFacts::listeningSockets(), 0);
    start();
    QCOMPARE(ProcessFacts::listeningSockets(), 1);
    m_server->stop();
    QTRY_COMPARE(ProcessFacts::listeningSockets(), 0);
    QVERIFY(answers());
    QCOMPARE(ProcessFacts::listeningSockets(), 0);
}

void TestDesktopServer::stoppingClosesThePort()
{
    QVERIFY(open().orchestrator);
    start();
    const QUrl url = m_server->url();
    m_server->stop();
    QVERIFY(!m_server->isRunning());
    const auto remote = m_connector->connectRemote(visitTo(url.toString()), {});
    QVERIFY(remote);
    const auto refused = [&] {
        const auto health = remote->orchestrator->health();
        return QTest::qWaitFor([&health] { return health.isFinished(); }, 20000) && !health.result();
    };
    QTRY_VERIFY(refused());
}

void TestDesktopServer::aNewKeyEndsTheOldOne()
{
    QVERIFY(open().orchestrator);
    QSignalSpy made(m_server.get(), &ServerSwitch::keyMade);
    start();
    QTRY_COMPARE(made.count(), 1);
    const QByteArray old = made.first().first().toByteArray();
    const auto oldClient = m_connector->connectRemote(visitTo(m_server->url().toString()), old);
    QVERIFY(oldClient);
    const auto asked = [](const Connection &client) {
        const auto page = client.orchestrator->listMachines({});
        if (!QTest::qWaitFor([&page] { return page.isFinished(); }, 20000))
            return u"no answer"_s;
        return page.result() ? u"answered"_s : page.result().error().codeName();
    };
    QCOMPARE(asked(*oldClient), u"answered"_s);
    m_server->reissueKey();
    QTRY_COMPARE(made.count(), 2);
    const QByteArray fresh = made.last().first().toByteArray();
    QVERIFY(fresh != old);
    // The same kept connection, the same running server.
    QCOMPARE(asked(*oldClient), u"AUTH_INVALID"_s);
    const auto newClient = m_connector->connectRemote(visitTo(m_server->url().toString()), fresh);
    QVERIFY(newClient);
    QCOMPARE(asked(*newClient), u"answered"_s);
    QFile file(m_server->apiKeyFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), fresh + '\n');
    QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup |
                                   QFileDevice::WriteOther),
             QFileDevice::Permissions());
}

void TestDesktopServer::aKeyIsToldOnceOnly()
{
    QVERIFY(open().orchestrator);
    QSignalSpy made(m_server.get(), &ServerSwitch::keyMade);
    start();
    QTRY_COMPARE(made.count(), 1);
    QCOMPARE(made.first().first().toByteArray().size(), 64);
    m_server->stop();
    start();
    QCoreApplication::processEvents();
    QCOMPARE(made.count(), 1);
}

void TestDesktopServer::aKeyThatCannotBeWrittenChangesNothing()
{
    QVERIFY(open().orchestrator);
    QSignalSpy made(m_server.get(), &ServerSwitch::keyMade);
    start();
    QTRY_COMPARE(made.count(), 1);
    const QByteArray old = made.first().first().toByteArray();
    // A folder in the file's place: nobody can write there, root neither.
    const QString path = m_server->apiKeyFile();
    QVERIFY(QFile::remove(path));
    QVERIFY(QDir().mkpath(path + u"/inside"_s));
    QSignalSpy failed(m_server.get(), &ServerSwitch::keyFailed);
    m_server->reissueKey();
    QVERIFY(failed.wait());
    QVERIFY(failed.first().first().value<Error>().message.contains(path));
    QCOMPARE(made.count(), 1);
    const auto client = m_connector->connectRemote(visitTo(m_server->url().toString()), old);
    QVERIFY(client);
    const auto page = client->orchestrator->listMachines({});
    QTRY_VERIFY(page.isFinished());
    QVERIFY(page.result());
}

void TestDesktopServer::servesWithoutAKeyWhenToldTo()
{
    QVERIFY(open().orchestrator);
    m_server->setKeyDemanded(false);
    QSignalSpy made(m_server.get(), &ServerSwitch::keyMade);
    start();
    QVERIFY(m_server->apiKeyFile().isEmpty());
    QVERIFY(m_server->clientEnvironment().contains("PEAQOS_API_KEY=''"_L1));
    const auto client = m_connector->connectRemote(visitTo(m_server->url().toString()), {});
    const auto answers = [&client] {
        const auto page = client->orchestrator->listMachines({});
        return QTest::qWaitFor([&page] { return page.isFinished(); }, 20000) && page.result().has_value();
    };
    QVERIFY(answers());
    QCOMPARE(made.count(), 0);
    m_server->reissueKey(); // for the next start
    QTRY_COMPARE(made.count(), 1);
    QVERIFY(answers());
    m_server->stop();
    m_server->setKeyDemanded(true);
    start();
    const auto closed = m_connector->connectRemote(visitTo(m_server->url().toString()), {});
    const auto page = closed->orchestrator->listMachines({});
    QTRY_VERIFY_WITH_TIMEOUT(page.isFinished(), 20000);
    QCOMPARE(page.result().error().code, ErrorCode::AuthRequired);
}

QTEST_MAIN(TestDesktopServer)
#include "tst_desktopserver.moc"
