// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditfilter.h"
#include "auditwords.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestAuditWords : public QObject
{
    Q_OBJECT

private slots:
    void everyTypeOfTheContractIsKnown();
    void everyKnownTypeHasWords();
    void unknownTypesAndActorsStayAsTheyAre();
    void summaries_data();
    void summaries();
    void detailsHaveALineForEachMemberAndLabel();
    void factsHaveNoBefore();
    void wordsAreSoughtInWhatIsRead();

private:
    static AuditEvent event(const QString &type, const QJsonObject &payload)
    {
        return {u"evt_1"_s, u"platform"_s, type, u"machine"_s, u"mach_1"_s, payload, {1'795'471'200'123}};
    }
};

// contract: AUD-3
void TestAuditWords::everyTypeOfTheContractIsKnown()
{
    QFile contract(u"docs/contract.md"_s);
    QVERIFY2(contract.open(QIODevice::ReadOnly), qUtf8Printable(contract.errorString()));
    const QString text = QString::fromUtf8(contract.readAll());
    const QString rule = text.section(u"| AUD-3 |"_s, 1, 1).section(u'|', 0, 0);
    static const QRegularExpression quoted(u"`([a-z]+\\.[a-z]+)`"_s);
    QStringList types;
    for (auto match = quoted.globalMatch(rule); match.hasNext();)
        types.append(match.next().captured(1));
    QVERIFY(types.size() >= 17);
    types.sort();
    QStringList known = auditwords::knownTypes();
    known.sort();
    QCOMPARE(known, types);
}

void TestAuditWords::everyKnownTypeHasWords()
{
    for (const QString &type : auditwords::knownTypes())
        QVERIFY2(auditwords::type(type) != type, qPrintable(type));
    for (const QString &actor : auditwords::knownActors())
        QVERIFY2(auditwords::actor(actor) != actor, qPrintable(actor));
}

void TestAuditWords::unknownTypesAndActorsStayAsTheyAre()
{
    QCOMPARE(auditwords::type(u"order.paid"_s), u"order.paid"_s);
    QCOMPARE(auditwords::actor(u"somebody"_s), u"somebody"_s);
    QCOMPARE(auditwords::actor(u"pairing:pair_1"_s), u"Agent pairing pair_1"_s);
    AuditEvent other = event(u"order.paid"_s, {{u"amount"_s, 3}, {u"paid"_s, true}});
    other.resourceType = u"order"_s;
    QCOMPARE(auditwords::resource(other), u"order mach_1"_s);
    QCOMPARE(auditwords::summary(other), u"amount 3, paid yes"_s);
    QCOMPARE(auditwords::moment(other.createdAt), u"2026-11-23 22:00:00 UTC"_s);
}

void TestAuditWords::summaries_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QJsonObject>("payload");
    QTest::addColumn<QString>("summary");
    const auto row = [](const char *type, const QJsonObject &payload, const QString &summary) {
        QTest::newRow(qPrintable(summary)) << QString::fromLatin1(type) << payload << summary;
    };
    const QJsonObject name{{u"displayName"_s, u"Crane"_s}};
    row("machine.created", {{u"after"_s, name}}, u"“Crane”"_s);
    row("machine.created",
        {{u"after"_s, QJsonObject{{u"displayName"_s, u"Crane"_s}, {u"identityRef"_s, u"did:peaq:42"_s}}}},
        u"“Crane” as did:peaq:42"_s);
    row("machine.updated", {{u"before"_s, name}, {u"after"_s, name}}, u"Display name"_s);
    row("machine.blocked",
        {{u"before"_s, QJsonObject{{u"status"_s, u"active"_s}, {u"ownerId"_s, u"a"_s}}},
         {u"after"_s, QJsonObject{{u"status"_s, u"blocked"_s}, {u"ownerId"_s, u"b"_s}}}},
        u"active → blocked, Owner"_s);
    row("challenge.created", {{u"identityRef"_s, u"did:peaq:42"_s}}, u"For did:peaq:42"_s);
    row("proof.refused",
        {{u"code"_s, u"MACHINE_IDENTITY_PROOF_INVALID"_s}, {u"reason"_s, u"challenge_used"_s}},
        u"MACHINE_IDENTITY_PROOF_INVALID (challenge_used)"_s);
    row("request.refused",
        {{u"code"_s, u"NOT_FOUND"_s}, {u"method"_s, u"PATCH"_s}, {u"path"_s, u"/api/v1/machines/m"_s}},
        u"PATCH /api/v1/machines/m: NOT_FOUND"_s);
    row("request.refused", {{u"code"_s, u"NOT_FOUND"_s}, {u"action"_s, u"archiveMachine"_s}},
        u"archiveMachine: NOT_FOUND"_s);
    row("refusals.counted", {{u"notRecorded"_s, 15}}, u"Not listed one by one: 15"_s);
    row("audit.pruned", {{u"events"_s, 2}, {u"before"_s, u"2025-01-01T00:00:00.000Z"_s}},
        u"Removed for their age: 2"_s);
    row("registry.loaded", {{u"entries"_s, 3}}, u"Entries read: 3"_s);
    const QJsonObject one{{u"controllers"_s, QJsonArray{u"0x1"_s, u"0x2"_s}}, {u"active"_s, true}};
    const QJsonObject two{{u"controllers"_s, QJsonArray{u"0x3"_s}}, {u"active"_s, true}};
    row("registry.updated", {{u"before"_s, QJsonValue::Null}, {u"after"_s, one}},
        u"New, controlled by 0x1, 0x2"_s);
    row("registry.updated", {{u"before"_s, one}, {u"after"_s, two}}, u"Controllers"_s);
    row("registry.removed", {{u"before"_s, two}, {u"after"_s, QJsonValue::Null}}, u"Was controlled by 0x3"_s);
    row("workspace.reset", {{u"machines"_s, 12}, {u"identities"_s, 13}}, u"Identities 13, Machines 12"_s);
    row("clock.moved", {{u"before"_s, 0}, {u"after"_s, 3'700'500}}, u"0 s → 3700.5 s ahead of real time"_s);
}

void TestAuditWords::summaries()
{
    QFETCH(QString, type);
    QFETCH(QJsonObject, payload);
    QFETCH(QString, summary);
    QCOMPARE(auditwords::summary(event(type, payload)), summary);
}

void TestAuditWords::detailsHaveALineForEachMemberAndLabel()
{
    const QJsonObject before{
        {u"displayName"_s, u"Old"_s},
        {u"capabilities"_s, QJsonArray{u"lift"_s, u"weigh"_s}},
        {u"identityProof"_s, QJsonValue::Null},
        {u"labels"_s, QJsonObject{{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}, {u"c"_s, u"3"_s}}}};
    const QJsonObject after{{u"displayName"_s, u"New"_s},
                            {u"capabilities"_s, QJsonArray()},
                            {u"identityProof"_s, QJsonObject{{u"challengeId"_s, u"mic_1"_s}}},
                            {u"labels"_s, QJsonObject{{u"a"_s, u"1"_s}, {u"b"_s, u"9"_s}, {u"d"_s, u"4"_s}}}};
    const QList<AuditDetail> expected{{u"Capabilities"_s, u"lift, weigh"_s, {}},
                                      {u"Display name"_s, u"Old"_s, u"New"_s},
                                      {u"Proof"_s, {}, u"Challenge mic_1"_s},
                                      {u"Label b"_s, u"2"_s, u"9"_s},
                                      {u"Label c"_s, u"3"_s, {}},
                                      {u"Label d"_s, {}, u"4"_s}};
    QCOMPARE(auditwords::details(event(u"machine.updated"_s, {{u"before"_s, before}, {u"after"_s, after}})),
             expected);
}

void TestAuditWords::factsHaveNoBefore()
{
    const QList<AuditDetail> expected{{u"Older than"_s, {}, u"2025-01-01T00:00:00.000Z"_s},
                                      {u"Events"_s, {}, u"2"_s}};
    QCOMPARE(auditwords::details(
                 event(u"audit.pruned"_s, {{u"events"_s, 2}, {u"before"_s, u"2025-01-01T00:00:00.000Z"_s}})),
             expected);
    const QList<AuditDetail> moved{{u"Ahead of real time"_s, u"0 s"_s, u"-60 s"_s}};
    QCOMPARE(auditwords::details(event(u"clock.moved"_s, {{u"before"_s, 0}, {u"after"_s, -60'000}})), moved);
}

void TestAuditWords::wordsAreSoughtInWhatIsRead()
{
    const AuditEvent blocked =
        event(u"machine.blocked"_s, {{u"before"_s, QJsonObject{{u"status"_s, u"active"_s}}},
                                     {u"after"_s, QJsonObject{{u"status"_s, u"blocked"_s}}}});
    const auto matches = [&blocked](const QString &text) {
        return letsThrough(AuditFilter{{}, text}.words(), blocked);
    };
    for (const QString &text : {u""_s, u"  "_s, u"MACH_1"_s, u"api CLIENT"_s, u"platform blocked"_s,
                                u"2026-11-23"_s, u"machine.blocked"_s, u"active →"_s})
        QVERIFY2(matches(text), qPrintable(text));
    for (const QString &text : {u"mach_2"_s, u"blocked desktop"_s, u"2026-11-24"_s})
        QVERIFY2(!matches(text), qPrintable(text));
    QVERIFY(AuditFilter{}.isEmpty());
    AuditFilter paged;
    paged.query.limit = 7;
    paged.text = u" "_s;
    QVERIFY(paged.isEmpty());
    paged.query.actor = u"x"_s;
    QVERIFY(!paged.isEmpty());
}

QTEST_GUILESS_MAIN(TestAuditWords)
#include "tst_auditwords.moc"
