// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinejson.h"
#include "machinepagejson.h"
#include "remoteorchestrator.h"
#include "scriptedservice.h"
#include "serviceconnection.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

QByteArray machineItem(const QByteArray &id)
{
    Machine machine;
    machine.id = QString::fromUtf8(id);
    return wire::itemEnvelope(
        QJsonDocument(wire::machineToJson(machine, true)).toJson(QJsonDocument::Compact));
}

template <typename T>
Result<T> await(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000))
        return fail(ErrorCode::InternalError, u"The future did not finish within 20 s."_s);
    return future.result();
}

} // namespace

/// What a service may do to us: every case ends in one Error with a sentence, and the next request still
/// works.
class HostileServiceTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void refusesAnswersThatAreNotTheContract_data();
    void refusesAnswersThatAreNotTheContract();
    void refusesPagesThatAreNotTheContract_data();
    void refusesPagesThatAreNotTheContract();
    void readsErrorAnswers_data();
    void readsErrorAnswers();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void breaksOffAHugeAnswer();
    void takesAnAnswerOfTheLargestSize();
    void saysWhenTheConnectionCloses_data();
    void saysWhenTheConnectionCloses();
    void sendsAWriteOnceWhenTheConnectionCloses();
    void givesUpOnASilentService_data();
    void givesUpOnASilentService();
    void refusesAnotherMachineThanAskedFor();
    void refusesAChallengeForAnotherIdentity();
    void namesWhatCannotBeReached();
    void sendsNoKeyThatWouldBeAHeader();
    void keepsNoCookie();
    void takesAnyBodyForAnArchive();

private:
    std::unique_ptr<ScriptedService> m_service;
    std::unique_ptr<RemoteOrchestrator> m_remote;
};

void HostileServiceTest::init()
{
    m_service = std::make_unique<ScriptedService>();
    m_remote = std::make_unique<RemoteOrchestrator>(RemoteProfile{m_service->url(), "secret-key"});
}

void HostileServiceTest::cleanup()
{
    m_remote.reset();
    m_service.reset();
}

void HostileServiceTest::refusesAnswersThatAreNotTheContract_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, int status, const QByteArray &body, const QString &said) {
        QTest::newRow(name) << status << body << said;
    };
    row("HTML", 200, "<!doctype html><p>It works!</p>", u"not valid JSON at byte 1"_s);
    row("truncated JSON", 201, R"({"item":{"id":"ma)", u"ends too early"_s);
    row("bare object", 201, R"({"id":"mach_1"})", u"/item"_s);
    row("data envelope", 201, R"({"data":{"id":"mach_1"}})", u"/item"_s);
    row("item a list", 201, R"({"item":[]})", u"/item"_s);
    row("array", 200, "[]", u"A JSON object is needed"_s);
    row("null", 200, "null", u"A JSON object is needed"_s);
    row("empty", 200, "", u"there is nothing"_s);
    row("wrong types", 201, R"({"item":{"id":5}})", u"/item/id"_s);
    row("two items", 201, R"({"item":{},"item":{}})", u"/item"_s);
    row("deep", 201, QByteArray(900'000, '['), u"32 deep"_s);
    row("bad UTF-8", 201, "{\"item\":\"\xff\"}", u"UTF-8"_s);
    row("snake case", 201, machineItem("mach_1").replace("displayName", "display_name"),
        u"/item/displayName"_s);
}

// contract: HTTP-2
void HostileServiceTest::refusesAnswersThatAreNotTheContract()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    QSignalSpy spy(m_remote.get(), &Orchestrator::machinesChanged);
    m_service->sayJson(status, body);
    m_service->sayJson(201, machineItem("mach_1"));
    const Result<Machine> made = await(m_remote->createMachine({}));
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::BadResponse);
    QVERIFY2(made.error().message.contains(said), qPrintable(made.error().message));
    QVERIFY(made.error().message.startsWith("127.0.0.1:"_L1));
    QVERIFY(made.error().message.size() < 600);
    QCOMPARE(made.error().details.value("httpStatus"_L1).toInt(), status);
    QVERIFY(await(m_remote->createMachine({})));
    QVERIFY(spy.wait());
    QCOMPARE(spy.first().first().value<QList<MachineChange>>().size(), 1);
}

void HostileServiceTest::refusesPagesThatAreNotTheContract_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("path");
    QTest::newRow("item") << QByteArray(R"({"item":{}})") << u"/items"_s;
    QTest::newRow("one bad element") << QByteArray(R"({"items":[{}]})") << u"/items/0/id"_s;
    QTest::newRow("cursor that never ends")
        << QByteArray(R"({"items":[],"nextCursor":""})") << u"/nextCursor"_s;
}

// contract: HTTP-3
void HostileServiceTest::refusesPagesThatAreNotTheContract()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, path);
    m_service->sayJson(200, body);
    const Result<MachinePage> page = await(m_remote->listMachines({}));
    QVERIFY(!page);
    QCOMPARE(page.error().code, ErrorCode::BadResponse);
    QCOMPARE(issuesOf(page.error()).value(0).path, path);
}

void HostileServiceTest::readsErrorAnswers_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("retryAfter");
    const auto row = [](const char *name, const QByteArray &head, const QByteArray &body, ErrorCode code,
                        const QString &said, int retryAfter) {
        const QByteArray raw =
            "HTTP/1.1 " + head + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        QTest::newRow(name) << raw << int(code) << said << retryAfter;
    };
    const QByteArray limited = R"({"error":{"code":"RATE_LIMITED","message":"slowly"}})";
    row("429 with Retry-After", "429 x\r\nRetry-After: 7", limited, ErrorCode::RateLimited, u"slowly"_s, 7);
    row("429 with a date", "429 x\r\nRetry-After: Wed, 21 Oct 2026 07:28:00 GMT", limited,
        ErrorCode::RateLimited, u"slowly"_s, 0);
    row("429 for ever", "429 x\r\nRetry-After: 2147483647", limited, ErrorCode::RateLimited, u"slowly"_s,
        86400);
    row("429 negative", "429 x\r\nRetry-After: -5", limited, ErrorCode::RateLimited, u"slowly"_s, 0);
    row("401", "401 x\r\nWWW-Authenticate: Basic realm=\"x\"",
        R"({"error":{"code":"AUTH_INVALID","message":"no"}})", ErrorCode::AuthInvalid, u"no"_s, 0);
    row("unknown code", "418 x", R"({"error":{"code":"TEAPOT","message":"short"}})", ErrorCode::Foreign,
        u"short"_s, 0);
    row("503 HTML", "503 x\r\nRetry-After: 3", "<h1>Sorry</h1>", ErrorCode::BadResponse, u"HTTP 503"_s, 3);
    row("502 empty", "502 x", "", ErrorCode::BadResponse, u"HTTP 502"_s, 0);
    row("500 wrong envelope", "500 x", R"({"message":"m"})", ErrorCode::BadResponse, u"HTTP 500"_s, 0);
    row("404 wrong envelope", "404 x", R"({"error":"m"})", ErrorCode::BadResponse, u"HTTP 404"_s, 0);
}

// contract: HTTP-5, HTTP-28
void HostileServiceTest::readsErrorAnswers()
{
    QFETCH(QByteArray, raw);
    QFETCH(int, code);
    QFETCH(QString, said);
    QFETCH(int, retryAfter);
    m_service->say(raw);
    const Result<Machine> machine = await(m_remote->updateMachine(u"mach_1"_s, {}));
    QVERIFY(!machine);
    QCOMPARE(int(machine.error().code), code);
    QVERIFY2(machine.error().message.contains(said), qPrintable(machine.error().message));
    QCOMPARE(machine.error().retryAfterSeconds, retryAfter);
    QCOMPARE(m_service->requests().size(), 1);
}

void HostileServiceTest::followsNoRedirect_data()
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

void HostileServiceTest::followsNoRedirect()
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

void HostileServiceTest::breaksOffAHugeAnswer()
{
    // Neither its length nor its end is told: 64 MiB would follow.
    const QByteArray chunk = "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(64 * 1024 * 1024, ' ');
    m_service->say(chunk);
    const Result<MachinePage> page = await(m_remote->listMachines({}));
    QVERIFY(!page);
    QCOMPARE(page.error().code, ErrorCode::BadResponse);
    QVERIFY2(page.error().message.contains("16 MiB"_L1), qPrintable(page.error().message));
}

void HostileServiceTest::takesAnAnswerOfTheLargestSize()
{
    m_service->sayJson(200, QByteArray(ServiceConnection::kLargestAnswer, 'x'));
    m_service->sayJson(200, QByteArray(ServiceConnection::kLargestAnswer + 1, 'x'));
    const auto saysTooLarge = [this] {
        return await(m_remote->listMachines({})).error().message.contains("16 MiB"_L1);
    };
    QVERIFY(!saysTooLarge());
    QVERIFY(saysTooLarge());
}

void HostileServiceTest::saysWhenTheConnectionCloses_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"item\":{");
    QTest::newRow("in a chunk") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1f4\r\n{\"item\":{");
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
    QTest::newRow("in an error") << QByteArray("HTTP/1.1 503 x\r\nContent-Length: 500\r\n\r\n{\"error\":{");
}

void HostileServiceTest::saysWhenTheConnectionCloses()
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

void HostileServiceTest::sendsAWriteOnceWhenTheConnectionCloses()
{
    m_service->sayJson(200, machineItem("mach_1"));
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

void HostileServiceTest::givesUpOnASilentService_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"item\":{");
}

void HostileServiceTest::givesUpOnASilentService()
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

void HostileServiceTest::refusesAnotherMachineThanAskedFor()
{
    m_service->sayJson(200, machineItem("mach_2"));
    const Result<Machine> machine = await(m_remote->updateMachine(u"mach_1"_s, {}));
    QVERIFY(!machine);
    QCOMPARE(machine.error().code, ErrorCode::BadResponse);
    QCOMPARE(issuesOf(machine.error()).value(0).path, u"/item/id"_s);
}

// contract: ID-9
void HostileServiceTest::refusesAChallengeForAnotherIdentity()
{
    m_service->sayJson(201, R"({"item":{"challengeId":"mic_1","identityRef":"did:peaq:43","message":"m",)"
                            R"("expiresAt":"2026-11-23T22:14:40.000Z","verificationMethod":"eip191",)"
                            R"("controllerAddresses":["0x1563915e194D8CfBA1943570603F7606A3115508"]}})");
    const Result<Challenge> challenge =
        await(m_remote->createChallenge(IdentityRef::parse(u"did:peaq:42"_s).value()));
    QVERIFY(!challenge);
    QCOMPARE(challenge.error().code, ErrorCode::BadResponse);
    QCOMPARE(issuesOf(challenge.error()).value(0).path, u"/item/identityRef"_s);
}

void HostileServiceTest::namesWhatCannotBeReached()
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

void HostileServiceTest::sendsNoKeyThatWouldBeAHeader()
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

void HostileServiceTest::keepsNoCookie()
{
    m_service->sayJson(200, machineItem("mach_1"), "Set-Cookie: track=1\r\n");
    m_service->sayJson(200, machineItem("mach_1"));
    QVERIFY(await(m_remote->machine(u"mach_1"_s)) && await(m_remote->machine(u"mach_1"_s)));
    QVERIFY(!m_service->requests().at(1).toLower().contains("cookie"));
}

// contract: HTTP-4
void HostileServiceTest::takesAnyBodyForAnArchive()
{
    m_service->sayJson(200, R"({"item":{}})");
    QVERIFY(await(m_remote->archiveMachine(u"mach_1"_s)));
}

QTEST_GUILESS_MAIN(HostileServiceTest)
#include "tst_hostileservice.moc"
