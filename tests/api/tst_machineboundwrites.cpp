// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiroutes.h"
#include "registrychange.h"
#include "servedapitest.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

constexpr int kIdentity = 5;
const QString kUnproven = u"mach_0123456789abcdef"_s;

IdentityRef identity()
{
    return *IdentityRef::parse(u"did:peaq:%1"_s.arg(kIdentity));
}

/// A body that the operation takes and that would change something, another one each turn. A new operation
/// that carries the flag needs one here.
QJsonObject bodyFor(const QByteArray &operation, int turn)
{
    const QMap<QByteArray, QJsonObject> bodies{
        {"PATCH /api/v1/machines/{id}", {{u"displayName"_s, u"Name %1"_s.arg(turn)}}}};
    if (!bodies.contains(operation))
        qFatal("%s has no body here", operation.constData());
    return bodies.value(operation);
}

} // namespace

/// Every operation that the route table flags as a machine-bound write, against every way in which the proof
/// of the machine may not hold.
class TestMachineBoundWrites : public ServedApiTest
{
    Q_OBJECT

private slots:
    // contract: ID-35
    void somethingIsFlagged();
    void refusals_data();
    // contract: ID-35, ID-20
    void refusals();

private:
    void edit(const std::function<void(RegistryEntry &)> &change);
    void breakProof(const QString &fault);
    void insertUnproven();
};

void TestMachineBoundWrites::somethingIsFlagged()
{
    const RouteTable table = apiRoutes({});
    QVERIFY(table.find("PATCH", "/api/v1/machines/mach_1").route->machineBoundWrite);
}

void TestMachineBoundWrites::refusals_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("reason");
    const RouteTable table = apiRoutes({});
    for (const Route &route : table.routes()) {
        if (!route.machineBoundWrite || route.fidelity == Fidelity::Absent)
            continue;
        const auto row = [&route](const char *fault, int status, const char *code, const char *reason) {
            QTest::addRow("%s %s %s", route.method.constData(), route.pattern.constData(), fault)
                << route.method << route.pattern << QString::fromLatin1(fault) << status
                << QString::fromLatin1(code) << QString::fromLatin1(reason);
        };
        row("rotated", 409, "MACHINE_NOT_ACTIVATED", "controller_changed");
        row("inactive", 409, "MACHINE_NOT_ACTIVATED", "identity_inactive");
        row("no controller", 409, "MACHINE_NOT_ACTIVATED", "no_evm_controller");
        row("removed", 409, "MACHINE_NOT_ACTIVATED", "identity_not_found");
        row("resolver down", 503, "PEAQOS_IDENTITY_UNAVAILABLE", "resolver_unreachable");
        row("proof missing", 409, "MACHINE_NOT_ACTIVATED", "proof_missing");
    }
}

void TestMachineBoundWrites::refusals()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, pattern);
    QFETCH(QString, fault);
    const auto body = [operation = QByteArray(method).append(' ').append(pattern)](int turn) {
        return bodyFor(operation, turn);
    };
    const bool unproven = fault == "proof missing"_L1;
    if (unproven)
        insertUnproven();
    const QByteArray id = unproven ? kUnproven.toLatin1()
                                   : m_client->registered(kIdentity).value("id"_L1).toString().toLatin1();
    const QByteArray target = QByteArray(pattern).replace("{id}", id);
    if (!unproven) {
        // While the proof holds the same request is done: what refuses it later is the proof alone.
        const RawAnswer done = m_client->call(method, target, body(1));
        QVERIFY2(done.status < 300, done.body.constData());
    }
    const QByteArray record = "/api/v1/machines/" + id + "?verification=any";
    QJsonObject before = m_client->call("GET", record).item();
    breakProof(fault);

    const RawAnswer refused = m_client->call(method, target, body(2));
    QTEST(refused.status, "status");
    QTEST(refused.code(), "code");
    const QJsonObject error = refused.json().value("error"_L1).toObject();
    QTEST(error.value("details"_L1).toObject().value("reason"_L1).toString(), "reason");
    QJsonObject after = m_client->call("GET", record).item();
    before.remove("verification"_L1);
    after.remove("verification"_L1);
    QVERIFY(!after.isEmpty());
    QCOMPARE(after, before);
}

void TestMachineBoundWrites::edit(const std::function<void(RegistryEntry &)> &change)
{
    const auto stack = m_workspace->stacks()();
    QVERIFY(stack.has_value());
    QVERIFY(RegistryChange(**stack, {u"system"_s}).edit(identity(), change).has_value());
}

void TestMachineBoundWrites::breakProof(const QString &fault)
{
    if (fault == "rotated"_L1)
        edit([](RegistryEntry &entry) { entry.controllers = {ControllerKey::generate().address().text()}; });
    else if (fault == "inactive"_L1)
        edit([](RegistryEntry &entry) { entry.active = false; });
    else if (fault == "no controller"_L1)
        edit([](RegistryEntry &entry) { entry.controllers.clear(); });
    else if (fault == "removed"_L1)
        QVERIFY(RegistryChange(**m_workspace->stacks()(), {u"system"_s}).remove(identity()).has_value());
    else if (fault == "resolver down"_L1)
        m_workspace->context().faults->set(std::nullopt, {.unreachable = true});
}

void TestMachineBoundWrites::insertUnproven()
{
    Machine machine;
    machine.id = kUnproven;
    machine.displayName = u"A machine"_s;
    machine.ownerId = u"operator-1"_s;
    machine.identityRef = identity();
    machine.revision = 1;
    const ServiceContext &context = m_workspace->context();
    QVERIFY(context.writer.write([&](WriteSession &session) {
        return session.insertMachine(machine, context.renderer.render(machine));
    }));
}

QTEST_GUILESS_MAIN(TestMachineBoundWrites)
#include "tst_machineboundwrites.moc"
