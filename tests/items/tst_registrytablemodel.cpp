// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrytablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;
using Column = RegistryTableModel::Column;

class TestRegistryTableModel : public QObject
{
    Q_OBJECT

private slots:
    void rowsStandByNumber();
    void onlyWhatDiffersChanges();
    void cells();

private:
    static RegistryEntry entry(qint64 number)
    {
        return {*IdentityRef::parse(u"did:peaq:%1"_s.arg(number)), {}, {}, {}};
    }
    static QString text(const RegistryTableModel &model, int row, Column column, int role = Qt::DisplayRole)
    {
        return model.index(row, static_cast<int>(column)).data(role).toString();
    }
};

void TestRegistryTableModel::rowsStandByNumber()
{
    RegistryTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setEntries({entry(10), entry(9), entry(100)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(text(model, 0, Column::Identity), u"did:peaq:9"_s);
    QCOMPARE(text(model, 1, Column::Identity), u"did:peaq:10"_s);
    QCOMPARE(text(model, 2, Column::Identity), u"did:peaq:100"_s);
    QCOMPARE(model.rowOf(entry(100).identityRef), 2);
    QCOMPARE(model.rowOf(entry(7).identityRef), -1);
    QVERIFY(!model.entryAt(3));
}

void TestRegistryTableModel::onlyWhatDiffersChanges()
{
    RegistryTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setEntries({entry(1), entry(2), entry(4), entry(5)});
    const QPersistentModelIndex kept = model.index(2, 0);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    RegistryEntry asleep = entry(2);
    asleep.active = false;
    model.setEntries({asleep, entry(3), entry(4), entry(6), entry(7)});
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(inserted.count(), 3);
    QCOMPARE(removed.count(), 2);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(kept.row(), 2);
    QCOMPARE(kept.data().toString(), u"did:peaq:4"_s);
    model.setEntries({});
    QCOMPARE(model.rowCount(), 0);
}

void TestRegistryTableModel::cells()
{
    RegistryTableModel model;
    RegistryEntry full = entry(1);
    full.name = u"Dock crane"_s;
    full.controllers = {u"0xA"_s, u"0xB"_s};
    full.operatorAddress = u"0xC"_s;
    full.bonded = false;
    RegistryEntry bare = entry(2);
    bare.active = false;
    bare.rating = u"BBB"_s;
    model.setEntries({full, bare});
    QCOMPARE(text(model, 0, Column::Name), u"Dock crane"_s);
    QCOMPARE(text(model, 0, Column::Controllers), u"0xA, 0xB"_s);
    QCOMPARE(text(model, 0, Column::Controllers, Qt::ToolTipRole), u"0xA\n0xB"_s);
    QCOMPARE(text(model, 0, Column::Operator), u"0xC"_s);
    QCOMPARE(text(model, 0, Column::Bonded), u"Not bonded"_s);
    QCOMPARE(text(model, 0, Column::Active), u"Active"_s);
    QCOMPARE(text(model, 1, Column::Controllers), u"none"_s);
    QCOMPARE(text(model, 1, Column::Bonded), u"Bonded \u00b7 BBB"_s);
    QCOMPARE(text(model, 1, Column::Bonded, Qt::ToolTipRole), u"Its credit is rated BBB."_s);
    QCOMPARE(text(model, 1, Column::Active), u"Not active"_s);
    QVERIFY(!text(model, 1, Column::Active, Qt::ToolTipRole).isEmpty());
}

QTEST_GUILESS_MAIN(TestRegistryTableModel)
#include "tst_registrytablemodel.moc"
