// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinepagejson.h"

#include "machinedocument.h"
#include "machinejson.h"
#include "randommachine.h"
#include "recordfault.h"
#include "strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class MachinePageJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void splicesTheExactShape();
    void readsWhatItSplices();
    void readsANullCursorAsNone();
    void marksWhatCannotBeRead();
    void aFaultOfThePageFailsIt();
    void refusesWrongEnvelopes_data();
    void refusesWrongEnvelopes();
    void wrapsAndUnwrapsOneItem();
};

// contract: HTTP-2, HTTP-3
void MachinePageJsonTest::splicesTheExactShape()
{
    QCOMPARE(wire::spliceMachinePage({}, std::nullopt), QByteArray(R"({"items":[]})"));
    QCOMPARE(wire::spliceMachinePage({R"({"a":1})"}, u"c1_0"_s),
             QByteArray(R"({"items":[{"a":1}],"nextCursor":"c1_0"})"));
    const QByteArray escaped = "{\"items\":[{},{}],\"nextCursor\":\"\\\"é\\n\"}";
    QCOMPARE(wire::spliceMachinePage({"{}", "{}"}, u"\"é\n"_s), escaped);
}

void MachinePageJsonTest::readsWhatItSplices()
{
    RandomMachine random(4);
    for (int count = 0; count < 12; ++count) {
        QList<Machine> machines;
        QList<QByteArray> documents;
        for (int i = 0; i < count; ++i) {
            Machine machine = random.machine();
            machine.verification.reset();
            if (machine.identityProof)
                machine.identityProof->evidence.reset();
            machines.append(machine);
            documents.append(wire::MachineDocument().render(machine));
        }
        const auto cursor = count % 2 ? std::optional(u"c1_%1"_s.arg(count)) : std::nullopt;
        const QJsonValue read = readStrictJson(wire::spliceMachinePage(documents, cursor)).value();
        const MachinePage page = wire::machinePageFromJson(read.toObject()).value();
        QCOMPARE(page.machines, machines);
        QCOMPARE(page.nextCursor, cursor);
    }
}

void MachinePageJsonTest::readsANullCursorAsNone()
{
    const QJsonObject object{{u"items"_s, QJsonArray()}, {u"nextCursor"_s, QJsonValue::Null}};
    QVERIFY(!wire::machinePageFromJson(object).value().nextCursor);
}

void MachinePageJsonTest::marksWhatCannotBeRead()
{
    RandomMachine random(5);
    const Machine whole = random.machine();
    QJsonObject old = wire::machineToJson(whole, false);
    old.insert("id"_L1, u"mach_00000000000000aa"_s);
    old.insert("displayName"_L1, u"Old one"_s);
    old.insert("status"_L1, u"active"_s);
    old.insert("identityRef"_L1, u"did:peaq:0x1234"_s);
    QJsonObject noId = wire::machineToJson(random.machine(), false);
    noId.remove("id"_L1);
    noId.insert("ownerId"_L1, 1);
    const QJsonObject page{{u"items"_s, QJsonArray{old, wire::machineToJson(whole, false), u"text"_s, noId}}};
    const Result<MachinePage> read = wire::machinePageFromJson(page);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->machines.size(), 4);

    const Machine &marked = read->machines.at(0);
    QCOMPARE(marked.id, u"mach_00000000000000aa"_s);
    QCOMPARE(marked.displayName, u"Old one"_s);
    QCOMPARE(marked.status, MachineStatus::Active);
    QVERIFY(!marked.identityRef);
    QVERIFY2(recordfault::of(marked).startsWith("identityRef: "_L1), qPrintable(recordfault::of(marked)));
    QVERIFY(recordfault::isAbout(marked, "identityRef"_L1));
    QVERIFY(!recordfault::isAbout(marked, "identity"_L1));
    QVERIFY(!recordfault::isAbout(marked, "status"_L1));

    QVERIFY(recordfault::of(read->machines.at(1)).isEmpty());
    QVERIFY(recordfault::isAbout(read->machines.at(2), "id"_L1));
    QVERIFY(recordfault::isAbout(read->machines.at(3), "ownerId"_L1));
    // However many members cannot be read, each is marked; the words name the first few.
    Machine poor = read->machines.at(1);
    QList<Issue> issues;
    for (const QString &member :
         {u"/labels"_s, u"/ownerId"_s, u"/skillKeys"_s, u"/status"_s, u"/updatedAt"_s})
        issues.append({member, u"A text is needed."_s});
    recordfault::mark(poor, issues);
    QVERIFY(recordfault::isAbout(poor, "updatedAt"_L1));
    QVERIFY(recordfault::of(poor).endsWith("and 2 more"_L1));
    QVERIFY(!recordfault::of(poor).contains("status"_L1));
    // The same record is the same row the next time, and no other's.
    const QString made = read->machines.at(3).id;
    QVERIFY(made.startsWith("unreadable-"_L1) && made.size() == 27);
    QVERIFY(made != read->machines.at(2).id);
    QCOMPARE(wire::machinePageFromJson(page).value().machines.at(3).id, made);
}

void MachinePageJsonTest::aFaultOfThePageFailsIt()
{
    const QJsonObject page{{u"items"_s, QJsonArray{u"text"_s}}, {u"nextCursor"_s, 5}};
    const Result<MachinePage> read = wire::machinePageFromJson(page);
    QVERIFY(!read);
    QVERIFY(issuesOf(read.error()).size() == 1 && issuesOf(read.error()).first().path == "/nextCursor"_L1);
}

void MachinePageJsonTest::refusesWrongEnvelopes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("path");
    QTest::newRow("no items") << QByteArray("{}") << u"/items"_s;
    QTest::newRow("items null") << QByteArray(R"({"items":null})") << u"/items"_s;
    QTest::newRow("items an object") << QByteArray(R"({"items":{}})") << u"/items"_s;
    QTest::newRow("empty cursor") << QByteArray(R"({"items":[],"nextCursor":""})") << u"/nextCursor"_s;
    QTest::newRow("cursor a number") << QByteArray(R"({"items":[],"nextCursor":1})") << u"/nextCursor"_s;
}

void MachinePageJsonTest::refusesWrongEnvelopes()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, path);
    const Result<MachinePage> read = wire::machinePageFromJson(readStrictJson(body).value().toObject());
    QVERIFY(!read);
    QCOMPARE(issuesOf(read.error()).size(), 1);
    QCOMPARE(issuesOf(read.error()).first().path, path);
}

void MachinePageJsonTest::wrapsAndUnwrapsOneItem()
{
    const QByteArray envelope = wire::itemEnvelope(R"({"id":"x"})");
    QCOMPARE(envelope, QByteArray(R"({"item":{"id":"x"}})"));
    const QJsonObject object = readStrictJson(envelope).value().toObject();
    QCOMPARE(wire::itemFromEnvelope(object).value(), (QJsonObject{{u"id"_s, u"x"_s}}));
    for (const QJsonValue &wrong :
         {QJsonValue(QJsonValue::Null), QJsonValue(QJsonArray()), QJsonValue(u"x"_s)}) {
        const Result<QJsonObject> read = wire::itemFromEnvelope({{u"item"_s, wrong}});
        QVERIFY(!read);
        QCOMPARE(issuesOf(read.error()).value(0).path, u"/item"_s);
    }
    QVERIFY(!wire::itemFromEnvelope({{u"data"_s, QJsonObject()}}));
}

QTEST_APPLESS_MAIN(MachinePageJsonTest)
#include "tst_machinepagejson.moc"
