// SPDX-License-Identifier: GPL-3.0-or-later
#include "labelvocabulary.h"

#include "machinetablemodel.h"
#include "memoryorchestrator.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestLabelVocabulary : public QObject
{
    Q_OBJECT

private slots:
    void mostUsedFirst();
    void serialNumbersDoNotFillIt();
    void countsTheRowsOfTheTable();
};

void TestLabelVocabulary::mostUsedFirst()
{
    const auto vocabulary = LabelVocabulary::of({{{u"a"_s, u"x"_s}},
                                                 {{u"b"_s, u"1"_s}, {u"a"_s, u"y"_s}},
                                                 {{u"b"_s, u"2"_s}, {u"a"_s, u"y"_s}},
                                                 {{u"c"_s, u""_s}}});
    QCOMPARE(vocabulary.keys, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(vocabulary.valuesOf.value(u"a"_s), (QStringList{u"y"_s, u"x"_s}));
    QCOMPARE(vocabulary.valuesOf.value(u"b"_s), (QStringList{u"1"_s, u"2"_s}));
    QVERIFY(LabelVocabulary::of({}).keys.isEmpty());
}

void TestLabelVocabulary::serialNumbersDoNotFillIt()
{
    QList<QMap<QString, QString>> labels;
    for (int number = 0; number < 1000; ++number)
        labels.append({{u"serial"_s, QString::number(number)}, {u"key%1"_s.arg(number), u"v"_s}});
    const auto vocabulary = LabelVocabulary::of(labels);
    QCOMPARE(vocabulary.keys.size(), LabelVocabulary::kMostKeys);
    QCOMPARE(vocabulary.keys.first(), u"serial"_s);
    QCOMPARE(vocabulary.valuesOf.value(u"serial"_s).size(), LabelVocabulary::kMostValues);
}

void TestLabelVocabulary::countsTheRowsOfTheTable()
{
    MemoryOrchestrator service;
    for (int number = 1; number <= 3; ++number)
        service.fleet.append(MemoryOrchestrator::machineNumber(number));
    service.fleet.last().labels.insert(u"crew"_s, u"night"_s);
    MachineTableModel model;
    model.setOrchestrator(&service);
    QTRY_VERIFY(model.isComplete());
    auto counted = model.labelsInUse();
    counted.waitForFinished();
    QCOMPARE(counted.result()->keys.first(), u"site"_s);
    QCOMPARE(counted.result()->valuesOf.value(u"crew"_s), QStringList{u"night"_s});
}

QTEST_GUILESS_MAIN(TestLabelVocabulary)
#include "tst_labelvocabulary.moc"
