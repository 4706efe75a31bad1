// SPDX-License-Identifier: GPL-3.0-or-later
#include "timestamp.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class TimestampTest : public QObject
{
    Q_OBJECT

private slots:
    void writes_data();
    void writes();
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void addsSecondsAndOrders();
};

void TimestampTest::writes_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("epoch") << qint64(0) << u"1970-01-01T00:00:00.000Z"_s;
    QTest::newRow("milliseconds") << qint64(1700000000007) << u"2023-11-14T22:13:20.007Z"_s;
    QTest::newRow("leap day") << qint64(1709164800000) << u"2024-02-29T00:00:00.000Z"_s;
    QTest::newRow("before the epoch") << qint64(-1) << u"1969-12-31T23:59:59.999Z"_s;
}

// contract: HTTP-15
void TimestampTest::writes()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, text);
    QCOMPARE(Timestamp{milliseconds}.text(), text);
    QCOMPARE(Timestamp::parse(text)->milliseconds, milliseconds);
}

void TimestampTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("no fraction") << u"2023-11-14T22:13:20Z"_s << qint64(1700000000000);
    QTest::newRow("one digit") << u"2023-11-14T22:13:20.5Z"_s << qint64(1700000000500);
    QTest::newRow("microseconds") << u"2023-11-14T22:13:20.007000Z"_s << qint64(1700000000007);
    QTest::newRow("lower case") << u"2023-11-14t22:13:20z"_s << qint64(1700000000000);
    QTest::newRow("offset ahead") << u"2023-11-15T00:13:20+02:00"_s << qint64(1700000000000);
    QTest::newRow("offset behind") << u"2023-11-14T17:13:20.000-05:00"_s << qint64(1700000000000);
}

// contract: HTTP-15
void TimestampTest::reads()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    const auto moment = Timestamp::parse(text);
    QVERIFY(moment.has_value());
    QCOMPARE(moment->milliseconds, milliseconds);
}

void TimestampTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("no zone") << u"2023-11-14T22:13:20"_s;
    QTest::newRow("blank instead of T") << u"2023-11-14 22:13:20Z"_s;
    QTest::newRow("date only") << u"2023-11-14"_s;
    QTest::newRow("no seconds") << u"2023-11-14T22:13Z"_s;
    QTest::newRow("month 13") << u"2023-13-14T22:13:20Z"_s;
    QTest::newRow("30 February") << u"2023-02-30T22:13:20Z"_s;
    QTest::newRow("hour 25") << u"2023-11-14T25:13:20Z"_s;
    QTest::newRow("trailing text") << u"2023-11-14T22:13:20Zjunk"_s;
    QTest::newRow("trailing newline") << u"2023-11-14T22:13:20Z\n"_s;
    QTest::newRow("number") << u"1700000000"_s;
    QTest::newRow("empty fraction") << u"2023-11-14T22:13:20.Z"_s;
    QTest::newRow("very long") << QString(u"2023-11-14T22:13:20."_s + QString(1000, u'0') + u"Z"_s);
}

// contract: HTTP-15
void TimestampTest::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!Timestamp::parse(text).has_value());
}

void TimestampTest::addsSecondsAndOrders()
{
    const Timestamp start{1000};
    QCOMPARE(start.plusSeconds(300).milliseconds, 301000);
    QCOMPARE(start.plusSeconds(-1).milliseconds, 0);
    QVERIFY(start < start.plusSeconds(1));
    QVERIFY(start == Timestamp{1000});
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::TimestampTest)
#include "tst_timestamp.moc"
