// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvline.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestCsvLine : public QObject
{
    Q_OBJECT

private slots:
    void writesOneField_data();
    void writesOneField();
    void joinsFields();
};

void TestCsvLine::writesOneField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const QString &field, const QByteArray &written) {
        QTest::addRow("%ls", qUtf16Printable(field)) << field << written;
    };
    row(u"plain"_s, "plain");
    row(u"a b"_s, "a b");
    row(u"a,b"_s, "\"a,b\"");
    row(u"say \"hi\""_s, "\"say \"\"hi\"\"\"");
    row(u"two\nlines"_s, "\"two\nlines\"");
    row(u"\u00e4 \U0001F511"_s, "\xc3\xa4 \xf0\x9f\x94\x91");
    row(u"=1+1"_s, "'=1+1");
    row(u"+1"_s, "'+1");
    row(u"-2,5"_s, "\"'-2,5\"");
    row(u"@SUM(A1)"_s, "'@SUM(A1)");
    row(u"\tx"_s, "'\tx");
    row(u"\rx"_s, "\"'\rx\"");
    row(u"\nx"_s, "\"'\nx\"");
    row(u"\uFF1Dcmd"_s, "'\xef\xbc\x9d"
                        "cmd");
    row(u"=HYPERLINK(\"http://x\",\"y\")"_s, "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    row(u"a=b"_s, "a=b");
    row(u"'quoted'"_s, "'quoted'");
}

void TestCsvLine::writesOneField()
{
    QFETCH(QString, field);
    QFETCH(QByteArray, written);
    QCOMPARE(csvLine({field}), QByteArray(written).append("\r\n"));
}

void TestCsvLine::joinsFields()
{
    QCOMPARE(csvLine({u"a"_s, QString(), u"b,c"_s}), QByteArray("a,,\"b,c\"\r\n"));
}

QTEST_GUILESS_MAIN(TestCsvLine)
#include "tst_csvline.moc"
