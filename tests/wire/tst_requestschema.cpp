// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestschema.h"

#include "apidocument.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using wire::RequestSchema;

namespace {

QStringList told(const QList<Issue> &issues)
{
    QStringList lines;
    for (const Issue &issue : issues)
        lines.append(QString(issue.path + u": "_s + issue.message));
    return lines;
}

QStringList requestSchemas()
{
    QStringList names;
    const QJsonObject paths = wire::apiDocument().value("paths"_L1).toObject();
    for (const QJsonValue &path : paths) {
        const QJsonObject operations = path.toObject();
        for (const QJsonValue &operation : operations) {
            const QJsonObject content =
                operation.toObject().value("requestBody"_L1).toObject().value("content"_L1).toObject();
            const QJsonValue schema = content.value("application/json"_L1).toObject().value("schema"_L1);
            if (schema.isObject())
                names.append(schema.toObject().value("$ref"_L1).toString().section(u'/', -1));
        }
    }
    return names;
}

/// Calls `look` with the schema and with every schema in it.
template <typename Look>
void eachSchema(const QJsonObject &schema, const Look &look)
{
    look(schema);
    const QJsonObject members = schema.value("properties"_L1).toObject();
    for (const QJsonValue &member : members)
        eachSchema(member.toObject(), look);
    for (const auto below : {"items"_L1, "additionalProperties"_L1}) {
        if (schema.contains(below))
            eachSchema(schema.value(below).toObject(), look);
    }
}

bool mayBe(const QJsonObject &schema, QLatin1StringView type)
{
    const QJsonValue types = schema.value("type"_L1);
    return types.toString() == type || types.toArray().contains(QString(type));
}

} // namespace

class RequestSchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void knowsEveryKeywordOfTheRequests();
    void boundsEveryListAndMapOfTheRequests();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void namesAllFaultsOfABody();
    void looksAtOneEntryTooMany();
    void ignoresUnknownMembers();
    void bearsHugeTexts();
    void hasASchemaForEachThread();
};

// contract: HTTP-36
void RequestSchemaTest::knowsEveryKeywordOfTheRequests()
{
    const QStringList names = requestSchemas();
    QVERIFY(names.contains(u"NewMachine"_s) && names.contains(u"MachinePatch"_s) &&
            names.contains(u"NewChallenge"_s));
    const QStringList known = RequestSchema::keywords() + RequestSchema::domainKeywords() +
                              QStringList{u"description"_s, u"examples"_s};
    for (const QString &name : names) {
        eachSchema(wire::componentSchema(name), [&known, &name](const QJsonObject &schema) {
            for (const QString &keyword : schema.keys())
                QVERIFY2(known.contains(keyword), qPrintable(name + u' ' + keyword));
        });
    }
}

void RequestSchemaTest::boundsEveryListAndMapOfTheRequests()
{
    for (const QString &name : requestSchemas()) {
        eachSchema(wire::componentSchema(name), [&name](const QJsonObject &schema) {
            if (mayBe(schema, "array"_L1))
                QVERIFY2(schema.contains("maxItems"_L1), qPrintable(name));
            if (schema.contains("additionalProperties"_L1))
                QVERIFY2(schema.contains("maxProperties"_L1), qPrintable(name));
        });
    }
}

void RequestSchemaTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QJsonObject>("schema");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QJsonObject &schema, const QJsonValue &value,
                        const QString &sentence) { QTest::newRow(name) << schema << value << sentence; };
    const auto typed = [](const QString &type) { return QJsonObject{{u"type"_s, type}}; };
    row("no text", typed(u"string"_s), 5, u"A text is needed here."_s);
    row("no list", typed(u"array"_s), 5, u"A list is needed here."_s);
    row("no object", typed(u"object"_s), 5, u"An object is needed here."_s);
    row("no truth", typed(u"boolean"_s), 5, u"True or false is needed here."_s);
    row("no number", typed(u"number"_s), u"5"_s, u"A number is needed here."_s);
    row("null", typed(u"string"_s), QJsonValue::Null, u"This member cannot be null; leave it out."_s);
    row("no list, may be null", {{u"type"_s, QJsonArray{u"array"_s, u"null"_s}}}, u"x"_s,
        u"A list is needed here."_s);
    row("too long", {{u"maxLength"_s, 2}}, u"abc"_s, u"At most 2 characters are allowed."_s);
    row("too short", {{u"minLength"_s, 1}}, u""_s, u"This must not be empty."_s);
    row("far too short", {{u"minLength"_s, 3}}, u"a"_s, u"At least 3 characters are needed."_s);
    row("length", {{u"minLength"_s, 1}, {u"maxLength"_s, 2}}, u""_s,
        u"Between 1 and 2 characters are needed."_s);
    row("too many", {{u"maxItems"_s, 2}}, QJsonArray{1, 2, 3}, u"At most 2 entries are allowed."_s);
    row("too few", {{u"minItems"_s, 2}, {u"maxItems"_s, 9}}, QJsonArray{1},
        u"Between 2 and 9 entries are needed."_s);
    row("too many members", {{u"maxProperties"_s, 2}, {u"additionalProperties"_s, QJsonObject{}}},
        QJsonObject{{u"a"_s, 1}, {u"b"_s, 1}, {u"c"_s, 1}}, u"At most 2 members are allowed."_s);
    row("no such word", {{u"enum"_s, QJsonArray{u"a"_s, u"b"_s}}}, u"c"_s,
        u"Only these are understood here: a, b."_s);
    row("another word", {{u"const"_s, u"a"_s}}, u"c"_s, u"Only these are understood here: a."_s);
    row("out of range", {{u"minimum"_s, 1}, {u"maximum"_s, 9}}, 10,
        u"A number from 1 to 9 is needed here."_s);
    row("too small", {{u"minimum"_s, 1}}, 0, u"A number of at least 1 is needed here."_s);
    row("too large", {{u"maximum"_s, 1}}, 2, u"A number of at most 1 is needed here."_s);
}

// contract: HTTP-36
void RequestSchemaTest::saysWhatIsWrong()
{
    QFETCH(QJsonObject, schema);
    QFETCH(QJsonValue, value);
    QFETCH(QString, sentence);
    RequestSchema judge({{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{{u"m"_s, schema}}}});
    QCOMPARE(told(judge.faults(QJsonObject{{u"m"_s, value}})), QStringList{QString(u"/m: "_s + sentence)});
    QCOMPARE(told(judge.faults(QJsonObject())), QStringList());
}

// contract: HTTP-8, HTTP-36
void RequestSchemaTest::namesAllFaultsOfABody()
{
    const QJsonObject body{{u"displayName"_s, 7},
                           {u"ownerId"_s, true},
                           {u"runtimeProfile"_s, QJsonValue::Null},
                           {u"identityProof"_s, QJsonObject{{u"signature"_s, 1}}},
                           {u"capabilities"_s, QJsonArray{u"a"_s, 5, QString(101, u'x')}},
                           {u"labels"_s, QJsonObject{{u"b/c~d"_s, 1}}}};
    QStringList lines = told(RequestSchema::named("NewMachine"_L1).faults(body));
    lines.sort();
    QCOMPARE(
        lines,
        (QStringList{u"/capabilities/1: A text is needed here."_s,
                     u"/capabilities/2: Between 1 and 100 characters are needed."_s,
                     u"/displayName: A text is needed here."_s,
                     u"/identityProof/challengeId: This member is missing."_s,
                     u"/identityProof/signature: A text is needed here."_s,
                     u"/labels/b~1c~0d: A text is needed here."_s, u"/machineType: This member is missing."_s,
                     u"/ownerId: A text is needed here."_s, u"/runtimeProfile: A text is needed here."_s}));
    QCOMPARE(told(RequestSchema::named("NewMachine"_L1).faults(QJsonArray())),
             QStringList{u": A JSON object is needed as the body."_s});
}

void RequestSchemaTest::looksAtOneEntryTooMany()
{
    QJsonArray list;
    QJsonObject map;
    for (int i = 0; i < 5'000; ++i) {
        list.append(i);
        map.insert(QString::number(i), i);
    }
    const QList<Issue> faults = RequestSchema::named("MachinePatch"_L1)
                                    .faults(QJsonObject{{u"skillKeys"_s, list}, {u"labels"_s, map}});
    QCOMPARE(faults.size(), 1 + 101 + 1 + 65);
}

// contract: HTTP-10
void RequestSchemaTest::ignoresUnknownMembers()
{
    const QJsonObject body{{u"identityRef"_s, u"did:peaq:1"_s},
                           {u"stranger"_s, QJsonArray{1, QJsonObject()}}};
    QCOMPARE(told(RequestSchema::named("NewChallenge"_L1).faults(body)), QStringList());
}

void RequestSchemaTest::bearsHugeTexts()
{
    const QString huge(1'000'000, u'1');
    const QJsonObject body{{u"identityRef"_s, QString(u"did:peaq:1"_s + huge)}};
    QCOMPARE(told(RequestSchema::named("NewChallenge"_L1).faults(body)),
             QStringList{u"/identityRef: At most 93 characters are allowed."_s});
    QCOMPARE(told(RequestSchema::named("MachinePatch"_L1).faults(QJsonObject{{u"displayName"_s, huge}})),
             QStringList());
}

void RequestSchemaTest::hasASchemaForEachThread()
{
    RequestSchema *here = &RequestSchema::named("NewChallenge"_L1);
    QCOMPARE(&RequestSchema::named("NewChallenge"_L1), here);
    RequestSchema *there = nullptr;
    QStringList lines;
    const std::unique_ptr<QThread> thread(QThread::create([&there, &lines] {
        there = &RequestSchema::named("NewChallenge"_L1);
        lines = told(there->faults(QJsonObject()));
    }));
    thread->start();
    QVERIFY(thread->wait());
    QVERIFY(there && there != here);
    QCOMPARE(lines, QStringList{u"/identityRef: This member is missing."_s});
}

QTEST_APPLESS_MAIN(RequestSchemaTest)
#include "tst_requestschema.moc"
