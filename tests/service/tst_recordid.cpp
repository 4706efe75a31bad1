// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordid.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class RecordIdTest : public QObject
{
    Q_OBJECT

private slots:
    void hasPrefixAndSixteenDigits();
    void nonceHasSixtyFourDigits();
};

// contract: HTTP-14
void RecordIdTest::hasPrefixAndSixteenDigits()
{
    static const QRegularExpression shape(u"^mach_[0-9a-f]{16}$"_s);
    QSet<QString> seen;
    for (int i = 0; i < 5000; ++i) {
        const QString id = newRecordId("mach_"_L1);
        QVERIFY2(shape.match(id).hasMatch(), qPrintable(id));
        seen.insert(id);
    }
    QCOMPARE(seen.size(), 5000);
}

// contract: ID-4
void RecordIdTest::nonceHasSixtyFourDigits()
{
    static const QRegularExpression shape(u"^[0-9a-f]{64}$"_s);
    QSet<QString> quarters;
    for (int i = 0; i < 500; ++i) {
        const QString nonce = newNonce();
        QVERIFY2(shape.match(nonce).hasMatch(), qPrintable(nonce));
        for (int part = 0; part < 4; ++part)
            quarters.insert(nonce.mid(part * 16, 16));
    }
    QCOMPARE(quarters.size(), 2000);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::RecordIdTest)
#include "tst_recordid.moc"
