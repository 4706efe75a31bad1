// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinetablemodel.h"
#include "memoryorchestrator.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;
using Column = MachineTableModel::Column;

namespace {

class FixedClock final : public Clock
{
public:
    Timestamp now() const override { return {1'700'003'600'000}; }
};

} // namespace

class TestMachineTableModel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void followsPagesToTheEnd();
    void streamsRowsAsPagesCome();
    void reloadChangesOnlyWhatDiffers();
    void reloadDropsWhatIsGone();
    void archivedRowsStay();
    void appliesChangesByRevision();
    void changeKeepsVerification();
    void aSilentRegistryKeepsWhenItLastAnswered();
    void newVerdictsOfAPageAreOneChange();
    void staleAnswersAreDropped();
    void failureIsToldAndRowsStay();
    void switchingDropsOldRows();
    void fetchTakesOneRecord();
    void rolesPerColumn_data();
    void rolesPerColumn();
    void rowsHaveNoChildren();

private:
    QString cell(int row, Column column, int role = Qt::DisplayRole) const
    {
        return m_model->index(row, static_cast<int>(column)).data(role).toString();
    }
    void fill(int count);

    FixedClock m_clock;
    std::unique_ptr<MemoryOrchestrator> m_service;
    std::unique_ptr<MachineTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestMachineTableModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<MachineTableModel>(m_clock);
    m_service = std::make_unique<MemoryOrchestrator>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestMachineTableModel::fill(int count)
{
    for (int i = 1; i <= count; ++i)
        m_service->fleet.append(MemoryOrchestrator::machineNumber(i));
    m_model->setOrchestrator(m_service.get());
    QTRY_VERIFY(m_model->isComplete());
}

void TestMachineTableModel::followsPagesToTheEnd()
{
    fill(1203);
    QCOMPARE(m_model->rowCount(), 1203);
    QCOMPARE(m_service->queries.size(), 3);
    for (const MachineQuery &query : m_service->queries) {
        QCOMPARE(query.limit, 500);
        QVERIFY(query.anyVerification);
    }
    QCOMPARE(m_service->queries.at(2).cursor, u"1000"_s);
    QCOMPARE(m_model->rowOf(MemoryOrchestrator::machineNumber(1203).id), 1202);
}

void TestMachineTableModel::streamsRowsAsPagesCome()
{
    m_service->holdPages = true;
    for (int i = 1; i <= 700; ++i)
        m_service->fleet.append(MemoryOrchestrator::machineNumber(i));
    m_model->setOrchestrator(m_service.get());
    QVERIFY(m_model->isLoading());
    m_service->letPagesGo();
    QTRY_COMPARE(m_model->rowCount(), 500);
    QVERIFY(m_model->isLoading());
    QVERIFY(!m_model->isComplete());
    m_service->letPagesGo();
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(m_model->rowCount(), 700);
    QVERIFY(!m_model->isLoading());
}

void TestMachineTableModel::reloadChangesOnlyWhatDiffers()
{
    fill(10);
    const QPersistentModelIndex kept = m_model->index(4, 0);
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy inserts(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_service->fleet[7].displayName = u"Crane"_s;
    m_service->fleet[7].revision = 2;
    m_service->fleet.append(MemoryOrchestrator::machineNumber(11));
    m_model->reload();
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first().first().toModelIndex().row(), 7);
    QCOMPARE(inserts.count(), 1);
    QCOMPARE(cell(7, Column::DisplayName), u"Crane"_s);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), u"Forklift 5"_s);
}

void TestMachineTableModel::reloadDropsWhatIsGone()
{
    fill(10);
    const QPersistentModelIndex last = m_model->index(9, 0);
    m_service->fleet.remove(8);
    m_service->fleet.remove(2, 3);
    m_model->reload();
    QTRY_COMPARE(m_model->rowCount(), 6);
    QCOMPARE(last.row(), 5);
    for (int row = 0; row < m_model->rowCount(); ++row)
        QCOMPARE(m_model->rowOf(m_model->machineAt(row)->id), row);
}

void TestMachineTableModel::archivedRowsStay()
{
    fill(3);
    Machine archived = m_service->fleet.at(1);
    archived.status = MachineStatus::Archived;
    archived.revision = 2;
    emit m_service->machinesChanged({{archived}});
    QCOMPARE(m_model->machineAt(1)->status, MachineStatus::Archived);
    m_service->fleet.remove(1);
    m_model->reload();
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(m_model->rowCount(), 3);
}

void TestMachineTableModel::appliesChangesByRevision()
{
    fill(2);
    Machine newer = m_service->fleet.first();
    newer.displayName = u"Newer"_s;
    newer.revision = 3;
    Machine older = m_service->fleet.first();
    older.displayName = u"Older"_s;
    older.revision = 2;
    emit m_service->machinesChanged({{newer}, {older}, {MemoryOrchestrator::machineNumber(3)}});
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(cell(0, Column::DisplayName), u"Newer"_s);

    Machine unnumbered = m_service->fleet.at(1);
    unnumbered.revision = 0;
    unnumbered.displayName = u"Later by time"_s;
    unnumbered.updatedAt = unnumbered.updatedAt.plusSeconds(1);
    emit m_service->machinesChanged({{unnumbered}});
    QCOMPARE(cell(1, Column::DisplayName), u"Later by time"_s);
    unnumbered.displayName = u"Earlier by time"_s;
    unnumbered.updatedAt = unnumbered.updatedAt.plusSeconds(-5);
    emit m_service->machinesChanged({{unnumbered}});
    QCOMPARE(cell(1, Column::DisplayName), u"Later by time"_s);
}

void TestMachineTableModel::changeKeepsVerification()
{
    Machine machine = MemoryOrchestrator::machineNumber(1);
    machine.verification = Verification{Verification::State::Verified, {}, {}};
    m_service->fleet.append(machine);
    fill(0);
    machine.verification.reset();
    machine.displayName = u"Renamed"_s;
    machine.revision = 2;
    emit m_service->machinesChanged({{machine}});
    QCOMPARE(cell(0, Column::DisplayName), u"Renamed"_s);
    QVERIFY(m_model->machineAt(0)->verification.has_value());
    QCOMPARE(m_model->index(0, 0).data(MachineTableModel::VerificationRole).toInt(),
             static_cast<int>(Verification::State::Verified));
}

void TestMachineTableModel::aSilentRegistryKeepsWhenItLastAnswered()
{
    const qint64 tenToNow = m_clock.now().milliseconds - 600'000;
    Machine machine = MemoryOrchestrator::machineNumber(1);
    machine.verification = Verification{Verification::State::Verified, {}, {tenToNow}};
    m_service->fleet.append(machine);
    fill(0);
    QCOMPARE(cell(0, Column::Verification), u"Verified \u00b7 10 min ago"_s);
    m_service->fleet.first().verification =
        Verification{Verification::State::Unavailable, u"resolver_unreachable"_s, {}};
    for (int i = 0; i < 2; ++i) {
        m_model->reload();
        QTRY_VERIFY(m_model->isComplete());
        QCOMPARE(cell(0, Column::Verification), u"Registry not answering \u00b7 last seen 10 min ago"_s);
    }
    m_service->fleet.first().verification =
        Verification{Verification::State::Unavailable, u"resolver_unreachable"_s, {tenToNow + 300'000}};
    m_model->reload();
    QTRY_COMPARE(cell(0, Column::Verification), u"Registry not answering \u00b7 last seen 5 min ago"_s);
    m_service->fleet.first().verification = Verification{Verification::State::Verified, {}, m_clock.now()};
    m_model->reload();
    QTRY_COMPARE(cell(0, Column::Verification), u"Verified \u00b7 just now"_s);
}

void TestMachineTableModel::newVerdictsOfAPageAreOneChange()
{
    fill(400);
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    for (Machine &machine : m_service->fleet) {
        if (machine.id != MemoryOrchestrator::machineNumber(100).id)
            machine.verification = Verification{Verification::State::Verified, {}, m_clock.now()};
    }
    m_model->reload();
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(changes.count(), 2);
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 98);
    QCOMPARE(changes.at(1).at(0).toModelIndex().row(), 100);
    QCOMPARE(resets.count(), 0);
}

void TestMachineTableModel::staleAnswersAreDropped()
{
    m_service->holdPages = true;
    m_service->fleet.append(MemoryOrchestrator::machineNumber(1));
    m_model->setOrchestrator(m_service.get());
    MemoryOrchestrator other;
    other.fleet.append(MemoryOrchestrator::machineNumber(2));
    m_model->setOrchestrator(&other);
    m_service->letPagesGo();
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(cell(0, Column::DisplayName), u"Forklift 2"_s);
    emit m_service->machinesChanged({{MemoryOrchestrator::machineNumber(3)}});
    QCOMPARE(m_model->rowCount(), 1);
    m_model->setOrchestrator(nullptr);
}

void TestMachineTableModel::failureIsToldAndRowsStay()
{
    fill(4);
    QSignalSpy failures(m_model.get(), &MachineTableModel::loadFailed);
    m_service->listFailure = Error{ErrorCode::NetworkFailure, u"No answer."_s, {}, 0, {}};
    m_model->reload();
    QTRY_COMPARE(failures.count(), 1);
    QCOMPARE(failures.first().first().value<Error>().message, u"No answer."_s);
    QCOMPARE(m_model->rowCount(), 4);
    QVERIFY(!m_model->isComplete());
    QVERIFY(!m_model->isLoading());
}

void TestMachineTableModel::switchingDropsOldRows()
{
    fill(4);
    m_model->setOrchestrator(nullptr);
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(!m_model->isComplete());
    QVERIFY(!m_model->isLoading());
    m_model->reload();
    QVERIFY(!m_model->isLoading());
}

void TestMachineTableModel::fetchTakesOneRecord()
{
    fill(1);
    m_service->fleet.append(MemoryOrchestrator::machineNumber(2));
    m_model->fetch(MemoryOrchestrator::machineNumber(2).id);
    QTRY_COMPARE(m_model->rowCount(), 2);
    QSignalSpy failures(m_model.get(), &MachineTableModel::loadFailed);
    m_model->fetch(u"mach_unknown"_s);
    QTest::qWait(0);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(failures.count(), 0);
}

void TestMachineTableModel::rolesPerColumn_data()
{
    QTest::addColumn<Column>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("toolTip");
    const Machine machine = MemoryOrchestrator::machineNumber(1);
    QTest::newRow("name") << Column::DisplayName << u"Forklift 1"_s << u"Forklift 1"_s;
    QTest::newRow("status") << Column::Status << u"Active"_s << QString();
    QTest::newRow("verification")
        << Column::Verification << u"No proof"_s
        << u"No proof of control is kept for this machine. Prove its identity to use it."_s;
    QTest::newRow("identity") << Column::IdentityRef << u"did:peaq:1"_s << u"did:peaq:1"_s;
    QTest::newRow("type") << Column::MachineType << u"forklift"_s << QString();
    QTest::newRow("owner") << Column::OwnerId << u"owner-1"_s << u"owner-1"_s;
    QTest::newRow("labels") << Column::Labels << u"site=hall-1"_s << u"site=hall-1"_s;
    QTest::newRow("updated") << Column::UpdatedAt << u"59 min ago"_s << u"2023-11-14T22:13:21.000Z"_s;
    QTest::newRow("id") << Column::Id << machine.id << machine.id;
}

void TestMachineTableModel::rolesPerColumn()
{
    QFETCH(Column, column);
    QFETCH(QString, text);
    QFETCH(QString, toolTip);
    fill(1);
    QCOMPARE(cell(0, column), text);
    QCOMPARE(cell(0, column, Qt::ToolTipRole), toolTip);
    QVERIFY(!m_model->headerData(static_cast<int>(column), Qt::Horizontal).toString().isEmpty());
}

void TestMachineTableModel::rowsHaveNoChildren()
{
    fill(2);
    QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 0);
    QCOMPARE(m_model->columnCount(m_model->index(0, 0)), 0);
    QVERIFY(!m_model->machineAt(2).has_value());
    QVERIFY(!m_model->machineAt(-1).has_value());
    QCOMPARE(m_model->rowOf(u"nobody"_s), -1);
}

QTEST_GUILESS_MAIN(TestMachineTableModel)
#include "tst_machinetablemodel.moc"
