// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcrjson.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class TestMcrJson : public QObject
{
    Q_OBJECT

private slots:
    void namesControllersOnlyWhereClientsTakeThem();
    void ratesWhoIsBonded();
    void pagesAnOperatorsMachines();
    void saysErrorsInBothForms();

private:
    RegistryEntry m_entry{*IdentityRef::parse(u"did:peaq:42"_s),
                          {u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s},
                          u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s,
                          u"Lift"_s,
                          true,
                          true};
};

void TestMcrJson::namesControllersOnlyWhereClientsTakeThem()
{
    const QJsonObject machine = wire::mcrMachineToJson(m_entry);
    const QJsonObject peaqos = machine.value("peaqos"_L1).toObject();
    QCOMPARE(machine.value("name"_L1).toString(), u"Lift"_s);
    QCOMPARE(peaqos.value("machine_id"_L1), QJsonValue(u"42"_s));
    QCOMPARE(peaqos.value("controllers"_L1).toArray(), QJsonArray::fromStringList(m_entry.controllers));
    QCOMPARE(peaqos.value("operator"_L1).toString(),
             u"did:peaq:0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s);
    QVERIFY(!peaqos.contains("controller"_L1) && !peaqos.contains("owner"_L1));

    m_entry.operatorAddress.clear();
    m_entry.name.clear();
    const QJsonObject plain = wire::mcrMachineToJson(m_entry);
    QCOMPARE(plain.value("name"_L1).toString(), u"Machine #42"_s);
    QVERIFY(plain.value("peaqos"_L1).toObject().value("operator"_L1).isNull());
}

void TestMcrJson::ratesWhoIsBonded()
{
    QCOMPARE(wire::mcrRatingToJson(m_entry).value("mcr"_L1).toString(), u"Provisioned"_s);
    m_entry.rating = u"BBB"_s;
    QCOMPARE(wire::mcrRatingToJson(m_entry).value("mcr"_L1).toString(), u"BBB"_s);
    QCOMPARE(wire::mcrRatingToJson(m_entry).value("mcr_score"_L1), QJsonValue(0));
    m_entry.bonded = false;
    const QJsonObject rating = wire::mcrRatingToJson(m_entry);
    QCOMPARE(rating.value("mcr"_L1).toString(), u"NR"_s);
    QCOMPARE(rating.value("bond_status"_L1).toString(), u"unbonded"_s);
    QVERIFY(rating.contains("average_revenue_per_event"_L1));
}

void TestMcrJson::pagesAnOperatorsMachines()
{
    const QJsonObject page = wire::mcrOperatorPageToJson({m_entry.operatorAddress, {m_entry}, 3, 7, 4});
    QCOMPARE(page.value("machines"_L1).toArray().size(), 1);
    QCOMPARE(page.value("pagination"_L1).toObject(),
             (QJsonObject{{u"offset"_s, 3}, {u"limit"_s, 7}, {u"total"_s, 4}}));
}

void TestMcrJson::saysErrorsInBothForms()
{
    QCOMPARE(wire::mcrErrorToJson({}, u"no"_s), (QJsonObject{{u"detail"_s, u"no"_s}}));
    QCOMPARE(wire::mcrErrorToJson(u"CODE"_s, u"no"_s).value("detail"_L1).toObject(),
             (QJsonObject{{u"code"_s, u"CODE"_s}, {u"message"_s, u"no"_s}}));
}

QTEST_GUILESS_MAIN(TestMcrJson)
#include "tst_mcrjson.moc"
