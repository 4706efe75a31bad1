// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiclient.h"
#include "demostream.h"
#include "servedworkspace.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace std::chrono_literals;

namespace {

/// Host fields that a rebinding page, a proxy, or a misread configuration would send.
const QByteArrayList kHostileHosts{"",
                                   ":8787",
                                   "evil.example",
                                   "evil.example:8787",
                                   "127.0.0.1.evil.example",
                                   "localhost.evil.example",
                                   "0.0.0.0",
                                   "0.0.0.0:8787",
                                   "[::]:8787",
                                   "[::ffff:127.0.0.1]",
                                   "127.1",
                                   "2130706433",
                                   "0x7f000001",
                                   "localhost.",
                                   "user@127.0.0.1",
                                   "127.0.0.1, evil.example",
                                   "127.0.0.1:8787:80",
                                   "127.0.0.1:evil",
                                   "::1",
                                   "192.168.0.1"};

const QByteArrayList kPages{"Origin: https://evil.example",
                            "Origin: null",
                            "Origin: http://127.0.0.1:8787",
                            "Origin:",
                            "Sec-Fetch-Site: cross-site",
                            "Sec-Fetch-Site: same-site",
                            "Sec-Fetch-Site: ",
                            "Sec-Fetch-Site: None",
                            "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site"};

QByteArray pathOf(const Route &route)
{
    QByteArrayList segments = route.pattern.split('/');
    for (QByteArray &segment : segments) {
        if (segment.startsWith('{'))
            segment = segment == "{did}" ? "did:peaq:1" : "mach_0123456789abcdef";
    }
    return segments.join('/');
}

QByteArray requestFor(const Route &route, const QByteArray &host, const QByteArray &fields)
{
    QByteArray bytes(route.method);
    bytes.append(' ').append(pathOf(route)).append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
    bytes.append(ApiClient::keyField()).append(fields);
    if (route.hasBody)
        bytes.append("Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    else
        bytes.append("\r\n");
    return bytes;
}

} // namespace

/// The guard before every operation there is: no route is an exception.
class TestGuardMatrix : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void everyRoute_data();
    // contract: HTTP-23, HTTP-33
    void everyRoute();
    void everyRouteForPages_data();
    // contract: HTTP-24, HTTP-33
    void everyRouteForPages();
    void everyRouteForGoodClients_data();
    // contract: HTTP-22, HTTP-23
    void everyRouteForGoodClients();
    void otherMethods_data();
    // contract: HTTP-6, HTTP-22
    void otherMethods();
    void limits_data();
    // contract: HTTP-25, HTTP-33
    void limits();
    // contract: HTTP-20, HTTP-33
    void keys();

private:
    void addRoutes();
    RawAnswer answerTo(const QByteArray &request);
    void verifyRefusal(const RawAnswer &answer, const QString &code, const QString &check);

    std::unique_ptr<ServedWorkspace> m_workspace;
};

void TestGuardMatrix::initTestCase()
{
    m_workspace = std::make_unique<ServedWorkspace>();
    QVERIFY2(m_workspace->fault().isEmpty(), qPrintable(m_workspace->fault()));
    ServerOptions options;
    options.routes = &DemoStream::routes();
    options.limits.linger = 20ms;
    options.limits.wrongKeyDelay = 1ms;
    QVERIFY(m_workspace->start(options).has_value());
}

void TestGuardMatrix::cleanupTestCase()
{
    m_workspace.reset();
    QCOMPARE(DemoStream::alive(), 0);
}

void TestGuardMatrix::addRoutes()
{
    QTest::addColumn<int>("route");
    const std::vector<Route> &routes = DemoStream::routes().routes();
    QVERIFY(routes.size() >= 9);
    for (std::size_t i = 0; i < routes.size(); ++i)
        QTest::addRow("%s %s", routes[i].method.constData(), routes[i].pattern.constData()) << int(i);
}

/// The one answer to a request on a connection of its own, with what every answer has.
RawAnswer TestGuardMatrix::answerTo(const QByteArray &request)
{
    RawClient client(m_workspace->server().url());
    client.send(request);
    RawAnswer answer = client.answer();
    const bool whole = answer.headers.value("x-content-type-options") == "nosniff" &&
                       answer.headers.value("cache-control") == "no-store" &&
                       answer.headers.value("content-security-policy") == "default-src 'none'" &&
                       answer.headers.value("x-request-id").startsWith("req_") &&
                       !answer.headers.contains("server") && !answer.headers.contains("date");
    const auto names = answer.headers.keys();
    const bool open = std::any_of(names.begin(), names.end(),
                                  [](const QByteArray &name) { return name.startsWith("access-control"); });
    if (!whole || open) {
        QTest::qFail(request.constData(), __FILE__, __LINE__);
        return {};
    }
    return answer;
}

void TestGuardMatrix::verifyRefusal(const RawAnswer &answer, const QString &code, const QString &check)
{
    QCOMPARE(answer.code(), code);
    QCOMPARE(answer.headers.value("connection"), "close");
    QCOMPARE(answer.headers.value("content-type"), "application/json");
    const QJsonObject details = answer.json().value("error"_L1).toObject().value("details"_L1).toObject();
    QCOMPARE(details.value("check"_L1).toString(), check);
}

void TestGuardMatrix::everyRoute_data()
{
    addRoutes();
}

void TestGuardMatrix::everyRoute()
{
    QFETCH(int, route);
    for (const QByteArray &host : kHostileHosts) {
        const RawAnswer answer =
            answerTo(requestFor(DemoStream::routes().routes()[std::size_t(route)], host, {}));
        QVERIFY2(answer.status == 403, host.constData());
        verifyRefusal(answer, u"HOST_NOT_ALLOWED"_s, u"host"_s);
        QVERIFY(answer.body.contains("--allow-host"));
    }
}

void TestGuardMatrix::everyRouteForPages_data()
{
    addRoutes();
}

void TestGuardMatrix::everyRouteForPages()
{
    QFETCH(int, route);
    for (const QByteArray &field : kPages) {
        const RawAnswer answer = answerTo(requestFor(DemoStream::routes().routes()[std::size_t(route)],
                                                     "127.0.0.1", QByteArray(field).append("\r\n")));
        QVERIFY2(answer.status == 403, field.constData());
        verifyRefusal(answer, u"ORIGIN_NOT_ALLOWED"_s,
                      field.startsWith('O') ? u"origin"_s : u"sec-fetch-site"_s);
    }
}

void TestGuardMatrix::everyRouteForGoodClients_data()
{
    addRoutes();
}

void TestGuardMatrix::everyRouteForGoodClients()
{
    QFETCH(int, route);
    for (const char *host : {"127.0.0.1", "localhost:1", "LOCALHOST:65535", "[::1]", "[::1]:8787"}) {
        for (const char *field : {"", "Sec-Fetch-Site: none\r\n", "Sec-Fetch-Site: same-origin\r\n"}) {
            const RawAnswer answer =
                answerTo(requestFor(DemoStream::routes().routes()[std::size_t(route)], host, field));
            QVERIFY2(answer.status != 0 && answer.status != 403, host);
        }
    }
}

void TestGuardMatrix::otherMethods_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const Route &route : DemoStream::routes().routes())
        QTest::addRow("%s %s", route.method.constData(), route.pattern.constData()) << pathOf(route);
}

void TestGuardMatrix::otherMethods()
{
    QFETCH(QByteArray, path);
    const QByteArrayList allowed = DemoStream::routes().find("NONE", path).allowedMethods;
    for (const char *method : {"OPTIONS", "PUT", "TRACE", "HEAD", "get", "PROPFIND"}) {
        if (allowed.contains(method))
            continue;
        RawClient client(m_workspace->server().url());
        client.send(RawClient::request(method, path, "Connection: close\r\n"));
        QByteArray bytes = client.everything();
        QCOMPARE(RawClient::answersIn(bytes), 1);
        const bool isHead = qstrcmp(method, "HEAD") == 0;
        const std::optional<RawAnswer> answer = RawAnswer::takenFrom(bytes, !isHead);
        QVERIFY(answer);
        QVERIFY2(answer->status == 405, method);
        QCOMPARE(answer->headers.value("allow"), allowed.join(", "));
        QVERIFY(bytes.isEmpty());
        if (!isHead)
            QCOMPARE(answer->code(), u"METHOD_NOT_ALLOWED"_s);
    }
    // What a browser asks before a page of another site may post.
    const RawAnswer preflight = answerTo(RawClient::request(
        "OPTIONS", path, "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"));
    QCOMPARE(preflight.status, 403);
}

void TestGuardMatrix::limits_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("check");
    QTest::addColumn<int>("limit");
    const auto line = [](qsizetype size) {
        const QByteArray path = QByteArray("/").append(QByteArray(size - 14, 'a'));
        return QByteArray("GET ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
    };
    const auto head = [](qsizetype size) {
        const QByteArray start = "GET /health HTTP/1.1\r\nHost: localhost\r\nX: ";
        return QByteArray(start).append(QByteArray(size - start.size() - 4, 'a')).append("\r\n\r\n");
    };
    const auto fields = [](int count) {
        QByteArray bytes = "GET /health HTTP/1.1\r\nHost: localhost\r\n";
        return bytes.append(QByteArray("X: a\r\n").repeated(count - 1)).append("\r\n");
    };
    const auto body = [](qsizetype size) {
        return RawClient::request("POST", "/api/v1/machines", ApiClient::keyField(), QByteArray(size, ' '));
    };
    QTest::newRow("line of 8,192") << line(8192) << 404 << QString() << 0;
    QTest::newRow("line of 8,193") << line(8193) << 431 << u"requestLine"_s << 8192;
    QTest::newRow("head of 16,384") << head(16384) << 200 << QString() << 0;
    QTest::newRow("head of 16,385") << head(16385) << 431 << u"head"_s << 16384;
    QTest::newRow("64 fields") << fields(64) << 200 << QString() << 0;
    QTest::newRow("65 fields") << fields(65) << 431 << u"fields"_s << 64;
    QTest::newRow("body of 1,048,576") << body(1048576) << 400 << QString() << 0;
    QTest::newRow("body of 1,048,577") << body(1048577) << 413 << u"body"_s << 1048576;
}

void TestGuardMatrix::limits()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QString, check);
    QFETCH(int, limit);
    const RawAnswer answer = answerTo(request);
    QCOMPARE(answer.status, status);
    const QJsonObject details = answer.json().value("error"_L1).toObject().value("details"_L1).toObject();
    QCOMPARE(details.value("check"_L1).toString(), check);
    QCOMPARE(details.value("limit"_L1).toInt(), limit);
}

void TestGuardMatrix::keys()
{
    for (const Route &route : DemoStream::routes().routes()) {
        if (!route.needsKey)
            continue;
        const QByteArray path = pathOf(route);
        const QByteArray body = route.hasBody ? "{}" : QByteArray();
        const RawAnswer without = answerTo(RawClient::request(route.method, path, {}, body));
        QVERIFY2(without.status == 401, route.pattern.constData());
        QCOMPARE(without.code(), u"AUTH_REQUIRED"_s);
        QVERIFY(without.body.contains("--api-key-file"));
        const RawAnswer inTheUrl = answerTo(RawClient::request(
            route.method, QByteArray(path).append("?x-api-key=").append(ServedWorkspace::kApiKey), {}, body));
        QCOMPARE(inTheUrl.code(), u"AUTH_REQUIRED"_s);
    }
}

QTEST_GUILESS_MAIN(TestGuardMatrix)
#include "tst_guardmatrix.moc"
