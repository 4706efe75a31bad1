// SPDX-License-Identifier: GPL-3.0-or-later
#include "servedapitest.h"

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QByteArray kKey = ApiClient::keyField();
const QByteArray kMachines = "/api/v1/machines";

} // namespace

/// The server as a whole: start, stop, health, log.
class TestOrchestratorServer : public ServedApiTest
{
    Q_OBJECT

private slots:
    // contract: HTTP-1, HTTP-18, HTTP-19
    void answersHealthAndReadinessWithoutAKey();
    // contract: HTTP-20
    void demandsNoKeyWhenThereIsNone();
    // contract: HTTP-21
    void logsEveryAnswerOnce();
    // contract: HTTP-27
    void servesAnOrdinaryClient();
    // contract: HTTP-29
    void brakesWrongKeysOverAllConnections();
    // contract: SWITCH-28, HTTP-23
    void answersToTheNamesItIsGiven();
    // contract: SWITCH-28
    void listensOnIpv6WhenAsked();
    // contract: SWITCH-28
    void isNotReachableByOthersWithoutAKeyAndAName();
    // contract: SWITCH-3, SWITCH-11
    void saysWhenThePortIsTaken();

private:
};

void TestOrchestratorServer::answersHealthAndReadinessWithoutAKey()
{
    for (const char *path : {"/health", "/api/v1/health"}) {
        m_client->raw().send(RawClient::request("GET", path));
        const RawAnswer health = m_client->raw().answer();
        QCOMPARE(health.status, 200);
        QCOMPARE(health.json().value("ok"_L1), QJsonValue(true));
        QCOMPARE(health.json().value("instance"_L1).toString(), m_workspace->context().instanceId);
        QCOMPARE(health.json().value("extensions"_L1).toArray(),
                 (QJsonArray{u"verification"_s, u"evidence"_s, u"etag"_s, u"audit"_s, u"proof-required"_s}));
    }
    m_client->raw().send(RawClient::request("GET", "/api/v1/readiness"));
    const RawAnswer readiness = m_client->raw().answer();
    QCOMPARE(readiness.status, 200);
    QCOMPARE(readiness.json().value("status"_L1).toString(), u"ready"_s);
    QVERIFY(!readiness.json().value("checks"_L1).toArray().isEmpty());
}

void TestOrchestratorServer::demandsNoKeyWhenThereIsNone()
{
    SystemClock clock;
    OrchestratorServer open(m_workspace->stacks(), clock);
    ServerOptions options;
    options.port = 0;
    const Result<QUrl> url = open.start(options);
    QVERIFY(url.has_value());
    RawClient client(*url);
    client.send(RawClient::request("GET", kMachines));
    QCOMPARE(client.answer().status, 200);
    QVERIFY(!open.start(options).has_value());
    open.stop();
    QVERIFY(!open.isRunning() && open.url().isEmpty());
    QVERIFY(open.start(options).has_value());
}

void TestOrchestratorServer::logsEveryAnswerOnce()
{
    QSignalSpy log(&m_workspace->server(), &OrchestratorServer::requestServed);
    const QByteArray fields =
        QByteArray(kKey).append("User-Agent: ").append(QByteArray(150, 'u')).append("\r\n");
    m_client->raw().send(RawClient::request("GET", "/api/v1/machines?limit=3&apiKey=very-secret", fields));
    const QByteArray first = m_client->raw().answer().headers.value("x-request-id");
    m_client->raw().send(RawClient::request("GET", "/api/v1/machines", "x-api-key: very-secret\r\n"));
    const QByteArray second = m_client->raw().answer().headers.value("x-request-id");
    m_client->raw().send(RawClient::request("GET", "/health", "Origin: http://evil.example\r\n"));
    const QByteArray third = m_client->raw().answer().headers.value("x-request-id");
    QTRY_COMPARE(log.size(), 3);

    QMap<QByteArray, RequestLogEntry> entries;
    for (const QList<QVariant> &call : log) {
        const auto entry = call.first().value<RequestLogEntry>();
        entries.insert(entry.requestId.toLatin1(), entry);
        QVERIFY(!entry.path.contains("very-secret"_L1));
        QVERIFY(entry.microseconds >= 0 && entry.time.milliseconds > 0);
    }
    const RequestLogEntry served = entries.value(first);
    QCOMPARE(served.method, u"GET"_s);
    QCOMPARE(served.path, u"/api/v1/machines?limit=3&apiKey=***"_s);
    QCOMPARE(served.status, 200);
    QCOMPARE(served.code, QString());
    QCOMPARE(served.client, QString(100, u'u'));
    QCOMPARE(entries.value(second).code, u"AUTH_INVALID"_s);
    QCOMPARE(entries.value(third).status, 403);
    QCOMPARE(entries.value(third).path, u"/health"_s);
    QCOMPARE(entries.value(third).code, u"ORIGIN_NOT_ALLOWED"_s);
}

void TestOrchestratorServer::servesAnOrdinaryClient()
{
    QNetworkAccessManager manager;
    QUrl url = m_workspace->server().url();
    url.setPath(u"/api/v1/machines"_s);
    QNetworkRequest request(url);
    request.setRawHeader("x-api-key", ServedWorkspace::kApiKey);
    for (int i = 0; i < 3; ++i) {
        const std::unique_ptr<QNetworkReply> reply(manager.get(request));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        QCOMPARE(reply->readAll(), "{\"items\":[]}");
    }
}

void TestOrchestratorServer::brakesWrongKeysOverAllConnections()
{
    const auto statusWith = [this](const QByteArray &key) {
        RawClient client(m_workspace->server().url());
        client.send(
            RawClient::request("GET", kMachines, QByteArray("x-api-key: ").append(key).append("\r\n")));
        return client.answer().status;
    };
    for (int i = 0; i < 10; ++i)
        QCOMPARE(statusWith("wrong"), 401);
    QCOMPARE(statusWith("wrong"), 429);
    QCOMPARE(statusWith(ServedWorkspace::kApiKey), 200);
    QCOMPARE(statusWith("wrong"), 429);
}

void TestOrchestratorServer::answersToTheNamesItIsGiven()
{
    SystemClock clock;
    OrchestratorServer open(m_workspace->stacks(), clock);
    ServerOptions options;
    options.port = 0;
    options.address = QHostAddress::AnyIPv4;
    options.hostNames = {"fleet.example", "depot"};
    options.apiKey = ServedWorkspace::kApiKey;
    const Result<QUrl> url = open.start(options);
    QVERIFY(url.has_value());
    QCOMPARE(url->host(), u"fleet.example"_s);
    const QUrl here(u"http://127.0.0.1:%1"_s.arg(url->port()));
    for (const char *host : {"fleet.example", "DEPOT:80", "localhost"}) {
        RawClient client(here);
        client.send(QByteArray("GET /health HTTP/1.1\r\nHost: ").append(host).append("\r\n\r\n"));
        QCOMPARE(client.answer().status, 200);
    }
    for (const char *host : {"0.0.0.0", "fleet", "depot.example"}) {
        RawClient client(here);
        client.send(QByteArray("GET /health HTTP/1.1\r\nHost: ").append(host).append("\r\n\r\n"));
        QCOMPARE(client.answer().status, 403);
    }
}

void TestOrchestratorServer::listensOnIpv6WhenAsked()
{
    SystemClock clock;
    OrchestratorServer server(m_workspace->stacks(), clock);
    ServerOptions options;
    options.port = 0;
    options.address = QHostAddress::LocalHostIPv6;
    const Result<QUrl> url = server.start(options);
    QVERIFY2(url.has_value(), url ? "" : qPrintable(url.error().message));
    QCOMPARE(url->toString(), u"http://[::1]:%1"_s.arg(url->port()));
    RawClient client(*url);
    client.send(QByteArray("GET /health HTTP/1.1\r\nHost: [::1]:")
                    .append(QByteArray::number(url->port()))
                    .append("\r\n\r\n"));
    QCOMPARE(client.answer().status, 200);
    QVERIFY(!RawClient(QUrl(u"http://127.0.0.1:%1"_s.arg(url->port()))).isConnected());
}

void TestOrchestratorServer::isNotReachableByOthersWithoutAKeyAndAName()
{
    SystemClock clock;
    OrchestratorServer server(m_workspace->stacks(), clock);
    ServerOptions options;
    options.port = 0;
    options.address = QHostAddress::Any;
    for (const QByteArray &key : {QByteArray(), QByteArray("key")}) {
        for (const QByteArrayList &names : {QByteArrayList(), QByteArrayList{"fleet"}}) {
            options.apiKey = key;
            options.hostNames = names;
            const bool allowed = !key.isEmpty() && !names.isEmpty();
            QCOMPARE(server.start(options).has_value(), allowed);
            QCOMPARE(server.isRunning(), allowed);
        }
    }
}

void TestOrchestratorServer::saysWhenThePortIsTaken()
{
    const QUrl url = m_workspace->server().url();
    QCOMPARE(url.host(), u"127.0.0.1"_s);
    SystemClock clock;
    OrchestratorServer second(m_workspace->stacks(), clock);
    ServerOptions options;
    options.port = static_cast<quint16>(url.port());
    const Result<QUrl> refused = second.start(options);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, ErrorCode::NetworkFailure);
    QVERIFY(refused.error().message.contains(QString::number(url.port())));
    QVERIFY(!second.isRunning());
}

QTEST_GUILESS_MAIN(TestOrchestratorServer)
#include "tst_orchestratorserver.moc"
