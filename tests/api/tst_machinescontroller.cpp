// SPDX-License-Identifier: GPL-3.0-or-later
#include "servedapitest.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QByteArray kMachines = "/api/v1/machines";
const QByteArray kChallenges = "/api/v1/machine-identity/challenges";

} // namespace

/// The operations on machines as a client sees them: real sockets, real services, a real database.
class TestMachinesController : public ServedApiTest
{
    Q_OBJECT

private slots:
    // contract: HTTP-2, HTTP-4, HTTP-16, ID-3, ID-19, LIFE-1
    void registersReadsChangesAndArchives();
    // contract: HTTP-2, HTTP-3, HTTP-12, HTTP-13, ID-21
    void pagesThroughTheFleet();
    // contract: ID-22
    void showsWhatIsHiddenWhenAsked();
    // contract: HTTP-16
    void honoursIfMatch();
    // contract: ID-16, ID-17, LIFE-6
    void passesOnWhatTheServicesRefuse();

private:
    RawAnswer call(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {},
                   const QByteArray &fields = {});
};

RawAnswer TestMachinesController::call(const QByteArray &method, const QByteArray &target,
                                       const QJsonObject &body, const QByteArray &fields)
{
    return m_client->call(method, target, body, fields);
}

void TestMachinesController::registersReadsChangesAndArchives()
{
    const RawAnswer challenge = call("POST", kChallenges, {{u"identityRef"_s, u"peaqos:machine:42"_s}});
    QCOMPARE(challenge.status, 201);
    QCOMPARE(challenge.item().value("identityRef"_L1).toString(), u"did:peaq:42"_s);

    const RawAnswer created = call("POST", kMachines, m_client->registrationOf(42));
    QCOMPARE(created.status, 201);
    QCOMPARE(created.headers.value("etag"), "\"1\"");
    QCOMPARE(created.item().value("status"_L1).toString(), u"draft"_s);
    const QByteArray path =
        QByteArray("/api/v1/machines/").append(created.item().value("id"_L1).toString().toLatin1());

    const RawAnswer active = call("PATCH", path, {{u"status"_s, u"active"_s}});
    QCOMPARE(active.status, 200);
    QCOMPARE(active.headers.value("etag"), "\"2\"");
    QCOMPARE(active.item().value("status"_L1).toString(), u"active"_s);

    const RawAnswer read = call("GET", path);
    QCOMPARE(read.status, 200);
    QCOMPARE(read.headers.value("etag"), "\"2\"");
    QCOMPARE(read.item(), active.item());
    const QJsonObject proof = read.item().value("identityProof"_L1).toObject();
    QVERIFY(proof.value("evidence"_L1).toObject().value("message"_L1).toString().contains("did:peaq:42"_L1));

    const RawAnswer archived = call("DELETE", path, {}, "Content-Length: 0\r\n");
    QCOMPARE(archived.status, 204);
    QVERIFY(archived.body.isEmpty());
    QVERIFY(!archived.headers.contains("content-length"));
    QCOMPARE(call("DELETE", path).status, 204);
    QCOMPARE(call("GET", path).item().value("status"_L1).toString(), u"archived"_s);
    QVERIFY(call("GET", kMachines).json().value("items"_L1).toArray().isEmpty());
}

void TestMachinesController::pagesThroughTheFleet()
{
    QStringList ids;
    for (int identity = 1; identity <= 5; ++identity)
        ids.append(m_client->registered(identity).value("id"_L1).toString());

    QStringList seen;
    QByteArray target = "/api/v1/machines?limit=2";
    for (int page = 1; page <= 3; ++page) {
        const RawAnswer answer = call("GET", target);
        QCOMPARE(answer.status, 200);
        const QJsonArray items = answer.json().value("items"_L1).toArray();
        for (const QJsonValue &item : items) {
            seen.append(item.toObject().value("id"_L1).toString());
            QVERIFY(!item.toObject().value("identityProof"_L1).toObject().contains("evidence"_L1));
            QVERIFY(!item.toObject().contains("verification"_L1));
        }
        QCOMPARE(answer.json().contains("nextCursor"_L1), page < 3);
        target = QByteArray("/api/v1/machines?limit=2&cursor=")
                     .append(answer.json().value("nextCursor"_L1).toString().toLatin1());
    }
    QCOMPARE(seen, ids);

    const RawAnswer foreign = call("GET", "/api/v1/machines?cursor=c9_zz");
    QCOMPARE(foreign.status, 400);
    QCOMPARE(foreign.issuePaths(), QStringList{u"/cursor"_s});
}

void TestMachinesController::showsWhatIsHiddenWhenAsked()
{
    const QString shown = m_client->registered(1).value("id"_L1).toString();
    const QString hidden = m_client->registered(2).value("id"_L1).toString();
    QCOMPARE(call("DELETE", QByteArray("/api/v1/machines/").append(hidden.toLatin1())).status, 204);

    const auto idsOf = [this](const QByteArray &query) {
        QStringList ids;
        const QJsonArray items =
            call("GET", QByteArray(kMachines).append(query)).json().value("items"_L1).toArray();
        for (const QJsonValue &item : items)
            ids.append(item.toObject().value("id"_L1).toString());
        return ids;
    };
    QCOMPARE(idsOf(""), QStringList{shown});
    QCOMPARE(idsOf("?verification=any"), (QStringList{shown, hidden}));
    QCOMPARE(idsOf("?verification=any&status=archived"), QStringList{hidden});
    QCOMPARE(idsOf("?status=active"), QStringList());

    const QJsonArray all =
        call("GET", "/api/v1/machines?verification=any").json().value("items"_L1).toArray();
    QCOMPARE(all.at(0).toObject().value("verification"_L1).toObject().value("state"_L1).toString(),
             u"verified"_s);
    const QByteArray one = QByteArray("/api/v1/machines/").append(shown.toLatin1());
    QVERIFY(!call("GET", one).item().contains("verification"_L1));
    QVERIFY(call("GET", QByteArray(one).append("?verification=any")).item().contains("verification"_L1));
}

void TestMachinesController::honoursIfMatch()
{
    const QByteArray path =
        QByteArray("/api/v1/machines/").append(m_client->registered(7).value("id"_L1).toString().toLatin1());
    const QJsonObject rename{{u"displayName"_s, u"Renamed"_s}};

    const RawAnswer stale = call("PATCH", path, rename, "If-Match: \"9\"\r\n");
    QCOMPARE(stale.status, 412);
    QCOMPARE(stale.code(), u"PRECONDITION_FAILED"_s);
    QCOMPARE(call("DELETE", path, {}, "If-Match: \"9\"\r\n").code(), u"PRECONDITION_FAILED"_s);
    QCOMPARE(call("PATCH", path, rename, "If-Match: \"other\"\r\n").code(), u"PRECONDITION_FAILED"_s);
    QCOMPARE(call("PATCH", path, rename, "If-Match: 1\r\n").issuePaths(),
             QStringList{u"/headers/if-match"_s});
    QCOMPARE(call("PATCH", path, {{u"ownerId"_s, 7}}, "If-Match: 1\r\n").issuePaths(),
             (QStringList{u"/headers/if-match"_s, u"/ownerId"_s}));
    QCOMPARE(call("GET", path).headers.value("etag"), "\"1\"");

    QCOMPARE(call("PATCH", path, rename, "If-Match: \"1\"\r\n").headers.value("etag"), "\"2\"");
    QCOMPARE(call("PATCH", path, {{u"displayName"_s, u"Again"_s}}, "If-Match: *\r\n").headers.value("etag"),
             "\"3\"");
    QCOMPARE(call("DELETE", path, {}, "If-Match: \"3\"\r\n").status, 204);
    QCOMPARE(call("PATCH", "/api/v1/machines/mach_0", rename, "If-Match: *\r\n").code(), u"NOT_FOUND"_s);
}

void TestMachinesController::passesOnWhatTheServicesRefuse()
{
    const QJsonObject machine = m_client->registered(3);
    const QByteArray path =
        QByteArray("/api/v1/machines/").append(machine.value("id"_L1).toString().toLatin1());

    const RawAnswer twice = call("POST", kMachines, m_client->registrationOf(3));
    QCOMPARE(twice.status, 409);
    QCOMPARE(twice.code(), u"MACHINE_IDENTITY_EXISTS"_s);
    QCOMPARE(call("PATCH", path, {{u"identityRef"_s, u"did:peaq:4"_s}}).code(),
             u"MACHINE_IDENTITY_IMMUTABLE"_s);
    QCOMPARE(call("PATCH", path, {{u"status"_s, u"degraded"_s}}).issuePaths(), QStringList{u"/status"_s});
    const RawAnswer faults = call("PATCH", path, {{u"displayName"_s, QJsonValue()}, {u"ownerId"_s, 1}});
    QCOMPARE(faults.issuePaths(), (QStringList{u"/displayName"_s, u"/ownerId"_s}));

    QJsonObject forged = m_client->registrationOf(5);
    QJsonObject proof = forged.value("identityProof"_L1).toObject();
    proof.insert(u"signature"_s, u"0x00"_s);
    forged.insert(u"identityProof"_s, proof);
    const RawAnswer refused = call("POST", kMachines, forged);
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), u"MACHINE_IDENTITY_PROOF_INVALID"_s);

    QCOMPARE(call("DELETE", path).status, 204);
    const RawAnswer archived = call("PATCH", path, {{u"displayName"_s, u"x"_s}});
    QCOMPARE(archived.status, 409);
    QCOMPARE(archived.code(), u"MACHINE_NOT_ACTIVE"_s);
}

QTEST_GUILESS_MAIN(TestMachinesController)
#include "tst_machinescontroller.moc"
