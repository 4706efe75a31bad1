// SPDX-License-Identifier: GPL-3.0-or-later
#include "demofleet.h"

#include "machineregistry.h"
#include "testkeys.h"
#include "testworkspace.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString signWith(const QString &address, const QByteArray &message)
{
    return testSignature(testKeyOf(address), message);
}

} // namespace

class DemoFleetTest : public QObject
{
    Q_OBJECT

private slots:
    void fillsAnEmptyWorkspace();
    void leavesAWorkspaceWithMachinesAlone();
    void endsAtTheFirstSignatureThatDoesNotHold();

private:
    static void registerIdentities(TestWorkspace &workspace);
};

void DemoFleetTest::registerIdentities(TestWorkspace &workspace)
{
    int key = 0;
    const auto identities = demoIdentities();
    QVERIFY(identities.has_value());
    for (const DemoIdentity &identity : *identities) {
        QVERIFY(!identity.name.isEmpty());
        workspace.registerIdentity(
            {identity.identityRef, {testAddress(++key)}, {}, identity.name, true, true});
    }
}

// contract: SWITCH-13, ID-18
void DemoFleetTest::fillsAnEmptyWorkspace()
{
    TestWorkspace workspace;
    registerIdentities(workspace);
    const auto stack = workspace.makeStack();
    const auto made = buildDemoFleet(*stack, signWith);
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().message));
    QCOMPARE(*made, 12);

    MachineQuery query;
    query.anyVerification = true;
    const auto page = stack->machines().list(query);
    QVERIFY(page.has_value());
    QCOMPARE(page->rows.size(), 12);
    QSet<QString> types;
    QSet<QString> statuses;
    QSet<QString> signers;
    for (const StoredMachine &row : page->rows) {
        QCOMPARE(row.machine.labels.value(u"demo"_s), u"true"_s);
        for (const QString &key : {u"site"_s, u"region"_s, u"line"_s})
            QVERIFY2(row.machine.labels.contains(key), qPrintable(row.machine.displayName));
        QVERIFY(row.machine.identityProof.has_value());
        types.insert(row.machine.machineType);
        statuses.insert(machineStatusName(row.machine.status));
        signers.insert(row.machine.identityProof->signerAddress);
        if (row.machine.status != MachineStatus::Archived)
            QVERIFY(row.machine.verification->state == Verification::State::Verified);
    }
    QVERIFY(types.size() >= 4);
    QCOMPARE(statuses.size(), 5);
    QCOMPARE(signers.size(), 12);
}

// contract: SWITCH-13
void DemoFleetTest::leavesAWorkspaceWithMachinesAlone()
{
    TestWorkspace workspace;
    registerIdentities(workspace);
    const auto stack = workspace.makeStack();
    QVERIFY(buildDemoFleet(*stack, signWith).has_value());
    const auto again = buildDemoFleet(*stack, signWith);
    QVERIFY(!again.has_value());
    QCOMPARE(again.error().code, ErrorCode::WorkspaceRefused);
    QCOMPARE(*stack->reader().machineCount(), 12);
}

// contract: ID-11
void DemoFleetTest::endsAtTheFirstSignatureThatDoesNotHold()
{
    TestWorkspace workspace;
    registerIdentities(workspace);
    const auto stack = workspace.makeStack();
    const auto made = buildDemoFleet(*stack, [](const QString &, const QByteArray &) { return QString(); });
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::MachineIdentityProofInvalid);
    QCOMPARE(*stack->reader().machineCount(), 0);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::DemoFleetTest)
#include "tst_demofleet.moc"
