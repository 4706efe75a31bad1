// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinerequestjson.h"

#include "fieldrules.h"
#include "randommachine.h"
#include "strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

QJsonObject fullRequest()
{
    return {{u"displayName"_s, u"Edge"_s},
            {u"ownerId"_s, u"o"_s},
            {u"machineType"_s, u""_s},
            {u"runtimeProfile"_s, u""_s},
            {u"identityRef"_s, u"peaqos:machine:42"_s},
            {u"identityProof"_s, QJsonObject{{u"challengeId"_s, u"mic_1"_s}, {u"signature"_s, u"ab"_s}}}};
}

template <typename T>
QStringList pathsOf(const Result<T> &result)
{
    QStringList paths;
    if (!result) {
        for (const Issue &issue : issuesOf(result.error()))
            paths.append(issue.path);
    }
    paths.sort();
    return paths;
}

QJsonValue asRead(const QJsonObject &object)
{
    return readStrictJson(QJsonDocument(object).toJson()).value();
}

} // namespace

class MachineRequestJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void readsTheRequestsItWrites();
    void readsThePatchesItWrites();
    void readsARequestAsThePublicClientSendsIt();
    void leavesIdentityAndProofForTheServiceToJudge();
    void namesEveryFaultOfARequestOnce();
    void namesWhatIsMissingOfADemandedIdentityToo();
    void refusesOneWrongMemberOfARequest_data();
    void refusesOneWrongMemberOfARequest();
    void keepsThePlacesOfEntriesAfterAWrongOne();
    void boundsTheIssuesOfAHugeBody();
    void namesTheLabelsWhenAKeyIsTooLongForAPointer();
    void readsAnEmptyPatch();
    void nullClearsListsAndLabelsOnly();
    void namesEveryFaultOfAPatchOnce();
    void readsTheChallengeRequest();
    void refusesBodiesThatAreNoObject_data();
    void refusesBodiesThatAreNoObject();
};

void MachineRequestJsonTest::readsTheRequestsItWrites()
{
    RandomMachine random(2);
    for (int i = 0; i < 200; ++i) {
        const NewMachine request = random.request();
        const Result<NewMachine> again = wire::newMachineFromJson(asRead(wire::newMachineToJson(request)));
        QVERIFY2(again, qPrintable(pathsOf(again).join(u' ')));
        QCOMPARE(*again, request);
    }
}

void MachineRequestJsonTest::readsThePatchesItWrites()
{
    RandomMachine random(3);
    for (int i = 0; i < 200; ++i) {
        const MachinePatch patch = random.patch();
        const Result<MachinePatch> again =
            wire::machinePatchFromJson(asRead(wire::machinePatchToJson(patch)));
        QVERIFY2(again, qPrintable(pathsOf(again).join(u' ')));
        QCOMPARE(*again, patch);
    }
}

// contract: HTTP-10, ID-1
void MachineRequestJsonTest::readsARequestAsThePublicClientSendsIt()
{
    const QByteArray body =
        R"({"displayName": "Caf\u00e9 \ud83d\ude00", "ownerId": "operator-1", "machineType": "edge-node", )"
        R"("runtimeProfile": "", "identityRef": "peaqos:machine:42", )"
        R"("identityProof": {"challengeId": "mic_1", "signature": "0xab"}, "capabilities": [], "labels": {"env": "dev"}, "unknown": 5})";
    const NewMachine read = wire::newMachineFromJson(readStrictJson(body).value()).value();
    QCOMPARE(read.displayName, u"Café \U0001f600"_s);
    QCOMPARE(read.identityRef->did(), u"did:peaq:42"_s);
    QCOMPARE(read.identityProof, (ProofInput{u"mic_1"_s, u"0xab"_s}));
    QCOMPARE(read.labels, (QMap<QString, QString>{{u"env"_s, u"dev"_s}}));
}

void MachineRequestJsonTest::leavesIdentityAndProofForTheServiceToJudge()
{
    QJsonObject object = fullRequest();
    object.insert("identityRef"_L1, QJsonValue::Null);
    object.insert("identityProof"_L1, QJsonValue::Null);
    const NewMachine nulls = wire::newMachineFromJson(object).value();
    QVERIFY(!nulls.identityRef && !nulls.identityProof);
    object.remove("identityRef"_L1);
    object.remove("identityProof"_L1);
    QCOMPARE(wire::newMachineFromJson(object).value(), nulls);
}

// contract: HTTP-8, HTTP-10, HTTP-11, ID-2, LIFE-1
void MachineRequestJsonTest::namesEveryFaultOfARequestOnce()
{
    const QJsonObject object{{u"displayName"_s, 5},
                             {u"owner_id"_s, u"snake"_s},
                             {u"machineType"_s, QString(101, u'x')},
                             {u"runtimeProfile"_s, QJsonValue::Null},
                             {u"identityRef"_s, u"did:peaq:0x12"_s},
                             {u"identityProof"_s, QJsonObject{{u"challengeId"_s, u" "_s}}},
                             {u"capabilities"_s, u"a"_s},
                             {u"labels"_s, QJsonObject{{u"k"_s, 1}, {QString(64, u'q'), u""_s}}},
                             {u"policyIds"_s, QJsonArray{u"p"_s, u"p"_s}},
                             {u"skillKeys"_s, QJsonArray{u""_s}}};
    QStringList expected{u"/displayName"_s,
                         u"/ownerId"_s,
                         u"/machineType"_s,
                         u"/runtimeProfile"_s,
                         u"/identityRef"_s,
                         u"/identityProof/challengeId"_s,
                         u"/identityProof/signature"_s,
                         u"/capabilities"_s,
                         u"/labels/k"_s,
                         QString(u"/labels/"_s + QString(64, u'q')),
                         u"/policyIds/1"_s,
                         u"/skillKeys/0"_s};
    expected.sort();
    QCOMPARE(pathsOf(wire::newMachineFromJson(object)), expected);
}

void MachineRequestJsonTest::refusesOneWrongMemberOfARequest_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *title, const QString &name, const QJsonValue &value,
                        const QString &path) { QTest::newRow(title) << name << value << path; };
    row("blank name", u"displayName"_s, u" \t"_s, u"/displayName"_s);
    row("long name", u"displayName"_s, QString(201, u'é'), u"/displayName"_s);
    row("name a list", u"displayName"_s, QJsonArray(), u"/displayName"_s);
    row("identity a number", u"identityRef"_s, 42, u"/identityRef"_s);
    row("identity with a leading zero", u"identityRef"_s, u"did:peaq:042"_s, u"/identityRef"_s);
    row("identity empty", u"identityRef"_s, u""_s, u"/identityRef"_s);
    row("proof a text", u"identityProof"_s, u"0xab"_s, u"/identityProof"_s);
    row("proof with a number", u"identityProof"_s,
        QJsonObject{{u"challengeId"_s, u"c"_s}, {u"signature"_s, 1}}, u"/identityProof/signature"_s);
    row(
        "101 capabilities", u"capabilities"_s,
        [] {
            QJsonArray list;
            for (int i = 0; i < 101; ++i)
                list.append(QString::number(i));
            return list;
        }(),
        u"/capabilities"_s);
    row(
        "65 labels", u"labels"_s,
        [] {
            QJsonObject map;
            for (int i = 0; i < 65; ++i)
                map.insert(QString::number(i), u""_s);
            return map;
        }(),
        u"/labels"_s);
}

// contract: HTTP-36, ID-14
void MachineRequestJsonTest::namesWhatIsMissingOfADemandedIdentityToo()
{
    QJsonObject object = fullRequest();
    QVERIFY(wire::newMachineFromJson(object, true));
    object.insert("identityProof"_L1, QJsonValue::Null);
    QVERIFY(wire::newMachineFromJson(object, true)); // the service says what is to be done
    object.remove("identityRef"_L1);
    object.remove("ownerId"_L1);
    QCOMPARE(pathsOf(wire::newMachineFromJson(object, true)),
             (QStringList{u"/identityProof"_s, u"/identityRef"_s, u"/ownerId"_s}));
    QCOMPARE(pathsOf(wire::newMachineFromJson(object)), QStringList{u"/ownerId"_s});
    QCOMPARE(pathsOf(wire::newMachineFromJson(7, true)), QStringList{QString()});
}

// contract: HTTP-8, HTTP-11
void MachineRequestJsonTest::refusesOneWrongMemberOfARequest()
{
    QFETCH(QString, name);
    QFETCH(QJsonValue, value);
    QFETCH(QString, path);
    QJsonObject object = fullRequest();
    QVERIFY(wire::newMachineFromJson(object));
    object.insert(name, value);
    QCOMPARE(pathsOf(wire::newMachineFromJson(object)), QStringList{path});
}

void MachineRequestJsonTest::keepsThePlacesOfEntriesAfterAWrongOne()
{
    QJsonObject object = fullRequest();
    object.insert("capabilities"_L1, QJsonArray{1, u"a"_s, 2, u"b"_s, u"a"_s});
    QCOMPARE(pathsOf(wire::newMachineFromJson(object)),
             (QStringList{u"/capabilities/0"_s, u"/capabilities/2"_s, u"/capabilities/4"_s}));
}

void MachineRequestJsonTest::boundsTheIssuesOfAHugeBody()
{
    QJsonArray list;
    for (int i = 0; i < 100'000; ++i)
        list.append(QJsonValue::Null);
    QJsonObject object = fullRequest();
    object.insert("capabilities"_L1, list);
    object.insert("skillKeys"_L1, list);
    QVERIFY(pathsOf(wire::newMachineFromJson(object)).size() <= 2 * (fieldrules::kListEntries + 2));
    QVERIFY(pathsOf(wire::newMachineFromJson(object)).contains(u"/capabilities"_s));
}

void MachineRequestJsonTest::namesTheLabelsWhenAKeyIsTooLongForAPointer()
{
    QJsonObject object = fullRequest();
    object.insert("labels"_L1, QJsonObject{{QString(100'000, u'k'), 1}});
    QCOMPARE(pathsOf(wire::newMachineFromJson(object)), QStringList{u"/labels"_s});
}

// contract: LIFE-8
void MachineRequestJsonTest::readsAnEmptyPatch()
{
    const Result<MachinePatch> read = wire::machinePatchFromJson(QJsonObject());
    QVERIFY(read);
    QVERIFY(read->isEmpty());
}

// contract: LIFE-9
void MachineRequestJsonTest::nullClearsListsAndLabelsOnly()
{
    const QJsonObject clearing{{u"capabilities"_s, QJsonValue::Null},
                               {u"labels"_s, QJsonValue::Null},
                               {u"policyIds"_s, QJsonArray()},
                               {u"skillKeys"_s, QJsonValue::Null},
                               {u"unknown"_s, QJsonValue::Null}};
    const Result<MachinePatch> read = wire::machinePatchFromJson(clearing);
    QVERIFY(read);
    QVERIFY(read->capabilities && read->capabilities->isEmpty());
    QVERIFY(read->labels && read->labels->isEmpty());
    QVERIFY(read->policyIds && read->policyIds->isEmpty());
    QVERIFY(read->skillKeys && read->skillKeys->isEmpty());

    QJsonObject refused;
    QStringList expected;
    for (const QString &name : {u"displayName"_s, u"identityProof"_s, u"identityRef"_s, u"machineType"_s,
                                u"ownerId"_s, u"runtimeProfile"_s, u"status"_s}) {
        refused.insert(name, QJsonValue::Null);
        expected.append(QString(u'/' + name));
    }
    QCOMPARE(pathsOf(wire::machinePatchFromJson(refused)), expected);
}

void MachineRequestJsonTest::namesEveryFaultOfAPatchOnce()
{
    const QJsonObject object{{u"displayName"_s, u""_s},
                             {u"status"_s, u"retired"_s},
                             {u"ownerId"_s, false},
                             {u"identityRef"_s, QJsonObject()},
                             {u"identityProof"_s, QJsonArray()},
                             {u"capabilities"_s, QJsonArray{5}},
                             {u"labels"_s, u""_s}};
    QCOMPARE(pathsOf(wire::machinePatchFromJson(object)),
             (QStringList{u"/capabilities/0"_s, u"/displayName"_s, u"/identityProof"_s, u"/identityRef"_s,
                          u"/labels"_s, u"/ownerId"_s, u"/status"_s}));
    QCOMPARE(pathsOf(wire::machinePatchFromJson(QJsonObject{{u"status"_s, 1}})), QStringList{u"/status"_s});
}

// contract: ID-1, ID-2
void MachineRequestJsonTest::readsTheChallengeRequest()
{
    const auto identity = IdentityRef::parse(u"did:peaq:42"_s).value();
    QCOMPARE(wire::challengeRequestFromJson(wire::challengeRequestToJson(identity)).value(), identity);
    QCOMPARE(wire::challengeRequestFromJson(QJsonObject{{u"identityRef"_s, u"peaqos:machine:42"_s}}).value(),
             identity);
    for (const QJsonValue &wrong : {QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Null),
                                    QJsonValue(42), QJsonValue(u"did:peaq:-1"_s), QJsonValue(u""_s)}) {
        QJsonObject body;
        if (!wrong.isUndefined())
            body.insert("identityRef"_L1, wrong);
        QCOMPARE(pathsOf(wire::challengeRequestFromJson(body)), QStringList{u"/identityRef"_s});
    }
}

void MachineRequestJsonTest::refusesBodiesThatAreNoObject_data()
{
    QTest::addColumn<QJsonValue>("body");
    QTest::newRow("null") << QJsonValue(QJsonValue::Null);
    QTest::newRow("array") << QJsonValue(QJsonArray{QJsonObject()});
    QTest::newRow("text") << QJsonValue(u"x"_s);
    QTest::newRow("nothing") << QJsonValue(QJsonValue::Undefined);
}

void MachineRequestJsonTest::refusesBodiesThatAreNoObject()
{
    QFETCH(QJsonValue, body);
    QCOMPARE(pathsOf(wire::newMachineFromJson(body)), QStringList{QString()});
    QCOMPARE(pathsOf(wire::machinePatchFromJson(body)), QStringList{QString()});
    QCOMPARE(pathsOf(wire::challengeRequestFromJson(body)), QStringList{QString()});
}

QTEST_APPLESS_MAIN(MachineRequestJsonTest)
#include "tst_machinerequestjson.moc"
