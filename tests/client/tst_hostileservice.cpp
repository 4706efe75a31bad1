// SPDX-License-Identifier: GPL-3.0-or-later
#include "awaited.h"
#include "remoteorchestrator.h"
#include "samplemachine.h"
#include "scriptedservice.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace muster;

/// What a service may answer: every case ends in one Error with a sentence, and the next request still works.
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
    void refusesAnotherMachineThanAskedFor();
    void refusesAChallengeForAnotherIdentity();
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
    row("snake case", 201, itemOf(sampleMachine(u"mach_1"_s)).replace("displayName", "display_name"),
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
    m_service->sayJson(201, itemOf(sampleMachine(u"mach_1"_s)));
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
    // Longer than anybody waits for it.
    row("429 with Retry-After", "429 x\r\nRetry-After: 61", limited, ErrorCode::RateLimited, u"slowly"_s, 61);
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

// contract: HTTP-5
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

void HostileServiceTest::refusesAnotherMachineThanAskedFor()
{
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_2"_s)));
    const Result<Machine> machine = await(m_remote->updateMachine(u"mach_1"_s, {}));
    QVERIFY(!machine);
    QCOMPARE(machine.error().code, ErrorCode::BadResponse);
    QCOMPARE(issuesOf(machine.error()).value(0).path, u"/item/id"_s);
}

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

// contract: HTTP-4
void HostileServiceTest::takesAnyBodyForAnArchive()
{
    m_service->sayJson(200, R"({"item":{}})");
    QVERIFY(await(m_remote->archiveMachine(u"mach_1"_s)));
}

QTEST_GUILESS_MAIN(HostileServiceTest)
#include "tst_hostileservice.moc"
