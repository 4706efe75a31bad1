// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostname.h"

#include <QTest>

using namespace muster;

/// Names that Host may be compared with; what Host says is judged in tst_headjudge.
class TestHostName : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    // contract: SWITCH-28
    void names();
};

void TestHostName::names_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("good");
    for (const char *good : {"fleet", "fleet.example", "10.0.0.5", "[::1]", "[fd00::1]", "a-b.c"})
        QTest::newRow(good) << QByteArray(good) << true;
    for (const char *bad : {"", "*", "*.example", "Fleet", "fleet:8787", "a b", "a,b", "a/b", "http://a",
                            "::1", "[]", "[::1", "[10.0.0.5]", "[fe80::1%eth0]", "user@a",
                            "b\xc3\xbc"
                            "cher"})
        QTest::newRow(bad) << QByteArray(bad) << false;
    QTest::newRow("long") << QByteArray(254, 'a') << false;
}

void TestHostName::names()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, good);
    QCOMPARE(isHostName(name), good);
    if (good)
        QCOMPARE(hostName(name), name);
}

QTEST_GUILESS_MAIN(TestHostName)
#include "tst_hostname.moc"
