// SPDX-License-Identifier: GPL-3.0-or-later
#include "entitytag.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

RequestHead headWith(const QByteArray &ifMatch)
{
    RequestHead head;
    head.fields.append({"if-match", ifMatch});
    return head;
}

} // namespace

class TestEntityTag : public QObject
{
    Q_OBJECT

private slots:
    // contract: HTTP-16
    void demandsNothing();
    void readable_data();
    // contract: HTTP-16
    void readable();
    void refused_data();
    // contract: HTTP-8, HTTP-16
    void refused();
};

void TestEntityTag::demandsNothing()
{
    QCOMPARE(entityTag(7), "\"7\"");
    const Result<std::optional<qint64>> absent = demandedRevision(RequestHead{});
    QVERIFY(absent.has_value() && !absent->has_value());
    const Result<std::optional<qint64>> any = demandedRevision(headWith("*"));
    QVERIFY(any.has_value() && !any->has_value());
}

void TestEntityTag::readable_data()
{
    QTest::addColumn<QByteArray>("ifMatch");
    QTest::addColumn<qint64>("revision");
    QTest::newRow("ours") << QByteArray("\"7\"") << qint64(7);
    QTest::newRow("large") << QByteArray("\"9223372036854775807\"") << std::numeric_limits<qint64>::max();
    QTest::newRow("weak never matches") << QByteArray("W/\"7\"") << qint64(-1);
    QTest::newRow("another spelling") << QByteArray("\"07\"") << qint64(-1);
    QTest::newRow("another server's") << QByteArray("\"abc\"") << qint64(-1);
    QTest::newRow("negative") << QByteArray("\"-1\"") << qint64(-1);
    QTest::newRow("empty tag") << QByteArray("\"\"") << qint64(-1);
    QTest::newRow("too large") << QByteArray("\"9223372036854775808\"") << qint64(-1);
}

void TestEntityTag::readable()
{
    QFETCH(QByteArray, ifMatch);
    QFETCH(qint64, revision);
    const Result<std::optional<qint64>> demanded = demandedRevision(headWith(ifMatch));
    QVERIFY(demanded.has_value() && demanded->has_value());
    QCOMPARE(**demanded, revision);
}

void TestEntityTag::refused_data()
{
    QTest::addColumn<QByteArray>("ifMatch");
    for (const char *bad : {"", "7", "\"7", "7\"", "\"", "\"7\", \"8\"", "\"a b\"", "w/\"7\"", "**"})
        QTest::newRow(bad) << QByteArray(bad);
}

void TestEntityTag::refused()
{
    QFETCH(QByteArray, ifMatch);
    const Result<std::optional<qint64>> demanded = demandedRevision(headWith(ifMatch));
    QVERIFY(!demanded.has_value());
    QCOMPARE(issuesOf(demanded.error()).value(0).path, u"/headers/if-match"_s);
}

QTEST_GUILESS_MAIN(TestEntityTag)
#include "tst_entitytag.moc"
