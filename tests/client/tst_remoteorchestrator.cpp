// SPDX-License-Identifier: GPL-3.0-or-later
#include "remoteorchestrator.h"

#include "awaited.h"
#include "machinejson.h"
#include "machinepagejson.h"
#include "samplemachine.h"
#include "scriptedservice.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

constexpr auto kHealth = R"({"ok":true,"instance":"orch_1","extensions":["verification","etag"]})";

QByteArray lineOf(const QByteArray &request)
{
    return request.first(request.indexOf("\r\n"));
}

} // namespace

/// What goes over the wire for each call of the port, and what is made of the answer.
class RemoteOrchestratorTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void asksHealthAndReadinessWithoutTheKey();
    void sendsKeyAgentAndNoContentTypeWithoutABody();
    void sendsNoKeyWhenThereIsNone();
    void keepsThePathOfTheAddress();
    void listsWithLimitAndCursor();
    void asksHealthOnceBeforeTheFirstExtendedList();
    void leavesExtensionsAwayFromServicesThatKnowNone();
    void listsWithoutExtensionsWhenHealthIsNotThere();
    void failsTheListWhenNobodyAnswersHealth();
    void sendsAuditFiltersToServicesThatKnowThem();
    void filtersTheAuditLogOfOtherServicesHere();
    void putsIdsIntoOneSegmentOfThePath();
    void refusesIdsThatAreNone();
    void readsTheRevisionFromOurEtagOnly_data();
    void readsTheRevisionFromOurEtagOnly();
    void asksForAChallenge();
    void createsAMachine();
    void sendsALargeBodyWhole();
    void sendsAPatchWithIfMatch();
    void sendsAnEmptyPatchAsAnEmptyObject();
    void archivesWithoutABody();

private:
    std::unique_ptr<ScriptedService> m_service;
    std::unique_ptr<RemoteOrchestrator> m_remote;
};

void RemoteOrchestratorTest::init()
{
    m_service = std::make_unique<ScriptedService>();
    m_remote = std::make_unique<RemoteOrchestrator>(RemoteProfile{m_service->url(), "secret-key"});
}

void RemoteOrchestratorTest::cleanup()
{
    m_remote.reset();
    m_service.reset();
}

// contract: HTTP-18, HTTP-19
void RemoteOrchestratorTest::asksHealthAndReadinessWithoutTheKey()
{
    m_service->sayJson(200, kHealth);
    m_service->sayJson(
        200, R"({"status":"not_ready","checks":[{"name":"database","status":"fail","message":"m"}]})");
    const ServiceHealth health = await(m_remote->health()).value();
    QCOMPARE(health.instance, u"orch_1"_s);
    const Readiness readiness = await(m_remote->readiness()).value();
    QVERIFY(!readiness.ready);
    QCOMPARE(readiness.checks.value(0).message, u"m"_s);
    QCOMPARE(lineOf(m_service->requests().at(0)), QByteArray("GET /api/v1/health HTTP/1.1"));
    QCOMPARE(lineOf(m_service->requests().at(1)), QByteArray("GET /api/v1/readiness HTTP/1.1"));
    for (const QByteArray &request : m_service->requests())
        QVERIFY(!request.contains("secret-key"));
}

// contract: HTTP-17, HTTP-20
void RemoteOrchestratorTest::sendsKeyAgentAndNoContentTypeWithoutABody()
{
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s)));
    QVERIFY(await(m_remote->machine(u"mach_1"_s)));
    const QByteArray request = m_service->requests().value(0);
    QCOMPARE(lineOf(request), QByteArray("GET /api/v1/machines/mach_1 HTTP/1.1"));
    QCOMPARE(ScriptedService::header(request, "x-api-key"), QByteArray("secret-key"));
    QCOMPARE(ScriptedService::header(request, "user-agent"), QByteArray("muster/" MUSTER_VERSION));
    QVERIFY(ScriptedService::header(request, "content-type").isNull());
    QVERIFY(ScriptedService::header(request, "cookie").isNull());
    QVERIFY(ScriptedService::header(request, "origin").isNull());
}

void RemoteOrchestratorTest::sendsNoKeyWhenThereIsNone()
{
    RemoteOrchestrator remote(RemoteProfile{m_service->url(), {}});
    m_service->sayJson(200, R"({"items":[]})");
    QVERIFY(await(remote.listMachines({})));
    QVERIFY(!m_service->requests().value(0).toLower().contains("x-api-key"));
}

// contract: HTTP-1
void RemoteOrchestratorTest::keepsThePathOfTheAddress()
{
    const QUrl url = cleanServiceUrl(QString(m_service->url().toString() + u"/base/api/v1/"_s)).value();
    RemoteOrchestrator remote(RemoteProfile{url, {}});
    m_service->sayJson(200, R"({"items":[]})");
    QVERIFY(await(remote.listMachines({})));
    QCOMPARE(lineOf(m_service->requests().value(0)),
             QByteArray("GET /base/api/v1/machines?limit=100 HTTP/1.1"));
}

// contract: HTTP-3, HTTP-12
void RemoteOrchestratorTest::listsWithLimitAndCursor()
{
    const Machine machine = sampleMachine(u"mach_1"_s);
    m_service->sayJson(200, wire::spliceMachinePage({documentOf(machine)}, u"next&page"_s));
    m_service->sayJson(200, wire::spliceMachinePage({}, std::nullopt));
    MachineQuery query;
    query.limit = 1;
    const MachinePage first = await(m_remote->listMachines(query)).value();
    QCOMPARE(first.machines, QList<Machine>{machine});
    query.cursor = first.nextCursor.value();
    const MachinePage last = await(m_remote->listMachines(query)).value();
    QVERIFY(!last.nextCursor);
    QCOMPARE(lineOf(m_service->requests().at(0)), QByteArray("GET /api/v1/machines?limit=1 HTTP/1.1"));
    QCOMPARE(lineOf(m_service->requests().at(1)),
             QByteArray("GET /api/v1/machines?limit=1&cursor=next%26page HTTP/1.1"));
}

// contract: ID-22
void RemoteOrchestratorTest::asksHealthOnceBeforeTheFirstExtendedList()
{
    m_service->sayJson(200, kHealth);
    for (int i = 0; i < 3; ++i)
        m_service->sayJson(200, R"({"items":[]})");
    MachineQuery query;
    query.anyVerification = true;
    query.status = MachineStatus::Archived;
    const auto first = m_remote->listMachines(query);
    const auto second = m_remote->listMachines(query);
    QVERIFY(await(first) && await(second) && await(m_remote->listMachines(query)));
    QCOMPARE(m_service->requests().size(), 4);
    QCOMPARE(lineOf(m_service->requests().at(0)), QByteArray("GET /api/v1/health HTTP/1.1"));
    for (int i = 1; i < 4; ++i)
        QCOMPARE(lineOf(m_service->requests().at(i)),
                 QByteArray("GET /api/v1/machines?limit=100&verification=any&status=archived HTTP/1.1"));
}

void RemoteOrchestratorTest::leavesExtensionsAwayFromServicesThatKnowNone()
{
    m_service->sayJson(200, R"({"ok":true})");
    const Machine active = sampleMachine(u"mach_2"_s, MachineStatus::Active);
    m_service->sayJson(
        200, wire::spliceMachinePage({documentOf(sampleMachine(u"mach_1"_s)), documentOf(active)}, u"c"_s));
    MachineQuery query;
    query.anyVerification = true;
    query.status = MachineStatus::Active;
    const MachinePage page = await(m_remote->listMachines(query)).value();
    QCOMPARE(page.machines, QList<Machine>{active});
    QCOMPARE(page.nextCursor, u"c"_s);
    QCOMPARE(lineOf(m_service->requests().at(1)), QByteArray("GET /api/v1/machines?limit=100 HTTP/1.1"));
}

void RemoteOrchestratorTest::listsWithoutExtensionsWhenHealthIsNotThere()
{
    m_service->sayJson(404, R"({"error":{"code":"NOT_FOUND","message":"m"}})");
    m_service->sayJson(200, R"({"items":[]})");
    m_service->sayJson(200, kHealth);
    m_service->sayJson(200, R"({"items":[]})");
    MachineQuery query;
    query.anyVerification = true;
    QVERIFY(await(m_remote->listMachines(query)));
    QVERIFY(await(m_remote->listMachines(query)));
    QCOMPARE(m_service->requests().size(), 4);
    QVERIFY(!m_service->requests().at(1).contains("verification"));
    QVERIFY(m_service->requests().at(3).contains("verification=any"));
}

void RemoteOrchestratorTest::failsTheListWhenNobodyAnswersHealth()
{
    const QUrl url = m_service->url();
    m_service.reset();
    RemoteOrchestrator remote(RemoteProfile{url, {}});
    MachineQuery query;
    query.anyVerification = true;
    const Result<MachinePage> page = await(remote.listMachines(query));
    QVERIFY(!page);
    QCOMPARE(page.error().code, ErrorCode::NetworkFailure);
}

// contract: AUD-6, AUD-9
void RemoteOrchestratorTest::sendsAuditFiltersToServicesThatKnowThem()
{
    AuditQuery query;
    query.limit = 2;
    query.machineId = u"mach_1"_s;
    query.resourceType = u"machine"_s;
    m_service->sayJson(200, R"({"items":[],"nextCursor":"x y"})");
    QCOMPARE(await(m_remote->listAuditEvents(query)).value().nextCursor, u"x y"_s);
    m_service->sayJson(200, R"({"ok":true,"instance":"orch_1","extensions":["audit"]})");
    m_service->sayJson(200, R"({"items":[]})");
    query.cursor = u"x y"_s;
    query.actor = u"pairing:1"_s;
    query.type = u"machine.created"_s;
    query.resourceId = u"a&b"_s;
    query.since = Timestamp{1'795'471'200'000};
    query.until = Timestamp{1'795'471'200'001};
    QVERIFY(await(m_remote->listAuditEvents(query)));
    QCOMPARE(lineOf(m_service->requests().at(0)),
             QByteArray("GET /api/v1/audit-events?limit=2&machineId=mach_1&resourceType=machine HTTP/1.1"));
    QCOMPARE(lineOf(m_service->requests().at(2)),
             QByteArray("GET /api/v1/audit-events?limit=2&cursor=x%20y&machineId=mach_1&resourceType=machine"
                        "&actor=pairing%3A1&type=machine.created&resourceId=a%26b"
                        "&since=2026-11-23T22%3A00%3A00.000Z&until=2026-11-23T22%3A00%3A00.001Z HTTP/1.1"));
}

// contract: AUD-9
void RemoteOrchestratorTest::filtersTheAuditLogOfOtherServicesHere()
{
    const auto event = [](const char *id, const char *actor, const char *time) {
        return QByteArray(R"({"id":")")
            .append(id)
            .append(R"(","actor":")")
            .append(actor)
            .append(R"(","type":"t","resourceType":"machine","resourceId":"m","createdAt":")")
            .append(time)
            .append("\"}");
    };
    m_service->sayJson(200, R"({"ok":true})");
    m_service->sayJson(200, QByteArray(R"({"items":[)")
                                .append(event("1", "ann", "2026-11-23T22:00:02Z"))
                                .append(',')
                                .append(event("2", "bob", "2026-11-23T22:00:01Z"))
                                .append(',')
                                .append(event("3", "ann", "2026-11-23T22:00:00Z"))
                                .append("]}"));
    AuditQuery query;
    query.actor = u"ann"_s;
    query.until = Timestamp{1'795'471'202'000};
    const AuditPage page = await(m_remote->listAuditEvents(query)).value();
    QCOMPARE(page.events.size(), 1);
    QCOMPARE(page.events.first().id, u"3"_s);
    QCOMPARE(lineOf(m_service->requests().at(1)), QByteArray("GET /api/v1/audit-events?limit=100 HTTP/1.1"));
}

void RemoteOrchestratorTest::putsIdsIntoOneSegmentOfThePath()
{
    const QString id = u"../a b/c?d#e%2Fé"_s;
    m_service->sayJson(200, itemOf(sampleMachine(id)));
    QVERIFY(await(m_remote->machine(id)));
    QCOMPARE(lineOf(m_service->requests().value(0)),
             QByteArray("GET /api/v1/machines/..%2Fa%20b%2Fc%3Fd%23e%252F%C3%A9 HTTP/1.1"));
}

void RemoteOrchestratorTest::refusesIdsThatAreNone()
{
    for (const QString &id : {u""_s, u" "_s, u"."_s, u".."_s}) {
        const auto refused = [](const auto &result) {
            return !result && issuesOf(result.error()).value(0).path == "/id"_L1;
        };
        QVERIFY(refused(await(m_remote->machine(id))));
        QVERIFY(refused(await(m_remote->updateMachine(id, {}))));
        QVERIFY(refused(await(m_remote->archiveMachine(id))));
    }
    QVERIFY(m_service->requests().isEmpty());
}

void RemoteOrchestratorTest::readsTheRevisionFromOurEtagOnly_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("revision");
    QTest::newRow("ours") << QByteArray("ETag: \"17\"\r\n") << qint64(17);
    QTest::newRow("lower case") << QByteArray("etag: \"9007199254740993\"\r\n") << qint64(9007199254740993);
    QTest::newRow("none") << QByteArray() << qint64(0);
    QTest::newRow("weak") << QByteArray("ETag: W/\"17\"\r\n") << qint64(0);
    QTest::newRow("hash") << QByteArray("ETag: \"33a64df5\"\r\n") << qint64(0);
    QTest::newRow("bare") << QByteArray("ETag: 17\r\n") << qint64(0);
    QTest::newRow("negative") << QByteArray("ETag: \"-1\"\r\n") << qint64(0);
    QTest::newRow("empty") << QByteArray("ETag: \"\"\r\n") << qint64(0);
    QTest::newRow("too large") << QByteArray("ETag: \"99999999999999999999\"\r\n") << qint64(0);
}

// contract: HTTP-16
void RemoteOrchestratorTest::readsTheRevisionFromOurEtagOnly()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, revision);
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s)), header);
    QCOMPARE(await(m_remote->machine(u"mach_1"_s)).value().revision, revision);
}

// contract: ID-3
void RemoteOrchestratorTest::asksForAChallenge()
{
    const IdentityRef identity = IdentityRef::parse(u"did:peaq:42"_s).value();
    const Challenge challenge{u"mic_1"_s, identity, "a\nb", {1'764'000'000'000}, {u"0xS"_s}};
    m_service->sayJson(201, wire::itemEnvelope(QJsonDocument(wire::challengeToJson(challenge)).toJson()));
    QCOMPARE(await(m_remote->createChallenge(identity)).value(), challenge);
    const QByteArray request = m_service->requests().value(0);
    QCOMPARE(lineOf(request), QByteArray("POST /api/v1/machine-identity/challenges HTTP/1.1"));
    QCOMPARE(ScriptedService::bodyOf(request), QByteArray(R"({"identityRef":"did:peaq:42"})"));
    QCOMPARE(ScriptedService::header(request, "content-type"), QByteArray("application/json"));
}

// contract: HTTP-4, LIFE-1
void RemoteOrchestratorTest::createsAMachine()
{
    Machine machine = sampleMachine(u"mach_1"_s);
    m_service->sayJson(201, itemOf(machine), "ETag: \"1\"\r\n");
    NewMachine request;
    request.displayName = u"Édge"_s;
    request.ownerId = u"o"_s;
    request.identityProof = ProofInput{u"mic_1"_s, u"0xab"_s};
    machine.revision = 1;
    QCOMPARE(await(m_remote->createMachine(request)).value(), machine);
    const QByteArray sent = m_service->requests().value(0);
    QCOMPARE(lineOf(sent), QByteArray("POST /api/v1/machines HTTP/1.1"));
    const QJsonValue body = QJsonDocument::fromJson(ScriptedService::bodyOf(sent)).object();
    QCOMPARE(wire::newMachineFromJson(body).value(), request);
}

void RemoteOrchestratorTest::sendsALargeBodyWhole()
{
    m_service->sayJson(201, itemOf(sampleMachine(u"mach_1"_s)));
    NewMachine request;
    for (int i = 0; i < 30'000; ++i)
        request.capabilities.append(QString::number(i));
    QVERIFY(await(m_remote->createMachine(request)));
    const QByteArray expected = QJsonDocument(wire::newMachineToJson(request)).toJson(QJsonDocument::Compact);
    QVERIFY(expected.size() > 200'000);
    QVERIFY(ScriptedService::bodyOf(m_service->requests().value(0)) == expected);
}

// contract: HTTP-16
void RemoteOrchestratorTest::sendsAPatchWithIfMatch()
{
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s)), "ETag: \"8\"\r\n");
    m_service->sayJson(
        412, R"({"error":{"code":"PRECONDITION_FAILED","message":"changed","details":{"revision":8}}})");
    MachinePatch patch;
    patch.status = MachineStatus::Active;
    patch.capabilities = QStringList();
    QCOMPARE(await(m_remote->updateMachine(u"mach_1"_s, patch, 7)).value().revision, 8);
    const Result<Machine> second = await(m_remote->updateMachine(u"mach_1"_s, patch));
    QCOMPARE(second.error().code, ErrorCode::PreconditionFailed);
    QCOMPARE(second.error().message, u"changed"_s);
    const QByteArray request = m_service->requests().at(0);
    QCOMPARE(lineOf(request), QByteArray("PATCH /api/v1/machines/mach_1 HTTP/1.1"));
    QCOMPARE(ScriptedService::header(request, "if-match"), QByteArray("\"7\""));
    QCOMPARE(ScriptedService::header(request, "content-type"), QByteArray("application/json"));
    QCOMPARE(ScriptedService::bodyOf(request), QByteArray(R"({"capabilities":[],"status":"active"})"));
    QVERIFY(ScriptedService::header(m_service->requests().at(1), "if-match").isNull());
}

// contract: LIFE-8
void RemoteOrchestratorTest::sendsAnEmptyPatchAsAnEmptyObject()
{
    m_service->sayJson(200, itemOf(sampleMachine(u"mach_1"_s)));
    QVERIFY(await(m_remote->updateMachine(u"mach_1"_s, {})));
    QCOMPARE(ScriptedService::bodyOf(m_service->requests().value(0)), QByteArray("{}"));
}

// contract: HTTP-4, HTTP-17, LIFE-4
void RemoteOrchestratorTest::archivesWithoutABody()
{
    m_service->say("HTTP/1.1 204 No Content\r\n\r\n");
    QVERIFY(await(m_remote->archiveMachine(u"mach_1"_s, 3)));
    const QByteArray request = m_service->requests().value(0);
    QCOMPARE(lineOf(request), QByteArray("DELETE /api/v1/machines/mach_1 HTTP/1.1"));
    QCOMPARE(ScriptedService::header(request, "if-match"), QByteArray("\"3\""));
    QVERIFY(ScriptedService::header(request, "content-type").isNull());
    QCOMPARE(ScriptedService::bodyOf(request), QByteArray());
}

QTEST_GUILESS_MAIN(RemoteOrchestratorTest)
#include "tst_remoteorchestrator.moc"
