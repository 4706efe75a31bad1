// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinesearch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class TestMachineSearch : public QObject
{
    Q_OBJECT

private slots:
    // contract: HTTP-12, ID-22
    void readsWhatIsAsked();
    void refused_data();
    // contract: HTTP-12, HTTP-8
    void refused();
    // contract: HTTP-8
    void namesAllFaultsAtOnce();
};

void TestMachineSearch::readsWhatIsAsked()
{
    const Result<MachineQuery> plain = machineQueryFrom(RequestQuery(QByteArray()));
    QVERIFY(plain.has_value());
    QCOMPARE(plain->limit, 100);
    QVERIFY(plain->cursor.isEmpty() && !plain->anyVerification && !plain->status);

    const Result<MachineQuery> full = machineQueryFrom(RequestQuery(
        "limit=500&cursor=c1_000000000000000%31&verification=any&status=blocked&colour=red&colour=blue"));
    QVERIFY(full.has_value());
    QCOMPARE(full->limit, 500);
    QCOMPARE(full->cursor, u"c1_0000000000000001"_s);
    QVERIFY(full->anyVerification);
    QCOMPARE(full->status, MachineStatus::Blocked);
    QVERIFY(anyVerificationFrom(RequestQuery("verification=any")).value());
    QVERIFY(!anyVerificationFrom(RequestQuery("limit=0")).value());
}

void TestMachineSearch::refused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("path");
    for (const char *limit :
         {"0", "501", "2.5", "True", "-1", "+5", "", "1e2", "%2B5", "9999999999", "%D9%A1"})
        QTest::addRow("limit %s", limit) << QByteArray("limit=").append(limit) << u"/limit"_s;
    QTest::newRow("limit alone") << QByteArray("limit") << u"/limit"_s;
    QTest::newRow("limit twice") << QByteArray("limit=1&limit=1") << u"/limit"_s;
    QTest::newRow("empty cursor") << QByteArray("cursor=") << u"/cursor"_s;
    QTest::newRow("foreign cursor") << QByteArray("cursor=c9_zz") << u"/cursor"_s;
    QTest::newRow("verification") << QByteArray("verification=none") << u"/verification"_s;
    QTest::newRow("status") << QByteArray("status=Active") << u"/status"_s;
    QTest::newRow("empty status") << QByteArray("status=") << u"/status"_s;
}

void TestMachineSearch::refused()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, path);
    const Result<MachineQuery> asked = machineQueryFrom(RequestQuery(query));
    QVERIFY(!asked.has_value());
    QCOMPARE(asked.error().code, ErrorCode::ValidationError);
    QCOMPARE(issuesOf(asked.error()).size(), 1);
    QCOMPARE(issuesOf(asked.error()).value(0).path, path);
}

void TestMachineSearch::namesAllFaultsAtOnce()
{
    const Result<MachineQuery> asked =
        machineQueryFrom(RequestQuery("limit=0&cursor=&verification=x&status=x"));
    QVERIFY(!asked.has_value());
    QCOMPARE(issuesOf(asked.error()).size(), 4);
    const Result<MachineQuery> foreign = machineQueryFrom(RequestQuery("limit=0&cursor=c9_zz"));
    QVERIFY(!foreign.has_value());
    QCOMPARE(issuesOf(foreign.error()).size(), 2);
}

QTEST_GUILESS_MAIN(TestMachineSearch)
#include "tst_machinesearch.moc"
