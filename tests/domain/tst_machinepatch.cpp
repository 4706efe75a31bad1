// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinepatch.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Machine crane()
{
    Machine machine;
    machine.id = u"mach_0000000000000001"_s;
    machine.displayName = u"Crane"_s;
    machine.ownerId = u"port"_s;
    machine.status = MachineStatus::Active;
    machine.labels = {{u"site"_s, u"kiel"_s}};
    machine.capabilities = {u"lift-40t"_s};
    machine.revision = 3;
    return machine;
}

MachinePatch statusPatch(MachineStatus status)
{
    MachinePatch patch;
    patch.status = status;
    return patch;
}

} // namespace

class MachinePatchTest : public QObject
{
    Q_OBJECT

private slots:
    void changesOnlyWhatIsSet();
    void emptyListsClear();
    void leavesIdentityToTheService();
    void isTheDifferenceOfTwoRecords();
    void knowsSafetyMoves();
    void judgesOnlyWhatIsSet();
    void trimsWhatIsSet();
};

// contract: LIFE-8
void MachinePatchTest::changesOnlyWhatIsSet()
{
    MachinePatch patch;
    QVERIFY(patch.isEmpty());
    QVERIFY(patch.appliedTo(crane()) == crane());
    patch.displayName = u"Crane 9"_s;
    QVERIFY(!patch.isEmpty());
    Machine expected = crane();
    expected.displayName = u"Crane 9"_s;
    QVERIFY(patch.appliedTo(crane()) == expected);
}

// contract: LIFE-9
void MachinePatchTest::emptyListsClear()
{
    MachinePatch patch;
    patch.labels = QMap<QString, QString>();
    patch.capabilities = QStringList();
    QVERIFY(!patch.isEmpty());
    const Machine cleared = patch.appliedTo(crane());
    QVERIFY(cleared.labels.isEmpty());
    QVERIFY(cleared.capabilities.isEmpty());
    QCOMPARE(cleared.displayName, u"Crane"_s);
}

// contract: ID-17
void MachinePatchTest::leavesIdentityToTheService()
{
    MachinePatch patch;
    patch.identityRef = *IdentityRef::parse(u"did:peaq:42"_s);
    patch.identityProof = ProofInput{u"mic_1"_s, u"0x"_s};
    QVERIFY(patch.appliedTo(crane()) == crane());
}

// contract: LIFE-8
void MachinePatchTest::isTheDifferenceOfTwoRecords()
{
    Machine after = crane();
    QVERIFY(MachinePatch::between(crane(), after).isEmpty());
    after.ownerId = u"harbour"_s;
    after.machineType = u"crane"_s;
    after.runtimeProfile = u"plc"_s;
    after.status = MachineStatus::Degraded;
    after.labels.clear();
    after.policyIds = {u"p"_s};
    after.skillKeys = {u"s"_s};
    const MachinePatch patch = MachinePatch::between(crane(), after);
    QVERIFY(!patch.displayName && !patch.capabilities);
    QVERIFY(patch.appliedTo(crane()) == after);
}

// contract: ID-27
void MachinePatchTest::knowsSafetyMoves()
{
    QVERIFY(statusPatch(MachineStatus::Blocked).isSafetyMove());
    QVERIFY(statusPatch(MachineStatus::Archived).isSafetyMove());
    QVERIFY(!statusPatch(MachineStatus::Active).isSafetyMove());
    QVERIFY(!MachinePatch().isSafetyMove());
    MachinePatch more = statusPatch(MachineStatus::Blocked);
    more.labels = QMap<QString, QString>();
    QVERIFY(!more.isSafetyMove());
}

// contract: HTTP-8, HTTP-11
void MachinePatchTest::judgesOnlyWhatIsSet()
{
    MachinePatch patch;
    QVERIFY(patch.issues().isEmpty());
    patch.displayName = QString();
    patch.ownerId = QString(201, u'x');
    patch.machineType = QString(101, u'x');
    patch.runtimeProfile = QString();
    patch.policyIds = QStringList{u"p"_s, u"p"_s};
    QStringList paths;
    for (const Issue &issue : patch.issues())
        paths.append(issue.path);
    QCOMPARE(paths, QStringList({u"/displayName"_s, u"/ownerId"_s, u"/machineType"_s, u"/policyIds/1"_s}));
}

// contract: HTTP-11
void MachinePatchTest::trimsWhatIsSet()
{
    MachinePatch patch;
    patch.displayName = u" Crane 9 "_s;
    patch.labels = QMap<QString, QString>{{u"k"_s, u" v "_s}};
    const MachinePatch tidy = patch.normalised();
    QCOMPARE(*tidy.displayName, u"Crane 9"_s);
    QVERIFY(!tidy.ownerId);
    QVERIFY(tidy.labels == patch.labels);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::MachinePatchTest)
#include "tst_machinepatch.moc"
