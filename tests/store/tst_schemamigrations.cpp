// SPDX-License-Identifier: GPL-3.0-or-later
#include "schemamigrations.h"

#include "databaseconnection.h"
#include "databasecreation.h"
#include "storereader.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

using Role = DatabaseConnection::Role;

class TestSchemaMigrations : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void makesADatabaseFromNothing();
    void runsOnlyWhatIsMissing();
    void undoesAFailedStepWithItsVersion();
    void backsUpBeforeItMigrates();
    void leavesTheOldFileWhenAStepFails();
    void refusesStepsWithAGap();
    void refusesAStepThatSetsAnotherVersion();
    void refusesToCreateBesideAnOrphanedLog();
    void startsAnewAfterAnUnfinishedCreation();
    void carriesAWorkspaceOfEveryReleasedVersionOver();

private:
    QString step(const QString &name, const QByteArray &sql);
    QString path() const { return m_folder->filePath(u"muster.db"_s); }
    QVariant ask(const QString &sql, const QString &file = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_steps;
};

void TestSchemaMigrations::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_steps = m_folder->filePath(u"steps"_s);
    QVERIFY(QDir().mkpath(m_steps));
}

/// Writes a step into the folder of steps and answers that folder.
QString TestSchemaMigrations::step(const QString &name, const QByteArray &sql)
{
    QFile file(QDir(m_steps).filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(sql) == sql.size() ? m_steps : QString();
}

QVariant TestSchemaMigrations::ask(const QString &sql, const QString &file)
{
    auto connection = DatabaseConnection::open(file.isEmpty() ? path() : file, Role::Inspect);
    return connection ? (*connection)->run(sql).value_or(QVariant()) : QVariant();
}

void TestSchemaMigrations::makesADatabaseFromNothing()
{
    const auto migrations = SchemaMigrations::load();
    QVERIFY(migrations);
    QVERIFY(migrations->newestVersion() >= 1);
    QVERIFY(databasecreation::create(path(), *migrations));
    QCOMPARE(ask(u"PRAGMA user_version"_s).toInt(), migrations->newestVersion());
    QCOMPARE(ask(u"PRAGMA application_id"_s).toLongLong(), kWorkspaceDatabase.applicationId);
    QCOMPARE(ask(u"SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND "
                 u"strict = 0 AND "
                 "name NOT LIKE 'sqlite_%'"_s)
                 .toInt(),
             0);
    QVERIFY(QFile::permissions(path()) ==
            (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
}

void TestSchemaMigrations::runsOnlyWhatIsMissing()
{
    const QString folder =
        step(u"001_first.sql"_s, "-- a: comment\nCREATE TABLE a (x INTEGER)\n--;\nINSERT INTO a "
                                 "VALUES (1)\n--;\nPRAGMA user_version = 1\n");
    const auto first = SchemaMigrations::load(folder);
    QVERIFY(first);
    auto connection = DatabaseConnection::open(path(), Role::Create);
    QVERIFY(first->apply(**connection));
    QVERIFY(first->apply(**connection));
    QCOMPARE((*connection)->run(u"SELECT count(*) FROM a"_s)->toInt(), 1);
    step(u"002_second.sql"_s, "UPDATE a SET x = x + 1\n--;\nPRAGMA user_version = 2");
    const auto second = SchemaMigrations::load(folder);
    QCOMPARE(second->newestVersion(), 2);
    QVERIFY(second->apply(**connection));
    QVERIFY(second->apply(**connection));
    QCOMPARE((*connection)->run(u"SELECT x FROM a"_s)->toInt(), 2);
    QCOMPARE((*connection)->run(u"PRAGMA user_version"_s)->toInt(), 2);
}

void TestSchemaMigrations::undoesAFailedStepWithItsVersion()
{
    step(u"001_first.sql"_s, "CREATE TABLE a (x INTEGER)\n--;\nPRAGMA user_version = 1");
    const auto migrations = SchemaMigrations::load(
        step(u"002_second.sql"_s,
             "CREATE TABLE b (x INTEGER)\n--;\nPRAGMA user_version = 2\n--;\nINSERT INTO none "
             "VALUES (1)"));
    auto connection = DatabaseConnection::open(path(), Role::Create);
    const auto applied = migrations->apply(**connection);
    QVERIFY(!applied);
    QVERIFY2(applied.error().message.contains(u"002_second.sql"_s), qPrintable(applied.error().message));
    QCOMPARE((*connection)->run(u"PRAGMA user_version"_s)->toInt(), 1);
    QCOMPARE((*connection)->run(u"SELECT group_concat(name) FROM sqlite_schema"_s)->toString(), u"a"_s);
}

void TestSchemaMigrations::backsUpBeforeItMigrates()
{
    const auto shipped = SchemaMigrations::load();
    QVERIFY(databasecreation::create(path(), *shipped));
    for (int version = 1; version <= shipped->newestVersion(); ++version)
        step(u"%1_old.sql"_s.arg(version, 3, 10, QChar(u'0')),
             u"PRAGMA user_version = %1"_s.arg(version).toLatin1());
    const int old = shipped->newestVersion();
    step(u"%1_new.sql"_s.arg(old + 1, 3, 10, QChar(u'0')),
         u"UPDATE meta SET instance_id = 'changed'\n--;\nPRAGMA user_version = %1"_s.arg(old + 1).toLatin1());
    const auto next = SchemaMigrations::load(m_steps);
    QVERIFY(next);
    const QString instance = ask(u"SELECT instance_id FROM meta"_s).toString();
    QVERIFY(databasecreation::migrate(path(), old, *next));
    QCOMPARE(ask(u"SELECT instance_id FROM meta"_s).toString(), u"changed"_s);
    QCOMPARE(ask(u"PRAGMA user_version"_s).toInt(), old + 1);

    const QString backup = u"%1.v%2.backup"_s.arg(path()).arg(old);
    QCOMPARE(ask(u"SELECT instance_id FROM meta"_s, backup).toString(), instance);
    QCOMPARE(ask(u"PRAGMA user_version"_s, backup).toInt(), old);
    QCOMPARE(ask(u"PRAGMA application_id"_s, backup).toLongLong(), kWorkspaceDatabase.applicationId);
    QVERIFY(!(QFile::permissions(backup) & (QFile::ReadGroup | QFile::ReadOther)));

    const QByteArray kept = storesamples::sha256OfFile(backup);
    QVERIFY(databasecreation::migrate(path(), old, *next));
    QVERIFY(QFile::exists(backup + u"2"_s));
    QCOMPARE(storesamples::sha256OfFile(backup), kept);

    // A backup is a workspace again once it has the database's name.
    const QString restored = m_folder->filePath(u"restored"_s);
    QVERIFY(QDir().mkpath(restored) && QFile::copy(backup, restored + u"/muster.db"_s));
    auto workspace = WorkspaceFile::open(restored);
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
}

void TestSchemaMigrations::leavesTheOldFileWhenAStepFails()
{
    const auto first = SchemaMigrations::load(
        step(u"001_first.sql"_s,
             "CREATE TABLE meta (only_row INTEGER, instance_id TEXT, registry_revision "
             "INTEGER)\n--;\nPRAGMA application_id = 1297437524\n--;\nPRAGMA user_version = 1"));
    QVERIFY(databasecreation::create(path(), *first));
    const auto second = SchemaMigrations::load(
        step(u"002_second.sql"_s, "DROP TABLE meta\n--;\nPRAGMA user_version = 2\n--;\nSELECT nonsense("));
    const auto migrated = databasecreation::migrate(path(), 1, *second);
    QVERIFY(!migrated);
    QCOMPARE(ask(u"PRAGMA user_version"_s).toInt(), 1);
    QVERIFY(ask(u"SELECT instance_id FROM meta"_s).toString().startsWith(u"orch_"_s));
    QCOMPARE(ask(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

void TestSchemaMigrations::refusesStepsWithAGap()
{
    step(u"001_first.sql"_s, "PRAGMA user_version = 1");
    const auto gap = SchemaMigrations::load(step(u"003_third.sql"_s, "PRAGMA user_version = 3"));
    QVERIFY(!gap);
    QVERIFY(gap.error().message.contains(u"003_third.sql"_s));
    QVERIFY(!SchemaMigrations::load(m_folder->filePath(u"nowhere"_s)));
}

void TestSchemaMigrations::refusesAStepThatSetsAnotherVersion()
{
    const auto migrations = SchemaMigrations::load(
        step(u"001_first.sql"_s, "CREATE TABLE a (x INTEGER)\n--;\nPRAGMA user_version = 7"));
    auto connection = DatabaseConnection::open(path(), Role::Create);
    const auto applied = migrations->apply(**connection);
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::InternalError);
    QCOMPARE((*connection)->run(u"PRAGMA user_version"_s)->toInt(), 0);
}

void TestSchemaMigrations::refusesToCreateBesideAnOrphanedLog()
{
    QFile log(path() + u"-wal"_s);
    QVERIFY(log.open(QIODevice::WriteOnly) && log.write("frames") == 6);
    log.close();
    const auto opened = WorkspaceFile::open(m_folder->path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::WorkspaceRefused);
    QVERIFY2(opened.error().message.contains(u"muster.db-wal"_s), qPrintable(opened.error().message));
    QVERIFY(!QFile::exists(path()));
    QCOMPARE(log.size(), 6);
}

void TestSchemaMigrations::startsAnewAfterAnUnfinishedCreation()
{
    QFile unfinished(path() + u".new"_s);
    QVERIFY(unfinished.open(QIODevice::WriteOnly) && unfinished.write("half a header") > 0);
    unfinished.close();
    auto opened = WorkspaceFile::open(m_folder->path());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    QVERIFY(!unfinished.exists());
}

// workspace-v1.db holds odd names, a spent and an open challenge, an archived record and the largest
// identity.
void TestSchemaMigrations::carriesAWorkspaceOfEveryReleasedVersionOver()
{
    const QString old = QStringLiteral(MUSTER_TEST_DATA "/workspace-v1.db");
    QVERIFY(QFile::copy(old, path()));
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
    const QString everything =
        u"SELECT (SELECT group_concat(id || display_name || status || document, '|') FROM "
        "machines) || (SELECT group_concat(id || wrong_attempts, '|') FROM challenges) || "
        "(SELECT group_concat(identity || name || controllers, '|') FROM registry) || "
        "(SELECT group_concat(id || payload, '|') FROM audit_events)"_s;
    const QString before = ask(everything).toString();
    QVERIFY(before.size() > 1000);
    auto workspace = WorkspaceFile::open(m_folder->path());
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    const auto reader = (*workspace)->reader();
    QVERIFY(reader);
    QCOMPARE(storesamples::storedIds(**reader).size(), 4);
    QCOMPARE((*reader)->registryEntries()->size(), 8);
    QCOMPARE(ask(everything).toString(), before);
    QCOMPARE(ask(u"PRAGMA user_version"_s).toInt(), SchemaMigrations::load()->newestVersion());

    const QString backup = path() + u".v1.backup"_s;
    QCOMPARE(ask(u"PRAGMA user_version"_s, backup).toInt(), 1);
    QCOMPARE(ask(everything, backup).toString(), before);
}

QTEST_GUILESS_MAIN(TestSchemaMigrations)
#include "tst_schemamigrations.moc"
