// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiclient.h"
#include "processfacts.h"
#include "servedworkspace.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace std::chrono_literals;

namespace {

const QByteArray kGet = "GET /health HTTP/1.1\r\n";
const QByteArray kHost = "Host: 127.0.0.1\r\n";
const QByteArray kPost =
    "POST /api/v1/machines HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
const QByteArray kLast = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
constexpr qint64 kMebibyte = 1024 * 1024;

QByteArray good()
{
    return QByteArray(kGet).append(kHost).append("\r\n");
}

QByteArray postOf(qint64 size)
{
    QByteArray bytes = QByteArray(kPost).append(ApiClient::keyField()).append("Content-Length: ");
    bytes.append(QByteArray::number(size)).append("\r\n\r\n\"");
    return bytes.append(QByteArray(size - 2, 'a')).append('"');
}

QByteArray joined(const QByteArrayList &parts)
{
    return parts.join();
}

QByteArray get(const QByteArray &fields)
{
    return joined({kGet, kHost, fields, "\r\n"});
}

QByteArray withHost(const QByteArray &host)
{
    return joined({kGet, "Host: ", host, "\r\n\r\n"});
}

QByteArray post(const QByteArray &fields, const QByteArray &rest)
{
    return joined({kPost, fields, "\r\n", rest});
}

void row(const char *name, const QByteArrayList &parts, const QList<int> &statuses)
{
    QTest::newRow(name) << parts << statuses;
}

GuardLimits shortTimes()
{
    GuardLimits limits;
    limits.head = 2s;
    limits.request = 4s;
    limits.idle = 3s;
    limits.drain = 2s;
    limits.linger = 300ms;
    return limits;
}

QList<int> statusesIn(QByteArray bytes)
{
    QList<int> statuses;
    while (const std::optional<RawAnswer> answer = RawAnswer::takenFrom(bytes))
        statuses.append(answer->status);
    return statuses;
}

} // namespace

/// Read by the address sanitizer, where there is one: freed memory is used again at once, so that the peak of
/// the process is that of the program.
extern "C" const char *__asan_default_options()
{
    return "quarantine_size_mb=0";
}

/// What hostile, broken and slow clients get: one refusal or none, and never a second answer.
class TestConnectionGuard : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void sequences_data();
    // contract: HTTP-5, HTTP-22, HTTP-23, HTTP-24, HTTP-27
    void sequences();
    void framing_data();
    // contract: HTTP-5, HTTP-22, HTTP-25, HTTP-26
    void framing();
    void floods_data();
    // contract: HTTP-25
    void floods();
    // contract: HTTP-27
    void keepsAConnectionOverLargeBodies();
    // contract: HTTP-6
    void answersHeadWithoutABody();
    // contract: HTTP-27
    void asksForTheBodyOfAClientThatWaits();

private:
    QUrl url() const { return m_workspace->server().url(); }
    void start(const GuardLimits &limits);
    void passTime();
    void verifyAnswers();

    std::unique_ptr<ServedWorkspace> m_workspace;
};

void TestConnectionGuard::init()
{
    m_workspace = std::make_unique<ServedWorkspace>();
    QVERIFY2(m_workspace->fault().isEmpty(), qPrintable(m_workspace->fault()));
    start(shortTimes());
}

void TestConnectionGuard::cleanup()
{
    m_workspace.reset();
}

void TestConnectionGuard::start(const GuardLimits &limits)
{
    ServerOptions options;
    options.limits = limits;
    QVERIFY(m_workspace->start(options).has_value());
}

/// Another connection is served meanwhile: what was sent before has arrived as a segment of its own.
void TestConnectionGuard::passTime()
{
    RawClient other(url());
    other.send(good());
    QCOMPARE(other.answer().status, 200);
}

void TestConnectionGuard::sequences_data()
{
    QTest::addColumn<QByteArrayList>("parts");
    QTest::addColumn<QList<int>>("statuses");
    QByteArrayList bytes;
    for (const char byte : joined({kGet, kHost}))
        bytes.append(QByteArray(1, byte));
    bytes.append("Connection: close\r\n\r\n");

    row("one good request", {kLast}, {200});
    row("kept alive", {good(), good(), kLast}, {200, 200, 200});
    row("pipelined", {joined({good(), good(), kLast})}, {200, 200, 200});
    row("byte by byte", bytes, {200});
    row("pipelined and cut", {joined({good(), good().first(30)}), joined({good().sliced(30), kLast})},
        {200, 200, 200});
    row("other port", {withHost("127.0.0.1:1"), kLast}, {200, 200});
    row("bad host", {joined({withHost("evil"), good()})}, {403});
    row("second host bad", {good(), joined({withHost("evil"), good()})}, {200, 403});
    row("pipelined host bad", {joined({good(), withHost("evil"), good()})}, {200, 403});
    row("bad host in two segments", {joined({kGet, "Ho"}), joined({"st: evil\r\n\r\n", good()})}, {403});
    row("second bad host in two segments", {good(), joined({kGet, "Ho"}), "st: evil\r\n\r\n"}, {200, 403});
    row("no host", {joined({kGet, "\r\n", good()})}, {400});
    row("two hosts", {get("Host: 127.0.0.1\r\n")}, {400});
    row("0.0.0.0", {withHost("0.0.0.0:8787")}, {403});
    row("empty host", {withHost(":8787")}, {403});
    row("absolute form", {joined({"GET http://evil.example/health HTTP/1.1\r\n", kHost, "\r\n"})}, {400});
    row("bad line, head unfinished", {joined({"GET /health HTTP/9\r\n", kHost})}, {400});
    row("origin", {get("Origin: https://evil.example\r\n")}, {403});
    row("preflight",
        {joined({"OPTIONS /api/v1/machines HTTP/1.1\r\n", kHost, "Origin: https://evil.example\r\n",
                 "Access-Control-Request-Method: POST\r\n\r\n"})},
        {403});
    row("other site", {get("Sec-Fetch-Site: cross-site\r\n")}, {403});
}

void TestConnectionGuard::sequences()
{
    verifyAnswers();
}

void TestConnectionGuard::framing_data()
{
    QTest::addColumn<QByteArrayList>("parts");
    QTest::addColumn<QList<int>>("statuses");
    QByteArray manyFields;
    for (int i = 0; i < 70; ++i)
        manyFields.append("X").append(QByteArray::number(i)).append(": a\r\n");

    row("length of 2^64-1", {post("Content-Length: 18446744073709551615\r\n", good())}, {413});
    row("negative length", {post("Content-Length: -1\r\n", good())}, {400});
    row("two lengths",
        {post("Content-Length: 3\r\nContent-Length: 40\r\n", QByteArray("abc").append(good()))}, {400});
    row("length and chunked",
        {post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\n\r\n")}, {501});
    row("negative chunk", {post("Transfer-Encoding: chunked\r\n", "-5\r\nabc\r\n0\r\n\r\n")}, {501});
    row("folded field", {joined({get("X: a\r\n b\r\n"), good()})}, {400});
    row("bare LF", {"GET /health HTTP/1.1\nHost: 127.0.0.1\n\nGET /health HTTP/1.1\nHost: 127.0.0.1\n\n"},
        {400});
    row("LF before the end", {joined({kGet, "Host: 127.0.0.1\n\r\n", good()})}, {400});
    row("bare LF in the second segment", {kGet, joined({"Host: 127.0.0.1\n\r\n", good()})}, {400});
    row("blank lines first", {joined({"\r\n\r\n", good()})}, {400});
    row("old version", {joined({"GET /health HTTP/1.0\r\n", kHost, "\r\n"})}, {400});
    row("websocket", {joined({get("Connection: Upgrade\r\nUpgrade: websocket\r\n"), good()})}, {501});
    row("websocket where nothing is",
        {joined({"GET /nothing HTTP/1.1\r\n", kHost, "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                 good()})},
        {404});
    row("websocket without a key",
        {joined({"GET /api/v1/machines HTTP/1.1\r\n", kHost,
                 "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n"})},
        {401});
    row("websocket with a method that is not allowed",
        {joined({"PUT /api/v1/machines HTTP/1.1\r\n", kHost,
                 "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n"})},
        {405});
    row("websocket with a key",
        {joined({"GET /api/v1/machines HTTP/1.1\r\n", kHost, ApiClient::keyField(),
                 "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", good()})},
        {501});
    row("70 fields", {get(manyFields)}, {431});
    row("long line", {joined({"GET /", QByteArray(9000, 'a'), " HTTP/1.1\r\n", kHost, "\r\n"})}, {431});
    row("one field of 15 KiB, then a body",
        {post(joined({ApiClient::keyField(), "X: ", QByteArray(15 * 1024, 'a'), "\r\nContent-Length: 2\r\n"}),
              joined({"{}", kLast}))},
        {400, 200});
    row("body of 1 MiB", {joined({postOf(kMebibyte), kLast})}, {400, 200});
    row("body of 1 MiB + 1", {postOf(kMebibyte + 1)}, {413});
    row("body shorter than said", {joined({post("Content-Length: 100\r\n", "abc")})}, {});
    row("closed by the client's wish", {joined({kLast, good()})}, {200});
    row("TLS hello", {QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)}, {400});
}

void TestConnectionGuard::framing()
{
    verifyAnswers();
}

void TestConnectionGuard::verifyAnswers()
{
    QFETCH(QByteArrayList, parts);
    QFETCH(QList<int>, statuses);
    RawClient client(url());
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i > 0 && i < 5)
            passTime();
        client.send(parts[i]);
    }
    bool closed = false;
    const QByteArray bytes = client.everything(&closed);
    QVERIFY(closed);
    QCOMPARE(statusesIn(bytes), statuses);
    QCOMPARE(RawClient::answersIn(bytes), statuses.size());
    QVERIFY(!bytes.toLower().contains("access-control"));
    QVERIFY(!bytes.toLower().contains("\r\nserver:"));

    QByteArray rest = bytes;
    RawAnswer last;
    while (const std::optional<RawAnswer> answer = RawAnswer::takenFrom(rest))
        last = *answer;
    if (last.status >= 400) {
        QVERIFY(!last.code().isEmpty());
        QCOMPARE(last.headers.value("connection"), "close");
        QCOMPARE(last.headers.value("content-type"), "application/json");
        QCOMPARE(last.headers.value("x-content-type-options"), "nosniff");
        QVERIFY(last.headers.contains("x-request-id"));
    }
    passTime();
}

void TestConnectionGuard::floods_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<int>("status");
    QTest::newRow("header") << QByteArray(kGet).append(kHost).append("X: ") << 431;
    QTest::newRow("body") << QByteArray(kPost).append("Content-Length: 314572800\r\n\r\n") << 413;
    QTest::newRow("chunks") << QByteArray(kPost).append(
                                   "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n")
                            << 501;
}

void TestConnectionGuard::floods()
{
    QFETCH(QByteArray, start);
    QFETCH(int, status);
    passTime();
    const qint64 before = ProcessFacts::peakMemoryKiB();
    RawClient client(url());
    client.send(start);
    const QByteArray mebibyte(kMebibyte, 'a');
    for (int i = 0; i < 64 && client.send(mebibyte); ++i) {
    }
    const QByteArray bytes = client.everything();
    QVERIFY(RawClient::answersIn(bytes) <= 1);
    QCOMPARE(statusesIn(bytes), QList<int>{status});
    QVERIFY2(ProcessFacts::peakMemoryKiB() - before < 24 * 1024,
             "64 MiB were sent; the guard holds 1 MiB of them");
    passTime();
}

void TestConnectionGuard::keepsAConnectionOverLargeBodies()
{
    RawClient client(url());
    for (int i = 0; i < 4; ++i) {
        client.send(postOf(kMebibyte));
        QCOMPARE(client.answer().code(), u"VALIDATION_ERROR"_s);
    }
    client.send(good());
    QCOMPARE(client.answer().status, 200);
}

void TestConnectionGuard::answersHeadWithoutABody()
{
    RawClient client(url());
    client.send(QByteArray("HEAD /health HTTP/1.1\r\n").append(kHost).append("\r\n").append(kLast));
    QByteArray bytes = client.everything();
    const std::optional<RawAnswer> head = RawAnswer::takenFrom(bytes, false);
    QVERIFY(head);
    QCOMPARE(head->status, 405);
    QCOMPARE(head->headers.value("allow"), "GET");
    QVERIFY(head->headers.value("content-length").toInt() > 0);
    QCOMPARE(RawAnswer::takenFrom(bytes)->status, 200);
}

void TestConnectionGuard::asksForTheBodyOfAClientThatWaits()
{
    RawClient client(url());
    client.send(QByteArray(kPost)
                    .append(ApiClient::keyField())
                    .append("Content-Length: 2\r\nExpect: 100-continue\r\n\r\n"));
    QCOMPARE(client.answer().status, 100);
    client.send("{}");
    QCOMPARE(client.answer().status, 400);
    client.send(good());
    QCOMPARE(client.answer().status, 200);
}

QTEST_GUILESS_MAIN(TestConnectionGuard)
#include "tst_connectionguard.moc"
