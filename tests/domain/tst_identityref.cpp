// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityref.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class IdentityRefTest : public QObject
{
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
};

void IdentityRefTest::accepts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("number");
    const QString largest =
        u"115792089237316195423570985008687907853269984665640564039457584007913129639935"_s;
    QTest::newRow("did") << u"did:peaq:42"_s << u"42"_s;
    QTest::newRow("alias") << u"peaqos:machine:42"_s << u"42"_s;
    QTest::newRow("zero") << u"did:peaq:0"_s << u"0"_s;
    QTest::newRow("over 64 bits") << u"did:peaq:18446744073709551616"_s << u"18446744073709551616"_s;
    QTest::newRow("largest") << QString(u"did:peaq:"_s + largest) << largest;
    QTest::newRow("78 digits below it")
        << QString(u"did:peaq:1"_s + QString(77, u'0')) << QString(u'1' + QString(77, u'0'));
}

// contract: ID-1
void IdentityRefTest::accepts()
{
    QFETCH(QString, text);
    QFETCH(QString, number);
    const auto identity = IdentityRef::parse(text);
    QVERIFY(identity.has_value());
    QCOMPARE(identity->number(), number);
    QCOMPARE(identity->did(), QString(u"did:peaq:"_s + number));
    QVERIFY(*IdentityRef::parse(identity->did()) == *identity);
}

void IdentityRefTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("no number") << u"did:peaq:"_s;
    QTest::newRow("address form") << u"did:peaq:0x1563915e194D8CfBA1943570603F7606A3115508"_s;
    QTest::newRow("leading zero") << u"did:peaq:042"_s;
    QTest::newRow("two zeros") << u"did:peaq:00"_s;
    QTest::newRow("sign") << u"did:peaq:+1"_s;
    QTest::newRow("minus") << u"did:peaq:-1"_s;
    QTest::newRow("fraction") << u"did:peaq:1.0"_s;
    QTest::newRow("exponent") << u"did:peaq:1e3"_s;
    QTest::newRow("blank before") << u" did:peaq:1"_s;
    QTest::newRow("blank after") << u"did:peaq:1 "_s;
    QTest::newRow("newline after") << u"did:peaq:1\n"_s;
    QTest::newRow("upper case") << u"DID:PEAQ:1"_s;
    QTest::newRow("another method") << u"did:key:1"_s;
    QTest::newRow("alias with a name") << u"peaqos:machine:my-bot"_s;
    QTest::newRow("digits of another script") << u"did:peaq:\u0664\u0662"_s;
    QTest::newRow("full-width digits") << u"did:peaq:\uFF14"_s;
    QTest::newRow("one too large")
        << u"did:peaq:115792089237316195423570985008687907853269984665640564039457584007913129639936"_s;
    QTest::newRow("79 digits") << QString(u"did:peaq:1"_s + QString(78, u'0'));
    QTest::newRow("50,000 digits") << QString(u"did:peaq:"_s + QString(50000, u'1'));
}

// contract: ID-2
void IdentityRefTest::refuses()
{
    QFETCH(QString, text);
    const auto identity = IdentityRef::parse(text);
    QVERIFY(!identity.has_value());
    QCOMPARE(identity.error().code, ErrorCode::ValidationError);
    const QList<Issue> issues = issuesOf(identity.error());
    QCOMPARE(issues.size(), 1);
    QVERIFY2(issues.constFirst().message.contains("did:peaq:<number>"_L1),
             qPrintable(issues.constFirst().message));
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::IdentityRefTest)
#include "tst_identityref.moc"
