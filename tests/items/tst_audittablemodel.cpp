// SPDX-License-Identifier: GPL-3.0-or-later
#include "audittablemodel.h"
#include "memoryorchestrator.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;
using Column = AuditTableModel::Column;

class TestAuditTableModel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void loadsOnePageAndMoreWhenAsked();
    void passesTheFilterToTheService();
    void searchesOnForRareWordsButNotForEver();
    void putsNewerEventsOnTop();
    void loadsAnewWhenNewerEventsLeaveAGap();
    void staleAnswersAreDropped();
    void failureIsToldAndRowsStay();
    void goesOnAfterAFailure();
    void switchingDropsOldRows();
    void cellsSayWhatHappened();

private:
    QString cell(int row, Column column, int role = Qt::DisplayRole) const
    {
        return m_model->index(row, static_cast<int>(column)).data(role).toString();
    }
    /// The newest event has the highest number.
    void fill(int count);
    void open();
    void addEvents(int from, int to);

    std::unique_ptr<MemoryOrchestrator> m_service;
    std::unique_ptr<AuditTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestAuditTableModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<AuditTableModel>();
    m_service = std::make_unique<MemoryOrchestrator>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestAuditTableModel::addEvents(int from, int to)
{
    for (int number = from; number <= to; ++number)
        m_service->events.prepend(MemoryOrchestrator::eventNumber(number));
}

void TestAuditTableModel::fill(int count)
{
    addEvents(1, count);
    open();
}

void TestAuditTableModel::open()
{
    m_model->setOrchestrator(m_service.get());
    m_model->reload();
    QTRY_VERIFY(!m_model->isLoading());
}

void TestAuditTableModel::loadsOnePageAndMoreWhenAsked()
{
    fill(450);
    QCOMPARE(m_model->rowCount(), 200);
    QCOMPARE(m_model->eventAt(0)->id, MemoryOrchestrator::eventNumber(450).id);
    QVERIFY(m_model->canFetchMore({}));
    QVERIFY(!m_model->isComplete());
    QVERIFY(m_model->searchedBackTo() == MemoryOrchestrator::eventNumber(251).createdAt);
    m_model->fetchMore({});
    m_model->fetchMore({});
    QTRY_COMPARE(m_model->rowCount(), 400);
    QCOMPARE(m_service->auditQueries.size(), 2);
    QTRY_VERIFY(m_model->canFetchMore({}));
    m_model->fetchMore({});
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(m_model->rowCount(), 450);
    QVERIFY(!m_model->canFetchMore({}));
    QVERIFY(!m_model->canFetchMore(m_model->index(0, 0)));
}

void TestAuditTableModel::passesTheFilterToTheService()
{
    fill(10);
    AuditFilter filter;
    filter.query.actor = u"desktop"_s;
    filter.query.cursor = u"nonsense"_s;
    m_model->setFilter(filter);
    QTRY_COMPARE(m_model->rowCount(), 5);
    QCOMPARE(m_service->auditQueries.constLast().actor, u"desktop"_s);
    QCOMPARE(m_service->auditQueries.constLast().limit, AuditTableModel::kPageSize);
    QVERIFY(m_service->auditQueries.constLast().cursor.isEmpty());
}

void TestAuditTableModel::searchesOnForRareWordsButNotForEver()
{
    const int pages = AuditTableModel::kPagesPerSearch + 5;
    addEvents(1, pages * AuditTableModel::kPageSize);
    AuditFilter filter;
    filter.text = MemoryOrchestrator::eventNumber(7).id;
    m_model->setFilter(filter);
    open();
    QCOMPARE(m_service->auditQueries.size(), AuditTableModel::kPagesPerSearch);
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(m_model->canFetchMore({}));
    const int reached = 5 * AuditTableModel::kPageSize + 1;
    QVERIFY(m_model->searchedBackTo() == MemoryOrchestrator::eventNumber(reached).createdAt);
    m_model->fetchMore({});
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->eventAt(0)->id, MemoryOrchestrator::eventNumber(7).id);
}

void TestAuditTableModel::putsNewerEventsOnTop()
{
    fill(150);
    const QPersistentModelIndex before(m_model->index(0, 0));
    const QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    addEvents(151, 153);
    emit m_service->machinesChanged({});
    emit m_service->machinesChanged({});
    QTRY_COMPARE(m_model->rowCount(), 153);
    QCOMPARE(m_service->auditQueries.size(), 2);
    QCOMPARE(m_model->eventAt(0)->id, MemoryOrchestrator::eventNumber(153).id);
    QCOMPARE(before.row(), 3);
    QCOMPARE(resets.count(), 0);
    // What is not new adds nothing.
    emit m_service->machinesChanged({});
    QTRY_COMPARE(m_service->auditQueries.size(), 3);
    QTRY_COMPARE(m_model->rowCount(), 153);
}

void TestAuditTableModel::loadsAnewWhenNewerEventsLeaveAGap()
{
    fill(10);
    addEvents(11, 500);
    emit m_service->machinesChanged({});
    QTRY_COMPARE(m_model->rowCount(), 200);
    QCOMPARE(m_model->eventAt(0)->id, MemoryOrchestrator::eventNumber(500).id);
}

void TestAuditTableModel::staleAnswersAreDropped()
{
    addEvents(1, 10);
    m_service->holdPages = true;
    m_model->setOrchestrator(m_service.get());
    m_model->reload();
    AuditFilter filter;
    filter.query.actor = u"platform"_s;
    m_model->setFilter(filter);
    m_service->letPagesGo();
    QTRY_VERIFY(!m_model->isLoading());
    QCOMPARE(m_model->rowCount(), 5);
}

void TestAuditTableModel::failureIsToldAndRowsStay()
{
    fill(300);
    const QSignalSpy failures(m_model.get(), &AuditTableModel::loadFailed);
    m_service->listFailure = Error{ErrorCode::NetworkFailure, u"No answer."_s, {}, 0, {}};
    m_model->fetchMore({});
    QTRY_COMPARE(failures.count(), 1);
    QCOMPARE(m_model->rowCount(), 200);
    QVERIFY(!m_model->isLoading());
}

void TestAuditTableModel::goesOnAfterAFailure()
{
    failureIsToldAndRowsStay();
    m_service->listFailure.reset();
    m_model->fetchMore({});
    QTRY_COMPARE(m_model->rowCount(), 300);
}

void TestAuditTableModel::switchingDropsOldRows()
{
    fill(10);
    MemoryOrchestrator other;
    m_model->setOrchestrator(&other);
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(other.auditQueries.isEmpty());
    m_model->setOrchestrator(nullptr);
    m_model->reload();
    QVERIFY(!m_model->isLoading());
    QVERIFY(!m_model->canFetchMore({}));
}

void TestAuditTableModel::cellsSayWhatHappened()
{
    fill(2);
    QCOMPARE(cell(0, Column::Time), u"2023-11-14 22:13:22 UTC"_s);
    QCOMPARE(cell(0, Column::Actor), u"API client"_s);
    QCOMPARE(cell(0, Column::Actor, Qt::ToolTipRole), u"platform"_s);
    QCOMPARE(cell(1, Column::Actor), u"Desktop window"_s);
    QCOMPARE(cell(0, Column::Type), u"Machine changed"_s);
    QCOMPARE(cell(0, Column::Resource), u"Machine mach_0000000000000002"_s);
    QCOMPARE(cell(0, Column::Summary), u"Display name"_s);
    QVERIFY(m_model->index(0, 0).data(AuditTableModel::EventRole).value<AuditEvent>() ==
            m_service->events.at(0));
    for (int column = 0; column < AuditTableModel::kColumns; ++column)
        QVERIFY(!m_model->headerData(column, Qt::Horizontal).toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestAuditTableModel)
#include "tst_audittablemodel.moc"
