// SPDX-License-Identifier: GPL-3.0-or-later
#include "serviceconnection.h"

#include "awaited.h"
#include "remoteorchestrator.h"
#include "samplemachine.h"
#include "scriptedservice.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace muster;

/// What may happen to a connection: redirects, floods, silence, ends in the middle, nobody there.
class ServiceConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void followsNoRedirect_data();
    void followsNoRedirect();
    void breaksOffAHugeAnswer();
    void takesAnAnswerOfTheLargestSize();
    void saysWhenTheConnectionCloses_data();
    void saysWhenTheConnectionCloses();
    void sendsAWriteOnceWhenTheConnectionCloses();
    void givesUpOnASilentService_data();
    void givesUpOnASilentService();
    void namesWhatCannotBeReached();
    void saysWhenNoSafeConnectionCanBeMade();
    void sendsNoKeyThatWouldBeAHeader();
    void keepsNoCookie();

private:
    std::unique_ptr<ScriptedService> m_service;
    std::unique_ptr<RemoteOrchestrator> m_remote;
};

void ServiceConnectionTest::init()
{
    m_service = std::make_unique<ScriptedService>();
    m_remote = std::make_unique<RemoteOrchestrator>(RemoteProfile{m_service->url(), "secret-key"});
}

void ServiceConnectionTest::cleanup()
{
    m_remote.reset();
    m_service.reset();
}

void ServiceConnectionTest::followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("said");
    QTest::newRow("302") << 302 << QByteArray("https://evil.example.org/login?x=1")
                         << u"to evil.example.org"_s;
    QTest::newRow("308 itself") << 308 << QByteArray("/login") << u"to 127.0.0.1"_s;
    QTest::newRow("301 nowhere") << 301 << QByteArray() << u"elsewhere"_s;
    QTest::newRow("304") << 304 << QByteArray() << u"HTTP 304"_s;
}

void ServiceConnectionTest::followsNoRedirect()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    QFETCH(QString, said);
    const QByteArray header =
        location.isEmpty() ? QByteArray() : QByteArray("Location: " + location + "\r\n");
    for (int i = 0; i < 2; ++i)
        m_service->say("HTTP/1.1 " + QByteArray::number(status) + " x\r\nContent-Length: 0\r\n" + header +
                       "\r\n");
    const Result<Machine> machine = await(m_remote->machine(u"mach_1"_s));
    QVERIFY(!machine);
    QCOMPARE(machine.error().code, ErrorCode::BadResponse);
    QVERIFY2(machine.error().message.contains(said), qPrintable(machine.error().message));
    QVERIFY(!await(m_remote->createMachine({})));
    QCOMPARE(m_service->requests().size(), 2);
}

void ServiceConnectionTest::breaksOffAHugeAnswer()
{
    // Neither its length nor its end is told: 64 MiB would follow.
    const QByteArray chunk = "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(64 * 1024 * 1024, ' ');
    m_service->say(chunk);
    const Result<MachinePage> page = await(m_remote->listMachines({}));
    QVERIFY(!page);
    QCOMPARE(page.error().code, ErrorCode::BadResponse);
    QVERIFY2(page.error().message.contains("16 MiB"_L1), qPrintable(page.error().message));
}

void ServiceConnectionTest::takesAnAnswerOfTheLargestSize()
{
    m_service->sayJson(200, QByteArray(ServiceConnection::kLargestAnswer, 'x'));
    m_service->sayJson(200, QByteArray(ServiceConnection::kLargestAnswer + 1, 'x'));
    const auto saysTooLarge = [this] {
        return await(m_remote->listMachines({})).error().message.contains("16 MiB"_L1);
    };
    QVERIFY(!saysTooLarge());
    QVERIFY(saysTooLarge());
}

void ServiceConnectionTest::saysWhenTheConnectionCloses_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"item\":{");
    QTest::newRow("in a chunk") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1f4\r\n{\"item\":{");
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
    QTest::newRow("in an error") << QByteArray("HTTP/1.1 503 x\r\nContent-Length: 500\r\n\r\n{\"error\":{");
}

void ServiceConnectionTest::saysWhenTheConnectionCloses()
{
    QFETCH(QByteArray, raw);
    // The network layer may ask again on a new connection when one is closed; it must come to an end.
    for (int i = 0; i < 8; ++i)
        m_service->say(raw, ScriptedService::Then::Close);
    const Result<Machine> machine = await(m_remote->machine(u"mach_1"_s));
    QVERIFY(!machine);
    QVERIFY2(machine.error().code == ErrorCode::NetworkFailure ||
                 machine.error().code == ErrorCode::BadResponse,
             qPrintable(machine.error().codeName()));
    QVERIFY2(machine.error().message.contains(QString::fromLatin1("127.0.0.1:")) ||
                 machine.error().message.contains("HTTP 503"_L1),
             qPrintable(machine.error().message));
}

void ServiceConnectionTest::sendsAWriteOnceWhenTheConnectionCloses()
{
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s)));
    for (int i = 0; i < 8; ++i)
        m_service->say({}, ScriptedService::Then::Close);
    // On a connection that was used before, too.
    QVERIFY(await(m_remote->machine(u"mach_1"_s)));
    const Result<Machine> made = await(m_remote->createMachine({}));
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::NetworkFailure);
    QVERIFY2(made.error().message.contains("Look whether the change was made"_L1),
             qPrintable(made.error().message));
    QCOMPARE(m_service->requests().size(), 2);
    QVERIFY(!await(m_remote->archiveMachine(u"mach_1"_s)));
    QCOMPARE(m_service->requests().size(), 3);
}

void ServiceConnectionTest::givesUpOnASilentService_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"item\":{");
}

void ServiceConnectionTest::givesUpOnASilentService()
{
    QFETCH(QByteArray, raw);
    RemoteProfile profile{m_service->url(), {}};
    profile.readTimeout = std::chrono::milliseconds(200);
    profile.writeTimeout = std::chrono::milliseconds(300);
    RemoteOrchestrator remote(profile);
    m_service->say(raw);
    m_service->say(raw);
    const Result<Machine> read = await(remote.machine(u"mach_1"_s));
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::NetworkFailure);
    QVERIFY2(read.error().message.contains("sent nothing for 0.2 s. Try again"_L1),
             qPrintable(read.error().message));
    const Result<Machine> written = await(remote.createMachine({}));
    QVERIFY(!written);
    QVERIFY2(written.error().message.contains("0.3 s. Look whether the change was made"_L1),
             qPrintable(written.error().message));
}

void ServiceConnectionTest::namesWhatCannotBeReached()
{
    const QUrl closed = m_service->url();
    m_service.reset();
    RemoteOrchestrator nobody(RemoteProfile{closed, {}});
    const Result<ServiceHealth> refused = await(nobody.health());
    QCOMPARE(refused.error().code, ErrorCode::NetworkFailure);
    QVERIFY2(refused.error().message.startsWith(
                 QString(u"127.0.0.1:%1 refused the connection"_s.arg(closed.port()))),
             qPrintable(refused.error().message));

    RemoteOrchestrator nowhere(RemoteProfile{QUrl(u"http://muster-test.invalid"_s), {}});
    const Result<ServiceHealth> unknown = await(nowhere.health());
    QCOMPARE(unknown.error().code, ErrorCode::NetworkFailure);
    QVERIFY2(unknown.error().message.contains("muster-test.invalid"_L1), qPrintable(unknown.error().message));
}

void ServiceConnectionTest::saysWhenNoSafeConnectionCanBeMade()
{
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, &plain,
            [&plain] { plain.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    const QUrl url(u"https://127.0.0.1:%1"_s.arg(plain.serverPort()));
    RemoteOrchestrator remote(RemoteProfile{url, {}});
    const Result<ServiceHealth> health = await(remote.health());
    QVERIFY(!health);
    QCOMPARE(health.error().code, ErrorCode::NetworkFailure);
    QVERIFY2(health.error().message.startsWith("No safe connection to 127.0.0.1:"_L1),
             qPrintable(health.error().message));
}

void ServiceConnectionTest::sendsNoKeyThatWouldBeAHeader()
{
    for (const QByteArray key : {"a\r\nHost: evil", "a b", "k\xc3\xa9y"}) {
        RemoteOrchestrator remote(RemoteProfile{m_service->url(), key});
        const Result<MachinePage> page = await(remote.listMachines({}));
        QVERIFY(!page);
        QCOMPARE(issuesOf(page.error()).value(0).path, u"/apiKey"_s);
        QVERIFY(!page.error().message.contains("evil"_L1));
    }
    QVERIFY(m_service->requests().isEmpty());
}

void ServiceConnectionTest::keepsNoCookie()
{
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s)), "Set-Cookie: track=1\r\n");
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s)));
    QVERIFY(await(m_remote->machine(u"mach_1"_s)) && await(m_remote->machine(u"mach_1"_s)));
    QVERIFY(!m_service->requests().at(1).toLower().contains("cookie"));
}

QTEST_GUILESS_MAIN(ServiceConnectionTest)
#include "tst_serviceconnection.moc"
