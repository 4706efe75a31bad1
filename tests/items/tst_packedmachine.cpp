// SPDX-License-Identifier: GPL-3.0-or-later
#include "memoryorchestrator.h"
#include "packedmachine.h"
#include "recordfault.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestPackedMachine : public QObject
{
    Q_OBJECT

private slots:
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void nothingIsAMachineOfNothing();

private:
    static Machine full();
};

Machine TestPackedMachine::full()
{
    Machine machine = MemoryOrchestrator::machineNumber(7);
    machine.displayName = u"Gabelstapler Süd 𝄞"_s;
    machine.status = MachineStatus::Degraded;
    machine.capabilities = {u"lift"_s, u""_s, u"scan"_s};
    machine.labels = {{u"site"_s, u"hall-2"_s}, {u"a"_s, u""_s}, {u"zone_1"_s, u"x=y"_s}};
    machine.policyIds = {u"pol_1"_s};
    machine.skillKeys = {u"skill"_s, u"other"_s};
    machine.revision = 77;
    const IdentityRef identity = *IdentityRef::parse(u"did:peaq:"_s + QString(77, u'9'));
    machine.identityRef = identity;
    machine.identityProof = IdentityProof{identity,
                                          u"0x1111"_s,
                                          u"mic_1"_s,
                                          {1000},
                                          {2000},
                                          {u"0x1111"_s, u"0x2222"_s},
                                          ProofEvidence{"line\nline\0end", u"0xab"_s}};
    machine.verification = Verification{Verification::State::Failed, u"controller_changed"_s, {123456789}};
    return machine;
}

void TestPackedMachine::comesBackAsItWas_data()
{
    QTest::addColumn<Machine>("machine");
    QTest::newRow("nothing known") << Machine();
    QTest::newRow("usual") << MemoryOrchestrator::machineNumber(1);
    QTest::newRow("everything") << full();
    Machine machine = full();
    machine.identityProof->evidence.reset();
    QTest::newRow("without evidence") << machine;
    machine.identityProof->identityRef = *IdentityRef::parse(u"did:peaq:1"_s);
    QTest::newRow("a proof of another identity") << machine;
    machine.identityRef.reset();
    QTest::newRow("a proof without an identity") << machine;
    machine.identityProof.reset();
    recordfault::mark(machine, {{u"/identityRef"_s, u"is none"_s}});
    QTest::newRow("a record that cannot be read") << machine;
}

void TestPackedMachine::comesBackAsItWas()
{
    QFETCH(Machine, machine);
    const PackedMachine packed(machine);
    QCOMPARE(packed.unpacked(), machine);
    QVERIFY(packed == PackedMachine(machine));
    Machine other = machine;
    other.labels.insert(u"z"_s, u"1"_s);
    QVERIFY(!(packed == PackedMachine(other)));
}

void TestPackedMachine::nothingIsAMachineOfNothing()
{
    QCOMPARE(PackedMachine().unpacked(), Machine());
}

QTEST_GUILESS_MAIN(TestPackedMachine)
#include "tst_packedmachine.moc"
