// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinejson.h"

#include "machinedocument.h"
#include "randommachine.h"
#include "strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Machine smallMachine()
{
    Machine machine;
    machine.id = u"mach_0123456789abcdef"_s;
    machine.displayName = u"Edge node"_s;
    machine.ownerId = u"operator-1"_s;
    machine.createdAt = {1'764'000'000'000};
    machine.updatedAt = {1'764'000'000'001};
    return machine;
}

Machine provenMachine()
{
    Machine machine = smallMachine();
    machine.identityRef = IdentityRef::parse(u"did:peaq:42"_s).value();
    machine.identityProof = IdentityProof{*machine.identityRef,
                                          u"0xS"_s,
                                          u"mic_1"_s,
                                          {1'764'000'000'000},
                                          {1'764'000'300'000},
                                          {u"0xS"_s},
                                          ProofEvidence{"line\nline", u"0xab"_s}};
    return machine;
}

QStringList pathsOf(const Error &error)
{
    QStringList paths;
    for (const Issue &issue : issuesOf(error))
        paths.append(issue.path);
    paths.sort();
    return paths;
}

} // namespace

class MachineJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void writesTheExactShapeOfASmallMachine();
    void writesTheExactShapeOfAProof();
    void writesVerification();
    void documentHasNeitherEvidenceNorVerification();
    void readsWhatItWrites();
    void readsAbsentAndNullListsAsEmpty();
    void keepsLabelKeysVerbatim();
    void namesEveryMissingMember();
    void namesEveryMemberOfTheWrongType();
    void refusesOneWrongMember_data();
    void refusesOneWrongMember();
};

// contract: HTTP-15
void MachineJsonTest::writesTheExactShapeOfASmallMachine()
{
    QCOMPARE(
        compact(wire::machineToJson(smallMachine(), true)),
        QByteArray(R"({"capabilities":[],"createdAt":"2025-11-24T16:00:00.000Z","displayName":"Edge node",)"
                   R"("id":"mach_0123456789abcdef","identityProof":null,"identityRef":null,"labels":{},)"
                   R"("machineType":"","ownerId":"operator-1","policyIds":[],"runtimeProfile":"",)"
                   R"("skillKeys":[],"status":"draft","updatedAt":"2025-11-24T16:00:00.001Z"})"));
}

// contract: ID-18, ID-19
void MachineJsonTest::writesTheExactShapeOfAProof()
{
    const QJsonObject with = wire::machineToJson(provenMachine(), true);
    QCOMPARE(with.value("identityRef"_L1).toString(), u"did:peaq:42"_s);
    const QByteArray rest =
        R"("identityRef":"did:peaq:42","method":"eip191","resolutionSource":"peaqos-mcr",)"
        R"("signerAddress":"0xS","verifiedAt":"2025-11-24T16:00:00.000Z"})";
    const QByteArray first = R"({"challengeExpiresAt":"2025-11-24T16:05:00.000Z","challengeId":"mic_1",)"
                             R"("controllerAddresses":["0xS"],)";
    QCOMPARE(compact(with.value("identityProof"_L1).toObject()),
             QByteArray(first + R"("evidence":{"message":"line\nline","signature":"0xab"},)" + rest));
    const QJsonObject without = wire::machineToJson(provenMachine(), false);
    QCOMPARE(compact(without.value("identityProof"_L1).toObject()), QByteArray(first + rest));
}

// contract: ID-22
void MachineJsonTest::writesVerification()
{
    Machine machine = smallMachine();
    machine.verification =
        Verification{Verification::State::Failed, u"controller_changed"_s, {1'764'000'000'000}};
    QCOMPARE(
        compact(wire::machineToJson(machine, false).value("verification"_L1).toObject()),
        QByteArray(
            R"({"checkedAt":"2025-11-24T16:00:00.000Z","reason":"controller_changed","state":"failed"})"));
    machine.verification = Verification{};
    QCOMPARE(compact(wire::machineToJson(machine, false).value("verification"_L1).toObject()),
             QByteArray(R"({"checkedAt":null,"reason":null,"state":"not_checked"})"));
}

void MachineJsonTest::documentHasNeitherEvidenceNorVerification()
{
    Machine machine = provenMachine();
    machine.verification = Verification{};
    Machine plain = provenMachine();
    QCOMPARE(wire::MachineDocument().render(machine), compact(wire::machineToJson(plain, false)));
}

void MachineJsonTest::readsWhatItWrites()
{
    RandomMachine random(1);
    for (int i = 0; i < 300; ++i) {
        Machine machine = random.machine();
        const Result<QJsonValue> read = readStrictJson(compact(wire::machineToJson(machine, true)));
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
        const Result<Machine> again = wire::machineFromJson(read->toObject());
        QVERIFY2(again, qPrintable(again ? QString() : issuesOf(again.error()).value(0).path));
        QCOMPARE(*again, machine);

        if (machine.identityProof)
            machine.identityProof->evidence.reset();
        machine.verification.reset();
        const Result<QJsonValue> document = readStrictJson(wire::MachineDocument().render(machine));
        QCOMPARE(wire::machineFromJson(document->toObject()).value(), machine);
    }
}

void MachineJsonTest::readsAbsentAndNullListsAsEmpty()
{
    QJsonObject object = wire::machineToJson(smallMachine(), true);
    for (const auto name : {"capabilities"_L1, "labels"_L1, "policyIds"_L1, "skillKeys"_L1}) {
        object.insert(name, QJsonValue::Null);
        QCOMPARE(wire::machineFromJson(object).value(), smallMachine());
        object.remove(name);
        QCOMPARE(wire::machineFromJson(object).value(), smallMachine());
    }
    object.remove("identityRef"_L1);
    object.remove("identityProof"_L1);
    object.insert("somethingNew"_L1, 1);
    QCOMPARE(wire::machineFromJson(object).value(), smallMachine());
}

// contract: LIFE-10
void MachineJsonTest::keepsLabelKeysVerbatim()
{
    Machine machine = smallMachine();
    machine.labels = {{u"site_name"_s, u"a"_s}, {u"Env"_s, u"b"_s}, {u"a/b~c"_s, u""_s}};
    QCOMPARE(wire::machineFromJson(wire::machineToJson(machine, false)).value().labels, machine.labels);
}

void MachineJsonTest::namesEveryMissingMember()
{
    QJsonObject object{
        {u"identityProof"_s, QJsonObject()}, {u"verification"_s, QJsonObject()}, {u"display_name"_s, u"x"_s}};
    const Result<Machine> read = wire::machineFromJson(object, u"/item"_s);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::ValidationError);
    QStringList expected{u"/item/id"_s,        u"/item/displayName"_s, u"/item/status"_s,
                         u"/item/ownerId"_s,   u"/item/machineType"_s, u"/item/runtimeProfile"_s,
                         u"/item/createdAt"_s, u"/item/updatedAt"_s,   u"/item/verification/state"_s};
    for (const auto name : {"method"_L1, "identityRef"_L1, "signerAddress"_L1, "challengeId"_L1,
                            "verifiedAt"_L1, "challengeExpiresAt"_L1, "resolutionSource"_L1})
        expected.append(QString(u"/item/identityProof/"_s + name));
    expected.sort();
    QCOMPARE(pathsOf(read.error()), expected);
}

void MachineJsonTest::namesEveryMemberOfTheWrongType()
{
    QJsonObject object = wire::machineToJson(smallMachine(), true);
    const QStringList names = object.keys();
    for (const QString &name : names)
        object.insert(name, 5);
    const Result<Machine> read = wire::machineFromJson(object);
    QVERIFY(!read);
    QStringList expected;
    for (const QString &name : names)
        expected.append(QString(u'/' + name));
    expected.sort();
    QCOMPARE(pathsOf(read.error()), expected);
}

void MachineJsonTest::refusesOneWrongMember_data()
{
    QTest::addColumn<QStringList>("place");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const QStringList &place, const QJsonValue &value,
                        const QString &more = {}) {
        QTest::newRow(name) << place << value << QString(u'/' + place.join(u'/') + more);
    };
    const QStringList proof{u"identityProof"_s};
    row("empty id", {u"id"_s}, u""_s);
    row("unknown status", {u"status"_s}, u"retired"_s);
    row("empty status", {u"status"_s}, u""_s);
    row("capital status", {u"status"_s}, u"Draft"_s);
    row("null name", {u"displayName"_s}, QJsonValue::Null);
    row("list with a number", {u"capabilities"_s}, QJsonArray{u"a"_s, 1}, u"/1"_s);
    row("list with null", {u"skillKeys"_s}, QJsonArray{QJsonValue::Null}, u"/0"_s);
    row("label with a number", {u"labels"_s}, QJsonObject{{u"a/b"_s, 1}}, u"/a~1b"_s);
    row("labels as list", {u"labels"_s}, QJsonArray());
    row("alias", {u"identityRef"_s}, u"peaqos:machine:42"_s);
    row("old reference", {u"identityRef"_s}, u"did:peaq:0x1563915e194D8CfBA1943570603F7606A3115508"_s);
    row("empty reference", {u"identityRef"_s}, u""_s);
    row("time as number", {u"createdAt"_s}, 1764000000);
    row("time without zone", {u"updatedAt"_s}, u"2025-11-24T16:00:00"_s);
    row("empty time", {u"updatedAt"_s}, u""_s);
    row("other method", proof + QStringList{u"method"_s}, u"eip712"_s);
    row("other source", proof + QStringList{u"resolutionSource"_s}, u"elsewhere"_s);
    row("alias in proof", proof + QStringList{u"identityRef"_s}, u"peaqos:machine:42"_s);
    row("evidence a text", proof + QStringList{u"evidence"_s}, u"x"_s);
    row("proof a text", proof, u"x"_s);
}

void MachineJsonTest::refusesOneWrongMember()
{
    QFETCH(QStringList, place);
    QFETCH(QJsonValue, value);
    QFETCH(QString, path);
    QJsonObject object = wire::machineToJson(provenMachine(), true);
    QVERIFY(wire::machineFromJson(object));
    if (place.size() == 1) {
        object.insert(place.first(), value);
    } else {
        QJsonObject inner = object.value(place.first()).toObject();
        inner.insert(place.last(), value);
        object.insert(place.first(), inner);
    }
    const Result<Machine> read = wire::machineFromJson(object);
    QVERIFY(!read);
    QCOMPARE(pathsOf(read.error()), QStringList{path});
}

QTEST_APPLESS_MAIN(MachineJsonTest)
#include "tst_machinejson.moc"
