// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiclient.h"
#include "demostream.h"
#include "servedworkspace.h"

#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace std::chrono_literals;

namespace {

const QByteArray kHealth = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
const QByteArray kThree = "/api/v1/demo/events?last=3&size=4";
const QByteArray kEndless = "/api/v1/demo/events";
const QByteArray kFrames = "id: 1\nevent: tick\ndata: xxxx\n\nid: 2\nevent: tick\ndata: xxxx\n\n"
                           "id: 3\nevent: tick\ndata: xxxx\n\n";

QByteArray stream(const QByteArray &target, const QByteArray &fields = {})
{
    return RawClient::request("GET", target, ApiClient::keyField().append(fields));
}

} // namespace

/// Streams: taken away from the parser at any request of a connection, served on one thread, and let go.
class TestStreamDoor : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void opensAtAnyRequest_data();
    // contract: HTTP-31, HTTP-22
    void opensAtAnyRequest();
    void refusals_data();
    // contract: HTTP-31, HTTP-7, HTTP-23, HTTP-24
    void refusals();
    // contract: HTTP-31
    void answersNothingThatTheClientSaysLater();
    // contract: HTTP-32
    void tellsTheClientForWhomThereIsNoPlace();
    // contract: HTTP-32
    void takesNoPlaceOfAConnection();
    // contract: HTTP-32
    void hangsUpOnAClientThatDoesNotRead();
    // contract: HTTP-32
    void keepsASilentStreamAlive();
    // contract: HTTP-21, HTTP-31
    void isLogged();
    // contract: SWITCH-9
    void stopsWithStreamsOpen();

private:
    QUrl start(const GuardLimits &limits = {});

    std::unique_ptr<ServedWorkspace> m_workspace;
};

void TestStreamDoor::init()
{
    m_workspace = std::make_unique<ServedWorkspace>();
    QVERIFY2(m_workspace->fault().isEmpty(), qPrintable(m_workspace->fault()));
}

void TestStreamDoor::cleanup()
{
    m_workspace.reset();
    QCOMPARE(DemoStream::alive(), 0);
}

QUrl TestStreamDoor::start(const GuardLimits &limits)
{
    ServerOptions options;
    options.limits = limits;
    options.limits.linger = 300ms;
    options.limits.wrongKeyDelay = 1ms;
    options.routes = &DemoStream::routes();
    return m_workspace->start(options).value_or(QUrl());
}

void TestStreamDoor::opensAtAnyRequest_data()
{
    QTest::addColumn<QByteArrayList>("parts");
    QTest::addColumn<int>("before");
    const QByteArray request = stream(kThree);
    const QByteArray list = RawClient::request("GET", "/api/v1/machines", ApiClient::keyField());
    QTest::newRow("first") << QByteArrayList{request} << 0;
    QTest::newRow("first, in pieces") << QByteArrayList{request.first(20), request.sliced(20)} << 0;
    QTest::newRow("kept alive") << QByteArrayList{kHealth, list, request} << 2;
    QTest::newRow("kept alive, in pieces")
        << QByteArrayList{kHealth, request.first(60), request.sliced(60)} << 1;
    QTest::newRow("pipelined") << QByteArrayList{QByteArray(kHealth).append(list).append(request)} << 2;
    QTest::newRow("pipelined and cut")
        << QByteArrayList{QByteArray(kHealth).append(request.first(9)), request.sliced(9)} << 1;
    QTest::newRow("after a body") << QByteArrayList{RawClient::request("POST", "/api/v1/machines",
                                                                       ApiClient::keyField(), "{}")
                                                        .append(request)}
                                  << 1;
}

void TestStreamDoor::opensAtAnyRequest()
{
    QFETCH(QByteArrayList, parts);
    QFETCH(int, before);
    const QUrl url = start();
    RawClient client(url);
    for (const QByteArray &part : parts) {
        client.send(part);
        // Another connection is served meanwhile: what was sent before has arrived as a segment of its own.
        RawClient other(url);
        other.send(kHealth);
        QCOMPARE(other.answer().status, 200);
    }
    for (int i = 0; i < before; ++i)
        QVERIFY(client.answer().status != 0);
    bool closed = false;
    const QByteArray bytes = client.everything(&closed);
    QVERIFY(closed);
    QCOMPARE(RawClient::answersIn(bytes), 1);
    const qsizetype end = bytes.indexOf("\r\n\r\n") + 4;
    QCOMPARE(bytes.sliced(end), kFrames);
    QByteArray head = bytes.first(end);
    const std::optional<RawAnswer> answer = RawAnswer::takenFrom(head);
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->headers.value("content-type"), "text/event-stream");
    QCOMPARE(answer->headers.value("connection"), "close");
    QCOMPARE(answer->headers.value("x-content-type-options"), "nosniff");
    QCOMPARE(answer->headers.value("cache-control"), "no-store");
    QCOMPARE(answer->headers.value("content-security-policy"), "default-src 'none'");
    QVERIFY(answer->headers.value("x-request-id").startsWith("req_"));
    QVERIFY(!answer->headers.contains("content-length"));
    QTRY_COMPARE(DemoStream::alive(), 0);
}

void TestStreamDoor::refusals_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QByteArray start = QByteArray("GET ").append(kEndless).append(" HTTP/1.1\r\n");
    const QByteArray key = ApiClient::keyField();
    QTest::newRow("other host") << QByteArray(start).append("Host: evil\r\n").append(key).append("\r\n")
                                << 403 << u"HOST_NOT_ALLOWED"_s;
    QTest::newRow("no host") << QByteArray(start).append(key).append("\r\n") << 400 << u"VALIDATION_ERROR"_s;
    QTest::newRow("origin") << stream(kEndless, "Origin: http://127.0.0.1\r\n") << 403
                            << u"ORIGIN_NOT_ALLOWED"_s;
    QTest::newRow("other site") << stream(kEndless, "Sec-Fetch-Site: cross-site\r\n") << 403
                                << u"ORIGIN_NOT_ALLOWED"_s;
    QTest::newRow("no key") << RawClient::request("GET", kEndless) << 401 << u"AUTH_REQUIRED"_s;
    QTest::newRow("wrong key") << RawClient::request("GET", kEndless, "x-api-key: wrong\r\n") << 401
                               << u"AUTH_INVALID"_s;
    QTest::newRow("method") << RawClient::request("DELETE", kEndless, key) << 405 << u"METHOD_NOT_ALLOWED"_s;
    QTest::newRow("path") << RawClient::request("GET", "/api/v1/demo/events/", key) << 404 << u"NOT_FOUND"_s;
    QTest::newRow("body") << RawClient::request("GET", kEndless, key, "{}") << 400 << u"VALIDATION_ERROR"_s;
    QTest::newRow("media type") << RawClient::request(
                                       "GET", kEndless,
                                       QByteArray(key).append("Content-Type: application/json\r\n"))
                                << 400 << u"VALIDATION_ERROR"_s;
}

void TestStreamDoor::refusals()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QString, code);
    const QUrl url = start();
    for (const QByteArray &before : {QByteArray(), kHealth, kHealth.repeated(3)}) {
        RawClient client(url);
        client.send(QByteArray(before).append(request));
        for (qsizetype i = before.count("GET "); i > 0; --i)
            QCOMPARE(client.answer().status, 200);
        const RawAnswer answer = client.answer();
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.code(), code);
    }
    QCOMPARE(DemoStream::alive(), 0);
}

void TestStreamDoor::answersNothingThatTheClientSaysLater()
{
    RawClient client(start());
    client.send(stream("/api/v1/demo/events?last=40&size=1").append(kHealth.repeated(50)));
    client.send(kHealth.repeated(50));
    bool closed = false;
    const QByteArray bytes = client.everything(&closed);
    QVERIFY(closed);
    QCOMPARE(RawClient::answersIn(bytes), 1);
    QCOMPARE(bytes.count("event: tick"), 40);
}

void TestStreamDoor::tellsTheClientForWhomThereIsNoPlace()
{
    GuardLimits limits;
    limits.streams = 2;
    const QUrl url = start(limits);
    RawClient first(url);
    first.send(stream(kEndless));
    RawClient second(url);
    second.send(stream(kEndless));
    QTRY_COMPARE(DemoStream::alive(), 2);
    RawClient third(url);
    third.send(stream(kEndless));
    const RawAnswer answer = third.answer();
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.code(), u"RATE_LIMITED"_s);
    QCOMPARE(answer.headers.value("retry-after"), "1");
    QTRY_COMPARE(DemoStream::alive(), 2);

    first.close();
    QTRY_COMPARE(DemoStream::alive(), 1);
    const auto isOpened = [&url] {
        RawClient next(url);
        next.send(stream(kThree));
        return next.everything().endsWith(kFrames);
    };
    QVERIFY(QTest::qWaitFor(isOpened, 20'000));
}

void TestStreamDoor::takesNoPlaceOfAConnection()
{
    GuardLimits limits;
    limits.connections = 2;
    const QUrl url = start(limits);
    std::deque<RawClient> clients;
    // The place of a client before may be free a moment after its stream has begun.
    const auto isServed = [&](const QByteArray &bytes) {
        return QTest::qWaitFor(
            [&] {
                RawClient &client = clients.emplace_back(url);
                client.send(bytes);
                if (client.answer().status == 200)
                    return true;
                clients.pop_back();
                return false;
            },
            20'000);
    };
    for (int i = 0; i < 20; ++i) {
        QVERIFY(isServed(QByteArray(kHealth).append(stream(kEndless))));
        QTRY_COMPARE(DemoStream::alive(), i + 1);
    }
    QVERIFY(isServed(kHealth));
    QCOMPARE(DemoStream::alive(), 20);
}

void TestStreamDoor::hangsUpOnAClientThatDoesNotRead()
{
    RawClient client(start());
    client.readNothing();
    client.send(stream("/api/v1/demo/events?size=60000"));
    QTRY_COMPARE(DemoStream::alive(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(DemoStream::alive(), 0, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(client.isGone(), 20'000);
}

void TestStreamDoor::keepsASilentStreamAlive()
{
    GuardLimits limits;
    limits.heartbeat = 20ms;
    limits.head = 50ms;
    limits.idle = 50ms;
    limits.request = 50ms;
    RawClient client(start(limits));
    client.send(stream("/api/v1/demo/events?size=-1"));
    QByteArray bytes;
    QVERIFY(QTest::qWaitFor(
        [&] {
            bytes.append(client.everything(nullptr, 10));
            return bytes.count("\n\n: heartbeat\n\n") > 0 && bytes.count(": heartbeat") >= 20;
        },
        20'000));
    QVERIFY(client.isConnected());
}

void TestStreamDoor::isLogged()
{
    const QUrl url = start();
    QSignalSpy log(&m_workspace->server(), &OrchestratorServer::requestServed);
    RawClient client(url);
    client.send(stream(kThree));
    const QByteArray bytes = client.everything();
    QTRY_COMPARE(log.size(), 1);
    const auto entry = log.first().first().value<RequestLogEntry>();
    QCOMPARE(entry.status, 200);
    QCOMPARE(entry.method, u"GET"_s);
    QVERIFY(entry.path.startsWith(QString::fromLatin1(kEndless)));
    QVERIFY(bytes.contains(entry.requestId.toLatin1()));
}

void TestStreamDoor::stopsWithStreamsOpen()
{
    const QUrl url = start();
    std::deque<RawClient> clients;
    for (int i = 0; i < 5; ++i)
        clients.emplace_back(url).send(stream(kEndless));
    QTRY_COMPARE(DemoStream::alive(), 5);
    m_workspace->server().stop();
    QCOMPARE(DemoStream::alive(), 0);
    for (RawClient &client : clients) {
        bool closed = false;
        client.everything(&closed);
        QVERIFY(closed);
    }
}

QTEST_GUILESS_MAIN(TestStreamDoor)
#include "tst_streamdoor.moc"
