// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinelisting.h"

#include "contractsession.h"
#include "listcursor.h"
#include "registrysession.h"
#include "scriptedcontrollers.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class MachineListingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void fillsPagesWithVisibleRecords_data();
    void fillsPagesWithVisibleRecords();
    void looksAtTwentyRowsPerEntryAtMost();
    void theLastPageHasNoCursor();
    void aCursorStaysGoodWhenItsRecordIsHidden();
    void aFailedLookupHidesNothing();
    void nothingToJudgeIsUnavailable();

private:
    static constexpr int kRecords = 45;
    Result<StoredPage> page(int limit, const QString &cursor = {});
    /// Of all records only these stay visible.
    void hideAllBut(const QList<int> &numbers);

    std::unique_ptr<RegistrySession> m_session;
    QStringList m_ids;
    ScriptedControllers m_controllers;
};

void MachineListingTest::initTestCase()
{
    m_session = std::make_unique<RegistrySession>();
    for (int number = 1; number <= kRecords; ++number)
        m_ids.append(m_session->draft(number, 1).id);
}

void MachineListingTest::cleanupTestCase()
{
    m_session.reset();
}

void MachineListingTest::init()
{
    m_controllers = {};
    for (int number = 1; number <= kRecords; ++number)
        m_controllers.controllers.insert(testIdentity(number).did(), {testAddress(1)});
}

Result<StoredPage> MachineListingTest::page(int limit, const QString &cursor)
{
    MachineQuery query;
    query.limit = limit;
    query.cursor = cursor;
    IdentityVerifier verifier(m_controllers, m_session->workspace().clock());
    return MachineListing(m_session->stack().reader(), verifier, m_session->workspace().clock()).page(query);
}

void MachineListingTest::hideAllBut(const QList<int> &numbers)
{
    for (int number = 1; number <= kRecords; ++number) {
        if (!numbers.contains(number))
            m_controllers.controllers.remove(testIdentity(number).did());
    }
}

void MachineListingTest::fillsPagesWithVisibleRecords_data()
{
    QTest::addColumn<int>("limit");
    for (const int limit : {1, 2, 3, 7, 44, 45, 46, 500})
        QTest::addRow("%d", limit) << limit;
}

// contract: ID-21, HTTP-13, HTTP-3
void MachineListingTest::fillsPagesWithVisibleRecords()
{
    QFETCH(int, limit);
    QList<int> visible;
    QStringList expected;
    for (int number = 1; number <= kRecords; ++number) {
        if (number % 3 != 1) {
            visible.append(number);
            expected.append(m_ids.at(number - 1));
        }
    }
    hideAllBut(visible);
    QStringList seen;
    QString cursor;
    do {
        const auto answer = page(limit, cursor);
        VERIFY_OK(answer);
        QVERIFY(answer->rows.size() <= limit);
        QVERIFY(!answer->nextCursor || answer->rows.size() == limit);
        for (const StoredMachine &row : answer->rows)
            seen.append(row.machine.id);
        cursor = answer->nextCursor.value_or(QString());
    } while (!cursor.isEmpty());
    QCOMPARE(seen, expected);
}

// contract: ID-21
void MachineListingTest::looksAtTwentyRowsPerEntryAtMost()
{
    hideAllBut({1, 45});
    const auto first = page(2);
    VERIFY_OK(first);
    QCOMPARE(first->rows.size(), 1);
    QCOMPARE(m_controllers.lookups, 40);
    QVERIFY(first->nextCursor.has_value());
    const auto second = page(2, *first->nextCursor);
    VERIFY_OK(second);
    QCOMPARE(second->rows.size(), 1);
    QCOMPARE(second->rows.constFirst().machine.id, m_ids.constLast());
    QVERIFY(!second->nextCursor);

    hideAllBut({45});
    const auto empty = page(1);
    VERIFY_OK(empty);
    QVERIFY(empty->rows.isEmpty());
    QVERIFY(empty->nextCursor.has_value());
}

// contract: HTTP-3
void MachineListingTest::theLastPageHasNoCursor()
{
    QVERIFY(!page(kRecords)->nextCursor);
    QVERIFY(page(kRecords - 1)->nextCursor.has_value());
    QVERIFY(page(10, listCursor(1'000'000))->rows.isEmpty());
    QVERIFY(!page(10, listCursor(1'000'000))->nextCursor);
}

// contract: HTTP-13
void MachineListingTest::aCursorStaysGoodWhenItsRecordIsHidden()
{
    const auto first = page(5);
    VERIFY_OK(first);
    m_controllers.controllers.remove(testIdentity(5).did());
    const auto second = page(5, *first->nextCursor);
    VERIFY_OK(second);
    QCOMPARE(second->rows.constFirst().machine.id, m_ids.at(5));
}

// contract: ID-21
void MachineListingTest::aFailedLookupHidesNothing()
{
    m_controllers.unreachable = {testIdentity(2).did()};
    const auto answer = page(3);
    VERIFY_OK(answer);
    QCOMPARE(answer->rows.size(), 3);
    QCOMPARE(answer->rows.at(1).machine.id, m_ids.at(1));
}

// contract: ID-21, ID-22
void MachineListingTest::nothingToJudgeIsUnavailable()
{
    m_controllers.unreachable = {testIdentity(1).did(), testIdentity(2).did(), testIdentity(3).did()};
    COMPARE_REASON(page(3), ErrorCode::PeaqosIdentityUnavailable, "resolver_unreachable");
    MachineQuery query;
    query.limit = 3;
    query.anyVerification = true;
    IdentityVerifier verifier(m_controllers, m_session->workspace().clock());
    const auto any =
        MachineListing(m_session->stack().reader(), verifier, m_session->workspace().clock()).page(query);
    VERIFY_OK(any);
    QCOMPARE(any->rows.size(), 3);
    QVERIFY(any->rows.at(0).machine.verification->state == Verification::State::Unavailable);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::MachineListingTest)
#include "tst_machinelisting.moc"
