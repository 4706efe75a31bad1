// SPDX-License-Identifier: GPL-3.0-or-later
#include "listcursor.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

namespace muster {

class ListCursorTest : public QObject
{
    Q_OBJECT

private slots:
    void comesBack_data();
    void comesBack();
    void refusesWhatItDidNotWrite_data();
    void refusesWhatItDidNotWrite();
};

void ListCursorTest::comesBack_data()
{
    QTest::addColumn<qint64>("sequence");
    QTest::addColumn<QString>("cursor");
    QTest::newRow("first") << qint64(1) << u"c1_0000000000000001"_s;
    QTest::newRow("hex") << qint64(0xabcdef) << u"c1_0000000000abcdef"_s;
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << u"c1_7fffffffffffffff"_s;
}

// contract: HTTP-13
void ListCursorTest::comesBack()
{
    QFETCH(qint64, sequence);
    QFETCH(QString, cursor);
    QCOMPARE(listCursor(sequence), cursor);
    QVERIFY(sequenceOfCursor(cursor) == sequence);
}

void ListCursorTest::refusesWhatItDidNotWrite_data()
{
    QTest::addColumn<QString>("cursor");
    QTest::newRow("empty") << QString();
    QTest::newRow("no digits") << u"c1_"_s;
    QTest::newRow("short") << u"c1_000000000000001"_s;
    QTest::newRow("long") << u"c1_00000000000000001"_s;
    QTest::newRow("another version") << u"c2_0000000000000001"_s;
    QTest::newRow("upper case") << u"c1_0000000000ABCDEF"_s;
    QTest::newRow("no hex") << u"c1_000000000000000g"_s;
    QTest::newRow("negative") << u"c1_8000000000000000"_s;
    QTest::newRow("line break") << u"c1_0000000000000001\n"_s;
    QTest::newRow("sign") << u"c1_-000000000000001"_s;
}

// contract: HTTP-12
void ListCursorTest::refusesWhatItDidNotWrite()
{
    QFETCH(QString, cursor);
    QVERIFY(!sequenceOfCursor(cursor));
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::ListCursorTest)
#include "tst_listcursor.moc"
