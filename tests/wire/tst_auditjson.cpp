// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditjson.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class AuditJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void hasTheShapeOfTheApi();
    void readsWhatItWrites();
    void takesAnAbsentPayloadForAnEmptyOne();
    void namesAllFaultsOfAllItems();

private:
    static AuditEvent sample();
};

AuditEvent AuditJsonTest::sample()
{
    return {u"evt_0123456789abcdef"_s,
            u"platform"_s,
            u"machine.updated"_s,
            u"machine"_s,
            u"mach_1"_s,
            {{u"after"_s, QJsonObject{{u"displayName"_s, u"Kran \u00e4"_s}}}},
            Timestamp{1'795'471'200'123}};
}

// contract: AUD-2, AUD-6, HTTP-2, HTTP-3
void AuditJsonTest::hasTheShapeOfTheApi()
{
    AuditEvent event = sample();
    event.identityRef = *IdentityRef::parse(u"did:peaq:42"_s);
    const QJsonObject expected{{u"id"_s, u"evt_0123456789abcdef"_s},
                               {u"actor"_s, u"platform"_s},
                               {u"type"_s, u"machine.updated"_s},
                               {u"resourceType"_s, u"machine"_s},
                               {u"resourceId"_s, u"mach_1"_s},
                               {u"payload"_s, event.payload},
                               {u"createdAt"_s, u"2026-11-23T22:00:00.123Z"_s}};
    QCOMPARE(wire::auditPageToJson({{event}, {}}), QJsonObject({{u"items"_s, QJsonArray{expected}}}));
    QCOMPARE(wire::auditPageToJson({{}, u"a1_0"_s}),
             QJsonObject({{u"items"_s, QJsonArray()}, {u"nextCursor"_s, u"a1_0"_s}}));
}

void AuditJsonTest::readsWhatItWrites()
{
    const AuditPage page{{sample(), sample()}, u"a1_0"_s};
    const Result<AuditPage> read = wire::auditPageFromJson(wire::auditPageToJson(page));
    QVERIFY(read);
    QVERIFY(read->events == page.events);
    QCOMPARE(read->nextCursor, page.nextCursor);
}

void AuditJsonTest::takesAnAbsentPayloadForAnEmptyOne()
{
    QJsonObject object = wire::auditEventToJson(sample());
    object.insert("payload"_L1, QJsonValue::Null);
    QVERIFY(wire::auditEventFromJson(object).value().payload.isEmpty());
    object.remove("payload"_L1);
    object.insert("more"_L1, 1);
    QVERIFY(wire::auditEventFromJson(object).value().payload.isEmpty());
}

// contract: HTTP-8
void AuditJsonTest::namesAllFaultsOfAllItems()
{
    QJsonObject list = wire::auditEventToJson(sample());
    list.insert("payload"_L1, QJsonArray());
    list.insert("createdAt"_L1, u"yesterday"_s);
    QJsonObject noId = wire::auditEventToJson(sample());
    noId.remove("id"_L1);
    const Result<AuditPage> read =
        wire::auditPageFromJson({{u"items"_s, QJsonArray{list, 7, noId}}, {u"nextCursor"_s, u""_s}});
    QVERIFY(!read);
    QStringList paths;
    for (const Issue &issue : issuesOf(read.error()))
        paths.append(issue.path);
    QCOMPARE(paths, QStringList({u"/items/0/payload"_s, u"/items/0/createdAt"_s, u"/items/1"_s,
                                 u"/items/2/id"_s, u"/nextCursor"_s}));
    QVERIFY(!wire::auditPageFromJson({}));
}

QTEST_GUILESS_MAIN(AuditJsonTest)
#include "tst_auditjson.moc"
