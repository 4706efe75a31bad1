// SPDX-License-Identifier: GPL-3.0-or-later
#include "servedapitest.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QByteArray kKey = ApiClient::keyField();
const QByteArray kMachines = "/api/v1/machines";
const QByteArray kChallenges = "/api/v1/machine-identity/challenges";

const QString kInvalid = u"VALIDATION_ERROR"_s;

void addColumns()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
}

void row(const char *name, const QByteArray &request, int status, const QString &code)
{
    QTest::newRow(name) << request << status << code;
}

QByteArray get(const QByteArray &target, const QByteArray &fields = kKey)
{
    return RawClient::request("GET", target, fields);
}

QByteArray post(const QByteArray &body, const QByteArray &target = kMachines)
{
    return RawClient::request("POST", target, kKey, body);
}

QByteArray typed(const QByteArray &type, const QByteArray &body)
{
    const QByteArray length = QByteArray::number(body.size());
    const QByteArray fields =
        QByteArrayList{kKey, "Content-Type: ", type, "\r\nContent-Length: ", length, "\r\n"}.join();
    return RawClient::request("POST", kMachines, fields).append(body);
}

} // namespace

/// What is refused between the guard and the services, in which order, and how.
class TestRequestDispatcher : public ServedApiTest
{
    Q_OBJECT

private slots:
    void refusals_data();
    // contract: HTTP-5, HTTP-6, HTTP-7, HTTP-17, HTTP-20
    void refusals();
    void bodies_data();
    // contract: HTTP-4, HTTP-7, HTTP-8, HTTP-9, HTTP-10, HTTP-17
    void bodies();
    void contents_data();
    // contract: HTTP-12, ID-2, ID-14, ID-15
    void contents();
    // contract: HTTP-20
    void brakesWrongKeysAndNeverTheRightOne();
    // contract: HTTP-5
    void tellsNobodyWhyItsServicesFail();
    // contract: HTTP-5
    void survivesAHandlerThatThrows();

private:
    void verifyRefusal();
};

void TestRequestDispatcher::refusals_data()
{
    addColumns();
    row("unknown path", get("/api/v1/unknown"), 404, u"NOT_FOUND"_s);
    row("unknown path without key", get("/nothing", ""), 404, u"NOT_FOUND"_s);
    row("unknown method", RawClient::request("BREW", kMachines), 405, u"METHOD_NOT_ALLOWED"_s);
    row("options", RawClient::request("OPTIONS", kMachines), 405, u"METHOD_NOT_ALLOWED"_s);
    row("method before key", RawClient::request("PUT", kMachines, "", "{}"), 405, u"METHOD_NOT_ALLOWED"_s);
    row("no key", get(kMachines, ""), 401, u"AUTH_REQUIRED"_s);
    row("wrong key", get(kMachines, "x-api-key: wrong\r\n"), 401, u"AUTH_INVALID"_s);
    row("key before media type", RawClient::request("POST", kMachines, "Content-Length: 1\r\n").append("x"),
        401, u"AUTH_REQUIRED"_s);
    row("key not in the query", get("/api/v1/machines?x-api-key=0123456789abcdef-test-key", ""), 401,
        u"AUTH_REQUIRED"_s);
    row("no media type",
        RawClient::request("POST", kMachines, QByteArray(kKey).append("Content-Length: 2\r\n")).append("{}"),
        415, u"UNSUPPORTED_MEDIA_TYPE"_s);
    row("form", typed("application/x-www-form-urlencoded", "{"), 415, u"UNSUPPORTED_MEDIA_TYPE"_s);
    row("text", typed("text/plain", "{}"), 415, u"UNSUPPORTED_MEDIA_TYPE"_s);
    row("latin 1", typed("application/json; charset=iso-8859-1", "{}"), 415, u"UNSUPPORTED_MEDIA_TYPE"_s);
}

void TestRequestDispatcher::refusals()
{
    verifyRefusal();
}

void TestRequestDispatcher::bodies_data()
{
    addColumns();
    row("json with charset", typed("Application/JSON; charset=UTF-8", "{}"), 400, kInvalid);
    row("no body", post(""), 400, kInvalid);
    row("no body, but a type", typed("application/json", ""), 400, kInvalid);
    row("get with a type", get(kMachines, QByteArray(kKey).append("Content-Type: application/json\r\n")), 400,
        kInvalid);
    row("get with a body", RawClient::request("GET", kMachines, kKey, "{}"), 400, kInvalid);
    row("delete with a type",
        RawClient::request("DELETE", "/api/v1/machines/a",
                           QByteArray(kKey).append("Content-Type: application/json\r\n")),
        400, kInvalid);
    row("no JSON", post("{"), 400, kInvalid);
    row("two documents", post("{}{}"), 400, kInvalid);
    row("repeated member", post("{\"ownerId\":\"a\",\"ownerId\":\"b\"}"), 400, kInvalid);
    row("array", post("[]"), 400, kInvalid);
    row("null", post("null"), 400, kInvalid);
    row("bad UTF-8", post("{\"ownerId\":\"\xff\"}"), 400, kInvalid);
    row("too deep", post(QByteArray(40, '[').append(QByteArray(40, ']'))), 400, kInvalid);
}

void TestRequestDispatcher::bodies()
{
    verifyRefusal();
}

void TestRequestDispatcher::contents_data()
{
    addColumns();
    row("limit 0", get("/api/v1/machines?limit=0"), 400, kInvalid);
    row("limit 2.5", get("/api/v1/machines?limit=2.5"), 400, kInvalid);
    row("limit True", get("/api/v1/machines?limit=True"), 400, kInvalid);
    row("empty cursor", get("/api/v1/machines?cursor="), 400, kInvalid);
    row("verification", get("/api/v1/machines/mach_0?verification=no"), 400, kInvalid);
    row("machine that is not there", get("/api/v1/machines/mach_0000000000000000"), 404, u"NOT_FOUND"_s);
    row("id that is none", get("/api/v1/machines/mach%5f1"), 404, u"NOT_FOUND"_s);
    row("old identity", post("{\"identityRef\":\"did:peaq:0xabc\"}", kChallenges), 400, kInvalid);
    row("unknown identity", post("{\"identityRef\":\"did:peaq:12345\"}", kChallenges), 503,
        u"PEAQOS_IDENTITY_UNAVAILABLE"_s);
    row("identity without controller", post("{\"identityRef\":\"did:peaq:900\"}", kChallenges), 503,
        u"PEAQOS_IDENTITY_UNAVAILABLE"_s);
    row("no proof",
        post("{\"displayName\":\"a\",\"ownerId\":\"b\",\"machineType\":\"\",\"runtimeProfile\":\"\","
             "\"identityRef\":\"did:peaq:1\"}"),
        400, u"MACHINE_IDENTITY_PROOF_REQUIRED"_s);
}

void TestRequestDispatcher::contents()
{
    verifyRefusal();
}

void TestRequestDispatcher::verifyRefusal()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QString, code);
    m_client->raw().send(request);
    const RawAnswer answer = m_client->raw().answer();
    QCOMPARE(answer.code(), code);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.contains("allow"), status == 405);
    QCOMPARE(answer.headers.contains("www-authenticate"), status == 401);
    QCOMPARE(answer.issuePaths().isEmpty(), code != "VALIDATION_ERROR"_L1);
    QVERIFY(QRegularExpression(u"^req_[0-9a-f]{16}$"_s)
                .match(QString::fromLatin1(answer.headers.value("x-request-id")))
                .hasMatch());

    // The connection is kept: what was refused was understood.
    m_client->raw().send(RawClient::request("GET", "/health"));
    QCOMPARE(m_client->raw().answer().status, 200);
}

void TestRequestDispatcher::brakesWrongKeysAndNeverTheRightOne()
{
    const QByteArray wrong = RawClient::request("GET", kMachines, "Authorization: Bearer wrong\r\n");
    for (int i = 0; i < 10; ++i) {
        m_client->raw().send(wrong);
        QCOMPARE(m_client->raw().answer().code(), u"AUTH_INVALID"_s);
    }
    RawClient another(m_workspace->server().url());
    another.send(wrong);
    const RawAnswer braked = another.answer();
    QCOMPARE(braked.status, 429);
    QCOMPARE(braked.code(), u"RATE_LIMITED"_s);
    QVERIFY(braked.headers.value("retry-after").toInt() > 50);

    another.send(RawClient::request(
        "GET", kMachines,
        QByteArray("authorization: bearer ").append(ServedWorkspace::kApiKey).append("\r\n")));
    QCOMPARE(another.answer().status, 200);
    QCOMPARE(m_client->call("GET", kMachines).status, 200);
}

void TestRequestDispatcher::tellsNobodyWhyItsServicesFail()
{
    m_workspace->setStacks([]() -> Result<std::unique_ptr<ServiceStack>> {
        return fail(ErrorCode::StorageFailure, u"SELECT 1 failed: /home/somebody/muster.db is gone"_s);
    });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"muster.db is gone"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"muster.db is gone"_s));
    const Result<QUrl> url = m_workspace->start();
    QVERIFY(url.has_value());
    RawClient client(*url);
    client.send(RawClient::request("GET", kMachines, kKey));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.code(), u"INTERNAL_ERROR"_s);
    QVERIFY(!answer.body.contains("SELECT") && !answer.body.contains("/home"));

    client.send(RawClient::request("GET", "/api/v1/readiness"));
    const RawAnswer readiness = client.answer();
    QCOMPARE(readiness.status, 200);
    QCOMPARE(readiness.json().value("status"_L1).toString(), u"not_ready"_s);
    QVERIFY(!readiness.body.contains("SELECT") && !readiness.body.contains("/home"));
}

void TestRequestDispatcher::survivesAHandlerThatThrows()
{
    m_workspace->setStacks([]() -> Result<std::unique_ptr<ServiceStack>> {
        throw std::runtime_error("SELECT in /home/somebody");
    });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"SELECT in /home"_s));
    const Result<QUrl> url = m_workspace->start();
    QVERIFY(url.has_value());
    RawClient client(*url);
    client.send(RawClient::request("GET", kMachines, kKey));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.code(), u"INTERNAL_ERROR"_s);
    QVERIFY(!answer.body.contains("SELECT") && !answer.body.contains("/home"));
    client.send(RawClient::request("GET", "/nowhere"));
    QCOMPARE(client.answer().status, 404);
}

QTEST_GUILESS_MAIN(TestRequestDispatcher)
#include "tst_requestdispatcher.moc"
