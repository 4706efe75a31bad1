// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinefield.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestMachineField : public QObject
{
    Q_OBJECT

private slots:
    void namesWhatDiffers();
    void copiesOneFieldOnly();
    void aMissingLabelIsNoEmptyOne();

private:
    static QStringList titles(const QList<MachineField> &fields)
    {
        QStringList all;
        for (const MachineField &field : fields)
            all.append(field.title());
        return all;
    }
};

void TestMachineField::namesWhatDiffers()
{
    Machine before;
    before.labels = {{u"site"_s, u"1"_s}, {u"zone"_s, u"a"_s}};
    Machine after = before;
    QVERIFY(MachineField::changedBetween(before, after).isEmpty());
    after.ownerId = u"plant-7"_s;
    after.labels = {{u"site"_s, u"2"_s}, {u"crew"_s, u""_s}};
    after.capabilities = {u"lift"_s};
    after.status = MachineStatus::Active;
    after.revision = 9; // not a field of an edit
    QCOMPARE(titles(MachineField::changedBetween(before, after)),
             (QStringList{u"Owner"_s, u"Capabilities"_s, u"Label crew"_s, u"Label site"_s, u"Label zone"_s,
                          u"Status"_s}));
}

void TestMachineField::copiesOneFieldOnly()
{
    Machine from;
    from.displayName = u"Name"_s;
    from.ownerId = u"Owner"_s;
    from.machineType = u"Type"_s;
    from.runtimeProfile = u"Runtime"_s;
    from.capabilities = {u"a"_s, u"b"_s};
    from.labels = {{u"k"_s, u"v"_s}};
    from.status = MachineStatus::Blocked;
    const QList<MachineField> fields = MachineField::changedBetween(Machine{}, from);
    QCOMPARE(fields.size(), 7);
    Machine all;
    for (const MachineField &field : fields) {
        Machine one;
        QVERIFY(!field.isSame(one, from));
        field.copy(from, one);
        QVERIFY(field.isSame(one, from));
        QCOMPARE(titles(MachineField::changedBetween(Machine{}, one)), QStringList{field.title()});
        field.copy(from, all);
    }
    QCOMPARE(all, from);
}

void TestMachineField::aMissingLabelIsNoEmptyOne()
{
    Machine without;
    Machine empty;
    empty.labels = {{u"k"_s, QString()}};
    const QList<MachineField> fields = MachineField::changedBetween(without, empty);
    QCOMPARE(fields.size(), 1);
    QCOMPARE(fields.first().text(without), u"(no label)"_s);
    QCOMPARE(fields.first().text(empty), u"(empty)"_s);
    fields.first().copy(without, empty);
    QVERIFY(empty.labels.isEmpty());
}

QTEST_GUILESS_MAIN(TestMachineField)
#include "tst_machinefield.moc"
