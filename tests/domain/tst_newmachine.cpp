// SPDX-License-Identifier: GPL-3.0-or-later
#include "newmachine.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class NewMachineTest : public QObject
{
    Q_OBJECT

private slots:
    void trimsNamesAndNothingElse();
    void aPlainOneHasNoIssues();
    void namesEveryIssueAtOnce();
};

// contract: HTTP-11, LIFE-10
void NewMachineTest::trimsNamesAndNothingElse()
{
    NewMachine machine;
    machine.displayName = u"  Edge node "_s;
    machine.ownerId = u"\toperator-1\n"_s;
    machine.machineType = u" edge "_s;
    machine.runtimeProfile = u" linux "_s;
    machine.capabilities = {u" spaced "_s};
    machine.labels = {{u" key "_s, u" value "_s}};
    NewMachine expected = machine;
    expected.displayName = u"Edge node"_s;
    expected.ownerId = u"operator-1"_s;
    expected.machineType = u"edge"_s;
    expected.runtimeProfile = u"linux"_s;
    QVERIFY(machine.normalised() == expected);
}

// contract: LIFE-1
void NewMachineTest::aPlainOneHasNoIssues()
{
    NewMachine machine;
    machine.displayName = u"Edge node"_s;
    machine.ownerId = u"operator-1"_s;
    QVERIFY(machine.issues().isEmpty());
}

// contract: HTTP-8, HTTP-11
void NewMachineTest::namesEveryIssueAtOnce()
{
    NewMachine machine;
    machine.machineType = QString(101, u'x');
    machine.runtimeProfile = QString(101, u'x');
    machine.capabilities = {QString()};
    machine.labels = {{QString(), QString()}};
    machine.policyIds = {u"p"_s, u"p"_s};
    machine.skillKeys = {QString(101, u'x')};
    QStringList paths;
    for (const Issue &issue : machine.issues())
        paths.append(issue.path);
    QCOMPARE(paths, QStringList({u"/displayName"_s, u"/ownerId"_s, u"/machineType"_s, u"/runtimeProfile"_s,
                                 u"/capabilities/0"_s, u"/labels/"_s, u"/policyIds/1"_s, u"/skillKeys/0"_s}));
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::NewMachineTest)
#include "tst_newmachine.moc"
