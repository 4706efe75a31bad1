// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditrow.h"

#include "databaseconnection.h"
#include "databasecreation.h"
#include "schemamigrations.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

/// The audit log in a real workspace: what filters let through, in which order, at which cost.
class TestAuditRow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void readsEveryMemberBack();
    void ordersByTimeThenByPlace();
    void filters_data();
    void filters();
    void theHistoryOfAMachineHasItsIdentitysEvents();
    void noFilterScans_data();
    void noFilterScans();
    void prunesTheOldestInBatches();
    void migratesALogWithOddEvents();

private:
    Result<void> append(const QList<AuditEvent> &events);
    QStringList ids(const AuditQuery &query, const std::optional<AuditPlace> &before = {}, int limit = 100);
    QString databasePath() const { return m_folder->filePath(u"ws/muster.db"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFile> m_workspace;
    std::unique_ptr<StoreReader> m_reader;
};

namespace {

AuditEvent logged(const QString &id, qint64 seconds = 0, const QString &actor = u"platform"_s,
                  const QString &type = u"machine.updated"_s, const QString &resource = u"mach_1"_s)
{
    AuditEvent made = auditEvent(id);
    made.actor = actor;
    made.type = type;
    made.resourceId = resource;
    made.createdAt = kNow.plusSeconds(seconds);
    return made;
}

AuditEvent refusedProof(const QString &id, qint64 seconds, qint64 identityNumber)
{
    AuditEvent made = logged(id, seconds, u"desktop"_s, u"proof.refused"_s, u"mic_"_s + id);
    made.resourceType = u"challenge"_s;
    made.identityRef = identity(identityNumber);
    return made;
}

} // namespace

void TestAuditRow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto workspace = WorkspaceFile::open(m_folder->filePath(u"ws"_s));
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    m_workspace = std::move(*workspace);
    auto reader = m_workspace->reader();
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().message));
    m_reader = std::move(*reader);
}

void TestAuditRow::cleanup()
{
    m_reader.reset();
    m_workspace.reset();
}

Result<void> TestAuditRow::append(const QList<AuditEvent> &events)
{
    return m_workspace->writer().write([&events](WriteSession &session) -> Result<void> {
        for (const AuditEvent &each : events) {
            if (auto done = session.appendAuditEvent(each); !done)
                return done;
        }
        return {};
    });
}

QStringList TestAuditRow::ids(const AuditQuery &query, const std::optional<AuditPlace> &before, int limit)
{
    QStringList found;
    const auto rows = m_reader->auditEvents(query, before, limit);
    if (!rows)
        return {rows.error().message};
    for (const StoredAuditEvent &row : *rows)
        found.append(row.event.id);
    return found;
}

void TestAuditRow::readsEveryMemberBack()
{
    AuditEvent full = refusedProof(u"evt_\u00e4"_s, 7, 42);
    full.payload = {{u"before"_s, QJsonObject{{u"labels"_s, QJsonObject{{u"a'\"\n"_s, u"\U0001F511"_s}}}}},
                    {u"after"_s, QJsonValue::Null}};
    AuditEvent plain = logged(QString(u""_s), 3, u""_s, u""_s, u""_s);
    plain.payload = {};
    QVERIFY(append({full, plain}));
    const auto rows = m_reader->auditEvents({}, {}, 10);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QVERIFY(rows->at(0).event == full);
    QVERIFY(rows->at(1).event == plain);
    QVERIFY(rows->at(0).sequence != rows->at(1).sequence);
}

// contract: AUD-7
void TestAuditRow::ordersByTimeThenByPlace()
{
    QVERIFY(append({logged(u"b"_s, 5), logged(u"a"_s, 1), logged(u"c"_s, 5), logged(u"d"_s, 9)}));
    QCOMPARE(ids({}), QStringList({u"d"_s, u"c"_s, u"b"_s, u"a"_s}));
    const auto rows = m_reader->auditEvents({}, {}, 2);
    QCOMPARE(rows->size(), 2);
    const AuditPlace after{rows->at(1).event.createdAt, rows->at(1).sequence};
    QVERIFY(append({logged(u"e"_s, 99), logged(u"f"_s, 0)}));
    QCOMPARE(ids({}, after), QStringList({u"b"_s, u"a"_s, u"f"_s}));
    QCOMPARE(ids({}, {}, 0), QStringList());
}

void TestAuditRow::filters_data()
{
    QTest::addColumn<AuditQuery>("query");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QStringList &expected, auto change) {
        AuditQuery query;
        change(query);
        QTest::newRow(name) << query << expected;
    };
    row("all", {u"p"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}, [](AuditQuery &) {});
    row("actor", {u"p"_s, u"2"_s}, [](AuditQuery &query) { query.actor = u"desktop"_s; });
    row("no such actor", {}, [](AuditQuery &query) { query.actor = u"Desktop"_s; });
    row("type", {u"3"_s}, [](AuditQuery &query) { query.type = u"machine.archived"_s; });
    row("resource type", {u"p"_s}, [](AuditQuery &query) { query.resourceType = u"challenge"_s; });
    row("resource", {u"4"_s}, [](AuditQuery &query) { query.resourceId = u"mach_2"_s; });
    row("since", {u"p"_s, u"4"_s}, [](AuditQuery &query) { query.since = kNow.plusSeconds(4); });
    row("until", {u"2"_s, u"1"_s}, [](AuditQuery &query) { query.until = kNow.plusSeconds(3); });
    row("a second", {u"3"_s}, [](AuditQuery &query) {
        query.since = kNow.plusSeconds(3);
        query.until = kNow.plusSeconds(4);
    });
    row("all at once", {u"2"_s}, [](AuditQuery &query) {
        query.machineId = u"mach_1"_s;
        query.actor = u"desktop"_s;
        query.type = u"machine.updated"_s;
        query.resourceType = u"machine"_s;
        query.resourceId = u"mach_1"_s;
        query.since = kNow;
        query.until = kNow.plusSeconds(4);
    });
    row("quotes", {}, [](AuditQuery &query) { query.type = u"' OR '1'='1"_s; });
}

// contract: AUD-6
void TestAuditRow::filters()
{
    QFETCH(AuditQuery, query);
    QFETCH(QStringList, expected);
    QVERIFY(append({logged(u"1"_s, 1), logged(u"2"_s, 2, u"desktop"_s),
                    logged(u"3"_s, 3, u"platform"_s, u"machine.archived"_s),
                    logged(u"4"_s, 4, u"platform"_s, u"machine.updated"_s, u"mach_2"_s),
                    refusedProof(u"p"_s, 5, 42)}));
    QCOMPARE(ids(query), expected);
}

// contract: AUD-6
void TestAuditRow::theHistoryOfAMachineHasItsIdentitysEvents()
{
    QVERIFY(insert(m_workspace->writer(), machineWithIdentity(u"mach_1"_s, 42)));
    QVERIFY(insert(m_workspace->writer(), machine(u"mach_2"_s)));
    AuditEvent sameName = logged(u"x"_s, 3);
    sameName.resourceType = u"request"_s;
    QVERIFY(append({logged(u"1"_s, 1), refusedProof(u"p"_s, 2, 42), sameName, refusedProof(u"q"_s, 4, 43),
                    logged(u"2"_s, 5), logged(u"3"_s, 6, u"platform"_s, u"machine.updated"_s, u"mach_2"_s)}));
    AuditQuery query;
    query.machineId = u"mach_1"_s;
    QCOMPARE(ids(query), QStringList({u"2"_s, u"p"_s, u"1"_s}));
    const auto newest = m_reader->auditEvents(query, {}, 1);
    const AuditPlace after{newest->first().event.createdAt, newest->first().sequence};
    QCOMPARE(ids(query, after), QStringList({u"p"_s, u"1"_s}));
    query.machineId = u"mach_2"_s;
    QCOMPARE(ids(query), QStringList{u"3"_s});
    query.machineId = u"mach_none"_s;
    QCOMPARE(ids(query), QStringList());
}

void TestAuditRow::noFilterScans_data()
{
    filters_data();
}

// contract: AUD-6
void TestAuditRow::noFilterScans()
{
    QFETCH(AuditQuery, query);
    auto connection = DatabaseConnection::open(databasePath(), DatabaseConnection::Role::Read);
    QVERIFY(connection);
    for (const auto &before : {std::optional<AuditPlace>(), std::optional(AuditPlace{kNow, 3})}) {
        const auto selection = auditrow::select(query, before, 10);
        Statement plan(**connection, u"EXPLAIN QUERY PLAN "_s + selection.sql);
        for (int position = 0; position < selection.values.size(); ++position)
            plan.bind(position, selection.values.at(position));
        QVERIFY(plan.execute());
        int steps = 0;
        for (auto next = plan.next(); next && *next; next = plan.next(), ++steps) {
            const QString step = plan.text(3);
            const bool readsInOrder = step == "SCAN audit_events USING INDEX audit_events_by_time"_L1;
            QVERIFY2(!step.contains("SCAN"_L1) || readsInOrder, qPrintable(step));
            QVERIFY2(!step.contains("TEMP B-TREE"_L1), qPrintable(step));
            if (!query.machineId.isEmpty() && step.contains("audit_events"_L1))
                QVERIFY2(step.contains("by_resource "_L1) || step.contains("by_identity "_L1),
                         qPrintable(step));
        }
        QVERIFY(steps > 0);
    }
}

// contract: AUD-8
void TestAuditRow::prunesTheOldestInBatches()
{
    QVERIFY(append({logged(u"3"_s, 3), logged(u"1"_s, 1), logged(u"2"_s, 2), logged(u"4"_s, 4)}));
    const auto prune = [this](qint64 seconds, int most) {
        int removed = -1;
        const auto done = m_workspace->writer().write([&](WriteSession &session) -> Result<void> {
            return session.pruneAuditEvents(kNow.plusSeconds(seconds), most).map([&removed](int count) {
                removed = count;
            });
        });
        return done ? removed : -1;
    };
    QCOMPARE(prune(4, 2), 2);
    QCOMPARE(ids({}), QStringList({u"4"_s, u"3"_s}));
    QCOMPARE(prune(4, 2), 1);
    QCOMPARE(prune(4, 2), 0);
    QCOMPARE(ids({}), QStringList{u"4"_s});
}

void TestAuditRow::migratesALogWithOddEvents()
{
    const QString folder = m_folder->filePath(u"old"_s);
    const QString steps = m_folder->filePath(u"steps"_s);
    QVERIFY(QDir().mkpath(folder) && QDir().mkpath(steps));
    QVERIFY(SchemaMigrations::load()); // registers the steps that are copied
    QVERIFY(QFile::copy(u":/muster/schema/001_workspace.sql"_s, steps + u"/001_workspace.sql"_s));
    const auto first = SchemaMigrations::load(steps);
    const QString path = folder + u"/muster.db"_s;
    QVERIFY(first && databasecreation::create(path, *first));
    {
        auto old = DatabaseConnection::open(path, DatabaseConnection::Role::Write);
        QVERIFY(old);
        for (const char *values :
             {"'evt_1','platform','challenge.created','challenge','mic_1','{\"identityRef\":\"did:peaq:42\"}'"
              ",5",
              "'evt_2','platform','proof.refused','challenge','mic_1','{\"code\":\"X\"}',6",
              "'evt_3','platform','proof.refused','challenge','mic_gone','{}',7",
              "'evt_4','desktop','proof.refused','identity','did:peaq:7','{}',8",
              "'evt_5','desktop','proof.refused','identity','did:peaq:','{}',8",
              "'evt_6','','challenge.created','challenge','mic_2','{\"identityRef\":null}',-9",
              "'evt_7','system','machine.seeded','machine','mach_1','{\"a\":\"\u00e4\"}',9"})
            QVERIFY((*old)->run(
                u"INSERT INTO audit_events (id, actor, type, resource_type, resource_id, payload, "
                "created_at) VALUES ("_s +
                QString::fromUtf8(values) + u')'));
    }
    auto migrated = WorkspaceFile::open(folder);
    QVERIFY2(migrated, migrated ? "" : qPrintable(migrated.error().message));
    const auto reader = (*migrated)->reader();
    QVERIFY(reader);
    const auto rows = (*reader)->auditEvents({}, {}, 100);
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().message));
    QMap<QString, QString> identities;
    for (const StoredAuditEvent &row : *rows)
        identities.insert(row.event.id, row.event.identityRef ? row.event.identityRef->did() : QString());
    QCOMPARE(identities, (QMap<QString, QString>{{u"evt_1"_s, u"did:peaq:42"_s},
                                                 {u"evt_2"_s, u"did:peaq:42"_s},
                                                 {u"evt_3"_s, {}},
                                                 {u"evt_4"_s, u"did:peaq:7"_s},
                                                 {u"evt_5"_s, {}},
                                                 {u"evt_6"_s, {}},
                                                 {u"evt_7"_s, {}}}));
    QCOMPARE(rows->first().event.payload.value("a"_L1).toString(), u"\u00e4"_s);
    QVERIFY(QFile::exists(path + u".v1.backup"_s));
}

QTEST_GUILESS_MAIN(TestAuditRow)
#include "tst_auditrow.moc"
