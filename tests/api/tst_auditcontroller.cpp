// SPDX-License-Identifier: GPL-3.0-or-later
#include "servedapitest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QByteArray kAudit = "/api/v1/audit-events";
const QByteArray kMachines = "/api/v1/machines";

} // namespace

/// The audit log as a client reads it, and what of refused requests gets into it: real sockets, a real
/// database.
class TestAuditController : public ServedApiTest
{
    Q_OBJECT

private slots:
    // contract: AUD-2, AUD-3, AUD-6, AUD-7, HTTP-2, HTTP-3
    void pagesFromTheNewestEvent();
    // contract: AUD-6
    void filters();
    void refused_data();
    // contract: AUD-6, HTTP-12, HTTP-8
    void refused();
    void refusedWrites_data();
    // contract: AUD-4, AUD-5
    void refusedWrites();
    // contract: AUD-4
    void proofsAreRefusedOnce();
    // contract: AUD-4
    void nothingBeforeTheKeyAndNoReading();
    // contract: AUD-4
    void floodsAreCounted();

private:
    QJsonArray events(const QByteArray &query = {});
    QJsonObject newest() { return events("?limit=1").at(0).toObject(); }
};

QJsonArray TestAuditController::events(const QByteArray &query)
{
    return m_client->call("GET", QByteArray(kAudit).append(query)).json().value("items"_L1).toArray();
}

void TestAuditController::pagesFromTheNewestEvent()
{
    const QString id = m_client->registered(42).value("id"_L1).toString();
    QStringList types;
    QByteArray cursor;
    for (int pages = 1; pages <= 2; ++pages) {
        const RawAnswer answer = m_client->call("GET", QByteArray(kAudit).append("?limit=2").append(cursor));
        QCOMPARE(answer.status, 200);
        for (const QJsonValue item : answer.json().value("items"_L1).toArray()) {
            types.append(item.toObject().value("type"_L1).toString());
            QVERIFY(item.toObject().value("payload"_L1).isObject());
        }
        QCOMPARE(answer.json().contains("nextCursor"_L1), pages == 1);
        cursor = QByteArray("&cursor=").append(answer.json().value("nextCursor"_L1).toString().toLatin1());
    }
    QCOMPARE(types, QStringList({u"machine.created"_s, u"challenge.created"_s, u"registry.loaded"_s}));
    const QJsonObject created = newest();
    QCOMPARE(created.value("actor"_L1).toString(), u"platform"_s);
    QCOMPARE(created.value("resourceType"_L1).toString(), u"machine"_s);
    QCOMPARE(created.value("resourceId"_L1).toString(), id);
    QCOMPARE(created.size(), 7);
}

void TestAuditController::filters()
{
    const QByteArray id = m_client->registered(42).value("id"_L1).toString().toLatin1();
    m_client->registered(43);
    QCOMPARE(events(QByteArray("?machineId=").append(id)).size(), 2);
    QCOMPARE(events(QByteArray("?resourceId=").append(id)).size(), 1);
    QCOMPARE(events("?machineId=mach_none").size(), 0);
    QCOMPARE(events("?type=machine.created").size(), 2);
    QCOMPARE(events("?resourceType=machine&actor=platform").size(), 2);
    QCOMPARE(events("?actor=system").size(), 1);
    const QString moment = newest().value("createdAt"_L1).toString();
    QVERIFY(!events(QByteArray("?since=").append(moment.toLatin1())).isEmpty());
    QCOMPARE(events("?since=2999-01-01T00:00:00Z").size(), 0);
    QCOMPARE(events("?until=2001-01-01T00:00:00.000%2B01:00").size(), 0);
    QCOMPARE(events("?colour=red").size(), 5);
}

void TestAuditController::refused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("paths");
    const auto row = [](const QByteArray &query, const QStringList &paths) {
        QTest::newRow(query.constData()) << query << paths;
    };
    row("?limit=0", {u"/limit"_s});
    row("?limit=2.5", {u"/limit"_s});
    row("?limit=501", {u"/limit"_s});
    row("?cursor=", {u"/cursor"_s});
    row("?cursor=c1_0000000000000001", {u"/cursor"_s});
    row("?machineId=", {u"/machineId"_s});
    row("?actor=a&actor=b", {u"/actor"_s});
    row("?since=today", {u"/since"_s});
    row("?since=2026-02-30T00:00:00Z", {u"/since"_s});
    row("?since=2026-01-01T00:00:00Z&until=2026-01-01T00:00:00Z", {u"/until"_s});
    row(QByteArray("?type=").append(QByteArray(201, 'x')), {u"/type"_s});
    row("?limit=0&cursor=x&since=2026-01-01T00:00:00Z&until=2025-01-01T00:00:00Z",
        {u"/limit"_s, u"/cursor"_s, u"/until"_s});
    row("?limit=x&cursor=&type=&until=no&resourceId=",
        {u"/limit"_s, u"/cursor"_s, u"/type"_s, u"/resourceId"_s, u"/until"_s});
}

void TestAuditController::refused()
{
    QFETCH(QByteArray, query);
    QFETCH(QStringList, paths);
    const RawAnswer answer = m_client->call("GET", QByteArray(kAudit).append(query));
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.code(), u"VALIDATION_ERROR"_s);
    QCOMPARE(answer.issuePaths(), paths);
}

void TestAuditController::refusedWrites_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("resource");
    const auto row = [](const char *name, const QByteArray &request, const char *code, const char *resource) {
        QTest::newRow(name) << request << QString::fromLatin1(code) << QString::fromLatin1(resource);
    };
    const QByteArray key = ApiClient::keyField();
    const auto post = [key](const QByteArray &body) {
        return RawClient::request("POST", kMachines, key, body);
    };
    row("no JSON", post("{"), "VALIDATION_ERROR", "request /api/v1/machines");
    row("no body", post(""), "VALIDATION_ERROR", "request /api/v1/machines");
    row("no media type",
        RawClient::request("POST", kMachines, QByteArray(key).append("Content-Length: 2\r\n")).append("{}"),
        "UNSUPPORTED_MEDIA_TYPE", "request /api/v1/machines");
    row("faults", post(R"({"identityRef":"did:peaq:7","displayName":""})"), "VALIDATION_ERROR",
        "identity did:peaq:7");
    row("no proof",
        post(
            R"({"displayName":"a","ownerId":"b","machineType":"","runtimeProfile":"","identityRef":"did:peaq:1"})"),
        "MACHINE_IDENTITY_PROOF_REQUIRED", "identity did:peaq:1");
    row("unknown identity",
        RawClient::request("POST", "/api/v1/machine-identity/challenges", key,
                           R"({"identityRef":"peaqos:machine:12345"})"),
        "PEAQOS_IDENTITY_UNAVAILABLE", "identity did:peaq:12345");
    row("patch", RawClient::request("PATCH", "/api/v1/machines/mach_1", key, "{}"), "NOT_FOUND",
        "machine mach_1");
    row("If-Match",
        RawClient::request("DELETE", "/api/v1/machines/mach_1", QByteArray(key).append("If-Match: x\r\n")),
        "VALIDATION_ERROR", "machine mach_1");
    row("delete", RawClient::request("DELETE", "/api/v1/machines/mach_2", key), "NOT_FOUND",
        "machine mach_2");
}

void TestAuditController::refusedWrites()
{
    QFETCH(QByteArray, request);
    QFETCH(QString, code);
    QFETCH(QString, resource);
    const qsizetype before = events().size();
    m_client->raw().send(request);
    const RawAnswer answer = m_client->raw().answer();
    QCOMPARE(answer.code(), code);
    QCOMPARE(events().size(), before + 1);
    const QJsonObject event = newest();
    QCOMPARE(event.value("type"_L1).toString(), u"request.refused"_s);
    QCOMPARE(event.value("actor"_L1).toString(), u"platform"_s);
    QCOMPARE(
        QString(event.value("resourceType"_L1).toString() + u' ' + event.value("resourceId"_L1).toString()),
        resource);
    const QJsonObject payload = event.value("payload"_L1).toObject();
    QCOMPARE(payload.value("code"_L1).toString(), code);
    QVERIFY(request.startsWith(payload.value("method"_L1).toString().toLatin1()));
    const QStringList expected = answer.issuePaths();
    QCOMPARE(payload.value("faults"_L1).toArray(), QJsonArray::fromStringList(expected));
    QVERIFY(!QJsonDocument(event).toJson().contains(ServedWorkspace::kApiKey));
}

void TestAuditController::proofsAreRefusedOnce()
{
    QJsonObject registration = m_client->registrationOf(42);
    QJsonObject proof = registration.value("identityProof"_L1).toObject();
    proof.insert("signature"_L1, u"0x12"_s);
    registration.insert("identityProof"_L1, proof);
    QCOMPARE(m_client->call("POST", kMachines, registration).code(), u"MACHINE_IDENTITY_PROOF_INVALID"_s);
    QCOMPARE(events().size(), 3);
    QCOMPARE(newest().value("type"_L1).toString(), u"proof.refused"_s);
    QCOMPARE(newest().value("resourceId"_L1), proof.value("challengeId"_L1));

    const QByteArray id = m_client->registered(42).value("id"_L1).toString().toLatin1();
    QCOMPARE(events(QByteArray("?type=proof.refused&machineId=").append(id)).size(), 1);
    QCOMPARE(m_client->call("POST", kMachines, m_client->registrationOf(42)).code(),
             u"MACHINE_IDENTITY_EXISTS"_s);
    QCOMPARE(newest().value("payload"_L1).toObject().value("code"_L1).toString(),
             u"MACHINE_IDENTITY_EXISTS"_s);
    QCOMPARE(events(QByteArray("?type=request.refused&machineId=").append(id)).size(), 1);
}

void TestAuditController::nothingBeforeTheKeyAndNoReading()
{
    for (const QByteArray &fields : {QByteArray(), QByteArray("x-api-key: wrong\r\n")}) {
        m_client->raw().send(RawClient::request("POST", kMachines, fields, "{}"));
        QCOMPARE(m_client->raw().answer().status, 401);
    }
    QCOMPARE(m_client->call("GET", "/api/v1/machines?limit=0").status, 400);
    QCOMPARE(m_client->call("GET", "/api/v1/machines/mach_1").status, 404);
    QCOMPARE(m_client->call("POST", "/api/v1/nothing", {}).status, 404);
    QCOMPARE(m_client->call("POST", "/api/v1/audit-events", {}).status, 405);
    QCOMPARE(events().size(), 1);
}

void TestAuditController::floodsAreCounted()
{
    constexpr int kRequests = 60;
    for (int i = 0; i < kRequests; ++i)
        QCOMPARE(m_client->call("DELETE", "/api/v1/machines/mach_1").status, 404);
    // A second must have begun in which there is room again: then the next refusal brings the count.
    const auto recorded = [this] {
        int count = 0;
        for (const QJsonValue item : events("?limit=500")) {
            const QJsonObject event = item.toObject();
            if (event.value("type"_L1).toString() == "request.refused"_L1)
                ++count;
            else
                count += event.value("payload"_L1).toObject().value("notRecorded"_L1).toInt();
        }
        return count;
    };
    int sent = kRequests;
    QTRY_VERIFY2(
        [&] {
            m_client->call("DELETE", "/api/v1/machines/mach_1");
            ++sent;
            return recorded() == sent;
        }(),
        "the count did not come");
    QVERIFY(events("?type=refusals.counted").size() >= 1);
    QVERIFY(events("?type=request.refused&limit=500").size() < kRequests);
}

QTEST_GUILESS_MAIN(TestAuditController)
#include "tst_auditcontroller.moc"
