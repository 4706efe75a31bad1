// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicejson.h"

#include "randommachine.h"
#include "strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

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

} // namespace

class ServiceJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void writesTheExactShapeOfAChallenge();
    void readsTheChallengesItWrites();
    void keepsTheMessageByteForByte();
    void namesEveryFaultOfAChallenge();
    void writesAndReadsHealth();
    void readsTheHealthOfOtherServices();
    void refusesWrongHealth();
    void writesAndReadsReadiness();
    void readsReadinessWithoutChecks();
    void namesEveryFaultOfReadiness();
};

// contract: ID-3
void ServiceJsonTest::writesTheExactShapeOfAChallenge()
{
    const Challenge challenge{
        u"mic_1"_s, IdentityRef::parse(u"did:peaq:42"_s).value(), "a\nb", {1'764'000'000'000}, {u"0xS"_s}};
    QCOMPARE(
        QJsonDocument(wire::challengeToJson(challenge)).toJson(QJsonDocument::Compact),
        QByteArray(
            R"({"challengeId":"mic_1","controllerAddresses":["0xS"],"expiresAt":"2025-11-24T16:00:00.000Z",)"
            R"("identityRef":"did:peaq:42","message":"a\nb","verificationMethod":"eip191"})"));
}

void ServiceJsonTest::readsTheChallengesItWrites()
{
    RandomMachine random(6);
    for (int i = 0; i < 200; ++i) {
        const Challenge challenge = random.challenge();
        const auto read = readStrictJson(QJsonDocument(wire::challengeToJson(challenge)).toJson());
        QCOMPARE(wire::challengeFromJson(read.value().toObject()).value(), challenge);
    }
}

void ServiceJsonTest::keepsTheMessageByteForByte()
{
    const QByteArray message("\xef\xbb\xbf  line\r\n\n\t\x00 \xf0\x9f\x98\x80 \n", 21);
    Challenge challenge = RandomMachine(7).challenge();
    challenge.message = message;
    const auto read = readStrictJson(QJsonDocument(wire::challengeToJson(challenge)).toJson());
    QCOMPARE(wire::challengeFromJson(read.value().toObject()).value().message, message);
}

void ServiceJsonTest::namesEveryFaultOfAChallenge()
{
    QCOMPARE(pathsOf(wire::challengeFromJson({})),
             (QStringList{u"/challengeId"_s, u"/controllerAddresses"_s, u"/expiresAt"_s, u"/identityRef"_s,
                          u"/message"_s, u"/verificationMethod"_s}));
    QJsonObject object = wire::challengeToJson(RandomMachine(8).challenge());
    QVERIFY(wire::challengeFromJson(object));
    object.insert("controllerAddresses"_L1, QJsonArray());
    object.insert("verificationMethod"_L1, u"eip712"_s);
    object.insert("identityRef"_L1, u"peaqos:machine:1"_s);
    QCOMPARE(pathsOf(wire::challengeFromJson(object)),
             (QStringList{u"/controllerAddresses"_s, u"/identityRef"_s, u"/verificationMethod"_s}));
    object.insert("controllerAddresses"_L1, 1);
    QCOMPARE(pathsOf(wire::challengeFromJson(object)).count(u"/controllerAddresses"_s), 1);
}

// contract: HTTP-18
void ServiceJsonTest::writesAndReadsHealth()
{
    const ServiceHealth health{true, u"orch_1"_s, {u"verification"_s, u"etag"_s}};
    const QJsonObject object = wire::healthToJson(health);
    QCOMPARE(QJsonDocument(object).toJson(QJsonDocument::Compact),
             QByteArray(R"({"extensions":["verification","etag"],"instance":"orch_1","ok":true})"));
    const ServiceHealth again = wire::healthFromJson(object).value();
    QCOMPARE(again.ok, true);
    QCOMPARE(again.instance, health.instance);
    QCOMPARE(again.extensions, health.extensions);
}

void ServiceJsonTest::readsTheHealthOfOtherServices()
{
    const ServiceHealth health = wire::healthFromJson({{u"ok"_s, true}}).value();
    QVERIFY(health.ok);
    QVERIFY(health.instance.isEmpty());
    QVERIFY(health.extensions.isEmpty());
}

void ServiceJsonTest::refusesWrongHealth()
{
    QCOMPARE(pathsOf(wire::healthFromJson({})), QStringList{u"/ok"_s});
    QCOMPARE(
        pathsOf(wire::healthFromJson({{u"ok"_s, 1}, {u"instance"_s, 1}, {u"extensions"_s, QJsonArray{1}}})),
        (QStringList{u"/extensions/0"_s, u"/instance"_s, u"/ok"_s}));
}

// contract: HTTP-19
void ServiceJsonTest::writesAndReadsReadiness()
{
    const Readiness readiness{false, {{u"database"_s, true, {}}, {u"registry"_s, false, u"It is empty."_s}}};
    const QJsonObject object = wire::readinessToJson(readiness);
    QCOMPARE(
        QJsonDocument(object).toJson(QJsonDocument::Compact),
        QByteArray(R"({"checks":[{"name":"database","status":"pass"},)"
                   R"({"message":"It is empty.","name":"registry","status":"fail"}],"status":"not_ready"})"));
    const Readiness again = wire::readinessFromJson(object).value();
    QCOMPARE(again.ready, false);
    QCOMPARE(again.checks.size(), 2);
    QCOMPARE(again.checks.at(0).pass, true);
    QCOMPARE(again.checks.at(1).name, u"registry"_s);
    QCOMPARE(again.checks.at(1).pass, false);
    QCOMPARE(again.checks.at(1).message, u"It is empty."_s);
}

void ServiceJsonTest::readsReadinessWithoutChecks()
{
    QVERIFY(wire::readinessFromJson({{u"status"_s, u"ready"_s}}).value().ready);
    QVERIFY(wire::readinessFromJson({{u"status"_s, u"ready"_s}, {u"checks"_s, QJsonValue::Null}})
                .value()
                .checks.isEmpty());
}

void ServiceJsonTest::namesEveryFaultOfReadiness()
{
    QCOMPARE(pathsOf(wire::readinessFromJson({})), QStringList{u"/status"_s});
    QCOMPARE(pathsOf(wire::readinessFromJson({{u"status"_s, u"maybe"_s}, {u"checks"_s, u"x"_s}})),
             (QStringList{u"/checks"_s, u"/status"_s}));
    const QJsonArray checks{5, QJsonObject{{u"name"_s, u"a"_s}},
                            QJsonObject{{u"name"_s, u"a"_s}, {u"status"_s, u""_s}}};
    QCOMPARE(pathsOf(wire::readinessFromJson({{u"status"_s, u"ready"_s}, {u"checks"_s, checks}})),
             (QStringList{u"/checks/0"_s, u"/checks/1/status"_s, u"/checks/2/status"_s}));
}

QTEST_APPLESS_MAIN(ServiceJsonTest)
#include "tst_servicejson.moc"
