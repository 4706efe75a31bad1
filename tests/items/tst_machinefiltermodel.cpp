// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinefiltermodel.h"
#include "machinetablemodel.h"
#include "memoryorchestrator.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestMachineFilterModel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyFieldAndEveryWord_data();
    void everyFieldAndEveryWord();
    void archivedAreHiddenUntilAskedFor();
    void archivingTakesTheRowAway();
    void sortsByValue();

private:
    QStringList names() const;

    std::unique_ptr<MemoryOrchestrator> m_service;
    std::unique_ptr<MachineTableModel> m_model;
    std::unique_ptr<MachineFilterModel> m_filter;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestMachineFilterModel::init()
{
    m_tester.reset();
    m_filter = std::make_unique<MachineFilterModel>();
    m_model = std::make_unique<MachineTableModel>();
    m_service = std::make_unique<MemoryOrchestrator>();
    for (const int number : {2, 10, 1}) {
        Machine machine = MemoryOrchestrator::machineNumber(number);
        machine.capabilities = {u"Lift%1"_s.arg(number)};
        machine.skillKeys = {u"skill.%1.x"_s.arg(number)};
        machine.policyIds = {u"policy-%1-y"_s.arg(number)};
        machine.runtimeProfile = u"profile_%1_z"_s.arg(number);
        m_service->fleet.append(machine);
    }
    m_filter->setSourceModel(m_model.get());
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_filter.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_model->setOrchestrator(m_service.get());
    QTRY_COMPARE(m_filter->rowCount(), 3);
}

QStringList TestMachineFilterModel::names() const
{
    QStringList found;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        found.append(m_filter->index(row, 0).data().toString());
    return found;
}

void TestMachineFilterModel::everyFieldAndEveryWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    const QStringList all{u"Forklift 2"_s, u"Forklift 10"_s, u"Forklift 1"_s};
    QTest::newRow("nothing") << QString() << all;
    QTest::newRow("blanks") << u"  "_s << all;
    QTest::newRow("name, any case") << u"FORKLIFT 10"_s << QStringList{u"Forklift 10"_s};
    QTest::newRow("id") << u"mach_000000000000000a"_s << QStringList{u"Forklift 10"_s};
    QTest::newRow("identity") << u"did:peaq:2"_s << QStringList{u"Forklift 2"_s};
    QTest::newRow("label") << u"site=hall-2"_s << QStringList{u"Forklift 2"_s};
    QTest::newRow("capability") << u"lift2"_s << QStringList{u"Forklift 2"_s};
    QTest::newRow("skill") << u"skill.2."_s << QStringList{u"Forklift 2"_s};
    QTest::newRow("policy") << u"policy-10-"_s << QStringList{u"Forklift 10"_s};
    QTest::newRow("profile") << u"profile_1_"_s << QStringList{u"Forklift 1"_s};
    QTest::newRow("status") << u"active"_s << all;
    QTest::newRow("two words in any order") << u"hall-2 forklift"_s << QStringList{u"Forklift 2"_s};
    QTest::newRow("one word of two missing") << u"forklift crane"_s << QStringList{};
    QTest::newRow("never an expression") << u"fork.*"_s << QStringList{};
}

void TestMachineFilterModel::everyFieldAndEveryWord()
{
    QFETCH(QString, text);
    QFETCH(QStringList, found);
    m_filter->setFilterText(text);
    QCOMPARE(names(), found);
    m_filter->setFilterText({});
    QCOMPARE(m_filter->rowCount(), 3);
}

void TestMachineFilterModel::archivedAreHiddenUntilAskedFor()
{
    Machine archived = MemoryOrchestrator::machineNumber(7);
    archived.status = MachineStatus::Archived;
    m_model->take(archived);
    QCOMPARE(m_filter->rowCount(), 3);
    QCOMPARE(m_filter->archivedCount(), 1);
    m_filter->setArchivedShown(true);
    QCOMPARE(m_filter->rowCount(), 4);
    m_filter->setArchivedShown(false);
    QCOMPARE(m_filter->rowCount(), 3);
}

void TestMachineFilterModel::archivingTakesTheRowAway()
{
    m_service->archiveMachine(MemoryOrchestrator::machineNumber(10).id, 1);
    QCOMPARE(names(), (QStringList{u"Forklift 2"_s, u"Forklift 1"_s}));
}

void TestMachineFilterModel::sortsByValue()
{
    m_filter->sort(static_cast<int>(MachineTableModel::Column::IdentityRef));
    QCOMPARE(names(), (QStringList{u"Forklift 1"_s, u"Forklift 2"_s, u"Forklift 10"_s}));
    m_filter->sort(static_cast<int>(MachineTableModel::Column::UpdatedAt), Qt::DescendingOrder);
    QCOMPARE(names(), (QStringList{u"Forklift 10"_s, u"Forklift 2"_s, u"Forklift 1"_s}));
    Machine touched = MemoryOrchestrator::machineNumber(1);
    touched.revision = 2;
    touched.updatedAt = touched.updatedAt.plusSeconds(3600);
    m_model->take(touched);
    QCOMPARE(names().first(), u"Forklift 1"_s);
}

QTEST_GUILESS_MAIN(TestMachineFilterModel)
#include "tst_machinefiltermodel.moc"
