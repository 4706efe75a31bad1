// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcranswer.h"

#include "mcrjson.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const auto kAddress = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;
const auto kOther = u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s;

IdentityRef identity(const QString &number = u"42"_s)
{
    return *IdentityRef::parse(u"did:peaq:"_s + number);
}

/// A public MCR's answer with these further members of `peaqos`.
QByteArray machine(const QByteArray &members)
{
    return R"({"schema_version":"1.0","name":"Machine #7","peaqos":{"machine_id":"42","did":"did:peaq:42",)"
           R"("mcr":"BB","mcr_score":45,"bond_status":"bonded")" +
           (members.isEmpty() ? QByteArray() : QByteArray("," + members)) + "}}";
}

} // namespace

class TestMcrAnswer : public QObject
{
    Q_OBJECT

private slots:
    void readsWhoControls_data();
    void readsWhoControls();
    void readsWhatWeServeOurselves();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
};

void TestMcrAnswer::readsWhoControls_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QStringList>("controllers");
    const auto row = [](const char *name, int status, const QByteArray &body, const QString &state,
                        const QStringList &controllers = {}) {
        QTest::newRow(name) << status << body << state << controllers;
    };
    row("operator's DID", 200, machine(R"("operator":"did:peaq:)" + kAddress.toLatin1() + '"'), u"usable"_s,
        {kAddress});
    row("operator's address", 200, machine(R"("operator":")" + kAddress.toLatin1() + '"'), u"usable"_s,
        {kAddress});
    row("our list wins", 200,
        machine(R"("operator":"did:peaq:)" + kAddress.toLatin1() + R"(","controllers":[")" +
                kOther.toLatin1() + R"("])"),
        u"usable"_s, {kOther});
    row("nobody", 200, machine(R"("operator":null)"), u"no_evm_controller"_s);
    row("no operator", 200, machine({}), u"no_evm_controller"_s);
    row("empty list", 200, machine(R"("operator":"did:peaq:0x12","controllers":[])"), u"no_evm_controller"_s);
    row("key of another chain", 200,
        machine(R"("owner":"9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin","operator":null)"),
        u"homed_elsewhere"_s);
    row("controller of another chain", 200,
        machine(R"("controller":"9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin","controllers":[")" +
                kOther.toLatin1() + R"("])"),
        u"homed_elsewhere"_s);
    row("delegate explicitly none", 200,
        machine(R"("controller":null,"operator":")" + kAddress.toLatin1() + '"'), u"usable"_s, {kAddress});
    row("404", 404, R"({"detail":"Machine not found"})", u"identity_not_found"_s);
    row("404 with a code", 404, R"({"detail":{"code":"X","message":"m"}})", u"identity_not_found"_s);
    row("409", 409, R"({"detail":{"code":"MACHINE_HOMED_ELSEWHERE","message":"m"}})", u"homed_elsewhere"_s);
    row("409 of old", 409, R"({"detail":"conflict"})", u"homed_elsewhere"_s);
    row("deactivated", 409, R"({"detail":{"code":"MACHINE_DEACTIVATED","message":"m"}})",
        u"identity_inactive"_s);
}

void TestMcrAnswer::readsWhoControls()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const auto facts = wire::readMcrAnswer(status, body, identity(), 0);
    QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
    QTEST(QString(identityStateName(facts->state)), "state");
    QTEST(facts->controllers, "controllers");
}

void TestMcrAnswer::readsWhatWeServeOurselves()
{
    const RegistryEntry entry{identity(), {kAddress, kOther}, kOther, u"Lift"_s, false, true};
    const QByteArray body = QJsonDocument(wire::mcrMachineToJson(entry)).toJson();
    const auto facts = wire::readMcrAnswer(200, body, identity(), 0);
    QVERIFY(facts);
    QVERIFY(*facts == (IdentityFacts{IdentityState::Usable, entry.controllers, false}));
}

void TestMcrAnswer::refusesEverythingElse_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, int status, const QByteArray &body, const QString &said) {
        QTest::newRow(name) << status << body << said;
    };
    row("another machine", 200, QByteArray(machine({})).replace("did:peaq:42", "did:peaq:43"),
        u"did:peaq:43, but did:peaq:42"_s);
    row("an address for a DID", 200, QByteArray(machine({})).replace("did:peaq:42", "did:peaq:0x12"),
        u"/peaqos/did"_s);
    row("no DID", 200, R"({"peaqos":{"bond_status":"bonded"}})", u"/peaqos/did"_s);
    row("no peaqos", 200, "{}", u"/peaqos"_s);
    row("a list", 200, "[]", u"/peaqos"_s);
    row("no bond", 200, QByteArray(machine({})).replace("\"bonded\"", "null"), u"/peaqos/bond_status"_s);
    row("strange bond", 200, QByteArray(machine({})).replace("\"bonded\"", "\"maybe\""), u"bond_status"_s);
    row("numbers for controllers", 200, machine(R"("controllers":[1])"), u"/peaqos/controllers/0"_s);
    row("too many controllers", 200,
        machine(R"("controllers":[)" + QByteArray(R"("0x",)").repeated(100) + R"("0x"])"), u"At most 100"_s);
    row("truncated", 200, machine({}).chopped(3), u"ends too early"_s);
    row("repeated member", 200, machine(R"("did":"did:peaq:42")"), u"did"_s);
    row("HTML", 200, "<html>", u"not valid JSON"_s);
    row("404 of another server", 404, "<h1>Not Found</h1>", u"not valid JSON"_s);
    row("404 of another API", 404, R"({"error":{"code":"NOT_FOUND"}})", u"not the refusal of an MCR"_s);
    row("409 without detail", 409, "{}", u"not the refusal of an MCR"_s);
    for (const int status : {204, 301, 302, 400, 401, 403, 429, 500, 502, 503})
        row(qPrintable(QString::number(status)), status, machine({}), u"HTTP %1"_s.arg(status));
}

void TestMcrAnswer::refusesEverythingElse()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    const auto facts = wire::readMcrAnswer(status, body, identity(), 17);
    QVERIFY(!facts);
    QCOMPARE(facts.error().code, ErrorCode::BadResponse);
    QCOMPARE(facts.error().retryAfterSeconds, 17);
    QVERIFY2(facts.error().message.contains(said), qPrintable(facts.error().message));
}

QTEST_GUILESS_MAIN(TestMcrAnswer)
#include "tst_mcranswer.moc"
