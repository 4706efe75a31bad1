// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineorder.h"
#include "memoryorchestrator.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace muster;
using namespace Qt::StringLiterals;
using Column = MachineColumn;

class TestMachineOrder : public QObject
{
    Q_OBJECT

private slots:
    void everyColumn_data();
    void everyColumn();
    void mergingIsSortingAnew_data();
    void mergingIsSortingAnew();

private:
    static Machine machineWith(int number);
};

/// Few different owners and types, many ties, identities of one to five digits.
Machine TestMachineOrder::machineWith(int number)
{
    QRandomGenerator random(static_cast<quint32>(number));
    Machine machine = MemoryOrchestrator::machineNumber(number);
    machine.displayName = u"Robot %1"_s.arg(random.bounded(40));
    machine.ownerId = u"owner-%1"_s.arg(random.bounded(4));
    machine.machineType = random.bounded(2) ? u"Crane"_s : u"arm"_s;
    machine.status = static_cast<MachineStatus>(random.bounded(5));
    machine.identityRef = *IdentityRef::parse(u"did:peaq:%1"_s.arg(random.bounded(100'000)));
    machine.updatedAt = {random.bounded(50)};
    if (random.bounded(2))
        machine.verification =
            Verification{static_cast<Verification::State>(random.bounded(4)), {}, {random.bounded(9)}};
    return machine;
}

void TestMachineOrder::everyColumn_data()
{
    QTest::addColumn<Column>("column");
    QTest::addColumn<std::function<void(Machine &, int)>>("give");
    QTest::addColumn<std::vector<int>>("rows");
    using Give = std::function<void(Machine &, int)>;
    const auto texts = [](QString Machine::*member, const QStringList &of) {
        return Give([member, of](Machine &machine, int row) { machine.*member = of.at(row); });
    };
    const QStringList words{u"banana"_s, u"Apple"_s, u"apple 2"_s, u"apple"_s};
    QTest::newRow("name") << Column::DisplayName << texts(&Machine::displayName, words)
                          << std::vector{1, 3, 2, 0};
    QTest::newRow("owner") << Column::OwnerId << texts(&Machine::ownerId, words) << std::vector{1, 3, 2, 0};
    QTest::newRow("type") << Column::MachineType << texts(&Machine::machineType, words)
                          << std::vector{1, 3, 2, 0};
    QTest::newRow("id") << Column::Id
                        << texts(&Machine::id, {u"mach_00000000000000f1"_s, u"mach_00000000000000e9"_s,
                                                u"mach_1"_s, u"mach_0"_s})
                        << std::vector{3, 1, 0, 2};
    QTest::newRow("labels") << Column::Labels << Give([](Machine &machine, int row) {
        machine.labels = {{u"site"_s, QString::number(9 - row)}};
    }) << std::vector{3, 2, 1, 0};
    QTest::newRow("identity") << Column::IdentityRef << Give([](Machine &machine, int row) {
        const QStringList of{u"20000000000000000000000"_s, u"9"_s, u"10"_s, u"20000000000000000000001"_s};
        machine.identityRef = *IdentityRef::parse(u"did:peaq:"_s + of.at(row));
    }) << std::vector{1, 2, 0, 3};
    QTest::newRow("no identity first") << Column::IdentityRef << Give([](Machine &machine, int row) {
        if (row == 2)
            machine.identityRef.reset();
    }) << std::vector{2, 0, 1, 3};
    QTest::newRow("updated") << Column::UpdatedAt << Give([](Machine &machine, int row) {
        machine.updatedAt = {row == 1 ? 5 : 10};
    }) << std::vector{1, 0, 2, 3};
    QTest::newRow("status") << Column::Status << Give([](Machine &machine, int row) {
        machine.status = row == 3 ? MachineStatus::Draft : MachineStatus::Blocked;
    }) << std::vector{3, 0, 1, 2};
    QTest::newRow("verification") << Column::Verification << Give([](Machine &machine, int row) {
        const auto state = row == 2 ? Verification::State::Failed : Verification::State::Verified;
        machine.verification = Verification{state, {}, {100 - row}};
    }) << std::vector{2, 3, 1, 0};
}

void TestMachineOrder::everyColumn()
{
    QFETCH(Column, column);
    QFETCH(std::function<void(Machine &, int)>, give);
    QFETCH(std::vector<int>, rows);
    MachineIndex index;
    for (int row = 0; row < 4; ++row) {
        Machine machine = MemoryOrchestrator::machineNumber(row + 1);
        give(machine, row);
        index.append(machine);
    }
    QCOMPARE(MachineOrder(index, column).rows(), rows);
    QCOMPARE(MachineOrder(index).rows(), (std::vector{0, 1, 2, 3}));
}

void TestMachineOrder::mergingIsSortingAnew_data()
{
    QTest::addColumn<Column>("column");
    for (int column = 0; column < kMachineColumns; ++column)
        QTest::addRow("column %d", column) << static_cast<Column>(column);
}

void TestMachineOrder::mergingIsSortingAnew()
{
    QFETCH(Column, column);
    MachineIndex index;
    MachineOrder merged(index, column);
    QRandomGenerator random(42);
    int next = 1;
    for (int step = 0; step < 60; ++step) {
        std::vector<int> rows;
        switch (random.bounded(3)) {
        case 0:
            for (int each = 0; each < 20; ++each) {
                rows.push_back(index.size());
                index.append(machineWith(next++));
            }
            merged.insert(rows);
            break;
        case 1:
            for (int row = 0; row < index.size(); row += 1 + random.bounded(9)) {
                index.replace(row, machineWith(next++));
                rows.push_back(row);
            }
            merged.move(rows);
            break;
        default:
            if (index.size() > 10) {
                const int first = random.bounded(index.size() - 5);
                index.remove(first, first + 4);
                merged.remove(first, first + 4);
            }
        }
        QCOMPARE(merged.rows(), MachineOrder(index, column).rows());
    }
    MachineTally counted;
    for (int row = 0; row < index.size(); ++row)
        ++counted.counts.at(static_cast<std::size_t>(index.status(row)));
    QCOMPARE(index.tally().counts, counted.counts);
    QVERIFY(index.size() > 100);
}

QTEST_GUILESS_MAIN(TestMachineOrder)
#include "tst_machineorder.moc"
