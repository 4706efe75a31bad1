// SPDX-License-Identifier: GPL-3.0-or-later
#include "audithistory.h"

#include "auditcursor.h"
#include "contractsession.h"
#include "registrysession.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class AuditHistoryTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_session = std::make_unique<RegistrySession>(); }
    void cursorsTravelThereAndBack();
    void foreignCursorsAreNone_data();
    void foreignCursorsAreNone();
    void pagesFromTheNewestToTheOldest();
    void namesEveryFaultAtOnce();

private:
    std::unique_ptr<RegistrySession> m_session;
};

// contract: AUD-7
void AuditHistoryTest::cursorsTravelThereAndBack()
{
    const AuditPlace place{Timestamp{1'795'471'200'123}, 4711};
    QCOMPARE(auditCursor(place), u"a1_000001a20a6c4f7b0000000000001267"_s);
    QVERIFY(placeOfAuditCursor(auditCursor(place)) == place);
    const AuditPlace last{Timestamp{std::numeric_limits<qint64>::max()}, std::numeric_limits<qint64>::max()};
    QVERIFY(placeOfAuditCursor(auditCursor(last)) == last);
}

void AuditHistoryTest::foreignCursorsAreNone_data()
{
    QTest::addColumn<QString>("cursor");
    for (const char *cursor : {"a1_", "c1_0000000000000001", "a1_000001a20a4c8c7b000000000000126",
                               "a1_000001A20a4c8c7b0000000000001267", "a1_f00001a20a4c8c7b0000000000001267",
                               "a1_000001a20a4c8c7bf000000000001267", "a1_000001a20a4c8c7b0000000000001267\n",
                               " a1_000001a20a4c8c7b000000000000126", "1"})
        QTest::newRow(cursor) << QString::fromLatin1(cursor);
}

// contract: AUD-7, HTTP-12
void AuditHistoryTest::foreignCursorsAreNone()
{
    QFETCH(QString, cursor);
    QVERIFY(!placeOfAuditCursor(cursor));
    AuditQuery query;
    query.cursor = cursor;
    const auto page = AuditHistory(m_session->stack().reader()).page(query);
    COMPARE_CODE(page, ErrorCode::ValidationError);
    QCOMPARE(issuesOf(page.error()).value(0).path, u"/cursor"_s);
}

// contract: AUD-6, AUD-7, HTTP-3
void AuditHistoryTest::pagesFromTheNewestToTheOldest()
{
    const Machine made = m_session->draft(42, 1);
    m_session->workspace().clock().advance(1);
    VERIFY_OK(m_session->move(made.id, MachineStatus::Active));
    AuditHistory history(m_session->stack().reader());
    QStringList types;
    AuditQuery query;
    query.limit = 2;
    for (int pages = 1; pages <= 2; ++pages) {
        const auto page = history.page(query);
        VERIFY_OK(page);
        for (const AuditEvent &event : page->events)
            types.append(event.type);
        QCOMPARE(page->nextCursor.has_value(), pages < 2);
        query.cursor = page->nextCursor.value_or(QString());
    }
    QCOMPARE(types, QStringList({u"machine.activated"_s, u"machine.created"_s, u"challenge.created"_s,
                                 u"registry.loaded"_s}));
}

// contract: AUD-6, HTTP-8
void AuditHistoryTest::namesEveryFaultAtOnce()
{
    AuditQuery query;
    query.limit = 501;
    query.cursor = u"c1_0000000000000001"_s;
    query.since = Timestamp{5};
    query.until = Timestamp{5};
    const auto page = AuditHistory(m_session->stack().reader()).page(query);
    COMPARE_CODE(page, ErrorCode::ValidationError);
    QStringList paths;
    for (const Issue &issue : issuesOf(page.error()))
        paths.append(issue.path);
    QCOMPARE(paths, QStringList({u"/limit"_s, u"/cursor"_s, u"/until"_s}));
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::AuditHistoryTest)
#include "tst_audithistory.moc"
