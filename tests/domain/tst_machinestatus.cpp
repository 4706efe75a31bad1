// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinestatus.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

const QList kAll{MachineStatus::Draft, MachineStatus::Active, MachineStatus::Degraded, MachineStatus::Blocked,
                 MachineStatus::Archived};

} // namespace

class MachineStatusTest : public QObject
{
    Q_OBJECT

private slots:
    void namesAreTheWireSpelling();
    void movesAreTheContracts_data();
    void movesAreTheContracts();
    void aRefusalNamesBothStatesAndTheAllowedOnes();
    void verifiedIdentityIsNeededToWork_data();
    void verifiedIdentityIsNeededToWork();
};

// contract: LIFE-2
void MachineStatusTest::namesAreTheWireSpelling()
{
    QStringList names;
    for (const MachineStatus status : kAll) {
        names.append(machineStatusName(status));
        QVERIFY(machineStatusFromName(names.constLast()) == status);
    }
    QCOMPARE(names, QStringList({u"draft"_s, u"active"_s, u"degraded"_s, u"blocked"_s, u"archived"_s}));
    for (const QString &other : {QString(), u"Draft"_s, u"active "_s, u"retired"_s})
        QVERIFY2(!machineStatusFromName(other), qPrintable(other));
}

void MachineStatusTest::movesAreTheContracts_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QStringList>("allowed");
    QTest::newRow("draft") << u"draft"_s << QStringList{u"active"_s, u"blocked"_s, u"archived"_s};
    QTest::newRow("active") << u"active"_s << QStringList{u"degraded"_s, u"blocked"_s, u"archived"_s};
    QTest::newRow("degraded") << u"degraded"_s << QStringList{u"active"_s, u"blocked"_s, u"archived"_s};
    QTest::newRow("blocked") << u"blocked"_s << QStringList{u"active"_s, u"degraded"_s, u"archived"_s};
    QTest::newRow("archived") << u"archived"_s << QStringList{};
}

// contract: LIFE-2, LIFE-5
void MachineStatusTest::movesAreTheContracts()
{
    QFETCH(QString, from);
    QFETCH(QStringList, allowed);
    const MachineStatus start = *machineStatusFromName(from);
    QStringList next;
    for (const MachineStatus status : nextStatuses(start))
        next.append(machineStatusName(status));
    QCOMPARE(next, allowed);
    for (const MachineStatus to : kAll)
        QCOMPARE(checkStatusMove(start, to).has_value(),
                 to == start || allowed.contains(machineStatusName(to)));
}

// contract: LIFE-2
void MachineStatusTest::aRefusalNamesBothStatesAndTheAllowedOnes()
{
    const auto refused = checkStatusMove(MachineStatus::Active, MachineStatus::Draft);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, ErrorCode::ValidationError);
    const Issue issue = issuesOf(refused.error()).constFirst();
    QCOMPARE(issue.path, u"/status"_s);
    QCOMPARE(issue.message,
             u"A machine cannot go from active to draft; allowed are degraded, blocked, archived."_s);
    const auto final = checkStatusMove(MachineStatus::Archived, MachineStatus::Active);
    QVERIFY(!final.has_value());
    QVERIFY(issuesOf(final.error()).constFirst().message.contains("no other state may follow"_L1));
}

void MachineStatusTest::verifiedIdentityIsNeededToWork_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("needed");
    QTest::newRow("activation") << u"draft"_s << u"active"_s << true;
    QTest::newRow("degrading") << u"active"_s << u"degraded"_s << true;
    QTest::newRow("unblocking") << u"blocked"_s << u"active"_s << true;
    QTest::newRow("unblocking to degraded") << u"blocked"_s << u"degraded"_s << true;
    QTest::newRow("blocking") << u"active"_s << u"blocked"_s << false;
    QTest::newRow("archiving") << u"blocked"_s << u"archived"_s << false;
    QTest::newRow("no move") << u"active"_s << u"active"_s << false;
}

// contract: LIFE-3, ID-27
void MachineStatusTest::verifiedIdentityIsNeededToWork()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(bool, needed);
    QCOMPARE(needsVerifiedIdentity(*machineStatusFromName(from), *machineStatusFromName(to)), needed);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::MachineStatusTest)
#include "tst_machinestatus.moc"
