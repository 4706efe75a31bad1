// SPDX-License-Identifier: GPL-3.0-or-later
#include "refusalbudget.h"

#include <QTest>

namespace muster {

class RefusalBudgetTest : public QObject
{
    Q_OBJECT

private slots:
    void grantsTenASecondAndCountsTheRest();
};

// contract: AUD-4
void RefusalBudgetTest::grantsTenASecondAndCountsTheRest()
{
    RefusalBudget budget;
    const Timestamp start{1'700'000'000'000};
    for (int i = 0; i < 10; ++i) {
        const auto grant = budget.take(start);
        QVERIFY(grant.granted);
        QCOMPARE(grant.notRecorded, 0);
    }
    for (int i = 0; i < 7; ++i)
        QVERIFY(!budget.take({start.milliseconds + 999}).granted);
    const auto next = budget.take(start.plusSeconds(1));
    QVERIFY(next.granted);
    QCOMPARE(next.notRecorded, 7);
    const auto after = budget.take(start.plusSeconds(1));
    QVERIFY(after.granted);
    QCOMPARE(after.notRecorded, 0);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::RefusalBudgetTest)
#include "tst_refusalbudget.moc"
