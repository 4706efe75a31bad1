// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaseinspection.h"

#include "databaseconnection.h"
#include "schemamigrations.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <tuple>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

using Damage = std::function<void(const QString &)>;
Q_DECLARE_METATYPE(Damage)

class TestDatabaseInspection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void refusesAndLeavesUntouched_data();
    void refusesAndLeavesUntouched();
    void acceptsAHealthyFile();
    void seesANewerVersionThatOnlyTheLogHolds();
    void readsALogThatAKilledProcessLeft();
    void rollsBackAJournalThatAKilledProcessLeft();

private:
    QString copyWorkspace(const QTemporaryDir &folder) const;
    QTemporaryDir m_original;
};

namespace {

void overwrite(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
}

void replace(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

void alter(const QString &path, const QString &sql)
{
    auto connection = DatabaseConnection::open(path, DatabaseConnection::Role::Write);
    QVERIFY(connection);
    QVERIFY((*connection)->run(sql));
}

} // namespace

/// A workspace of three hundred machines, closed.
void TestDatabaseInspection::initTestCase()
{
    auto workspace = WorkspaceFile::open(m_original.path());
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    QVERIFY((*workspace)->writer().write([](WriteSession &session) -> Result<void> {
        for (int i = 1; i <= 300; ++i) {
            if (auto stored = session.insertMachine(fullMachine(u"mach_%1"_s.arg(i), i), "{}"_ba); !stored)
                return stored;
        }
        return {};
    }));
}

QString TestDatabaseInspection::copyWorkspace(const QTemporaryDir &folder) const
{
    const QString path = folder.filePath(u"muster.db"_s);
    return QFile::copy(m_original.filePath(u"muster.db"_s), path) ? path : QString();
}

void TestDatabaseInspection::refusesAndLeavesUntouched_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, Damage damage, const char *reason, const char *words) {
        QTest::newRow(name) << std::move(damage) << QString::fromLatin1(reason) << QString::fromLatin1(words);
    };
    row(
        "zero length", [](const QString &path) { replace(path, {}); }, "not_a_database", "is empty");
    row(
        "text", [](const QString &path) { replace(path, "dear diary\n"_ba); }, "not_a_database",
        "is not a database");
    row(
        "long text", [](const QString &path) { replace(path, QByteArray(9000, 'x')); }, "not_a_database",
        "is not a database");
    row(
        "header cut off", [](const QString &path) { std::ignore = QFile::resize(path, 60); }, "damaged",
        "header is cut off");
    row(
        "other program", [](const QString &path) { alter(path, u"PRAGMA application_id = 7"_s); }, "foreign",
        "of another program");
    row(
        "no program named", [](const QString &path) { alter(path, u"PRAGMA application_id = 0"_s); },
        "foreign", "of another program");
    row(
        "newer", [](const QString &path) { alter(path, u"PRAGMA user_version = 999"_s); }, "newer",
        "newer Muster \\(schema 999, this one knows \\d+\\)");
    row(
        "no version", [](const QString &path) { alter(path, u"PRAGMA user_version = 0"_s); }, "damaged",
        "no schema version");
    row(
        "table missing", [](const QString &path) { alter(path, u"DROP TABLE registry"_s); }, "damaged",
        "tables are not those of schema");
    row(
        "truncated to one page", [](const QString &path) { std::ignore = QFile::resize(path, 4096); },
        "damaged", "is damaged");
    row(
        "truncated by half",
        [](const QString &path) { std::ignore = QFile::resize(path, QFile(path).size() / 2); }, "damaged",
        "is damaged");
    row(
        "page overwritten", [](const QString &path) { overwrite(path, 3 * 4096, QByteArray(4096, '\x5a')); },
        "damaged", "is damaged");
    row(
        "schema overwritten", [](const QString &path) { overwrite(path, 100, QByteArray(3000, '\0')); },
        "damaged", "is damaged");
    row(
        "page size nonsense", [](const QString &path) { overwrite(path, 16, "\x01\x03"_ba); }, "damaged",
        "is damaged");
}

void TestDatabaseInspection::refusesAndLeavesUntouched()
{
    QFETCH(Damage, damage);
    QFETCH(QString, reason);
    QFETCH(QString, words);
    QTemporaryDir folder;
    const QString path = copyWorkspace(folder);
    QVERIFY(!path.isEmpty());
    damage(path);
    const QByteArray before = sha256OfFile(path);
    QVERIFY(!before.isEmpty());

    const auto opened = WorkspaceFile::open(folder.path());
    QVERIFY(!opened);
    const Error error = opened.error();
    QCOMPARE(errorCodeName(error.code), errorCodeName(ErrorCode::WorkspaceRefused));
    QCOMPARE(error.details.value("reason"_L1).toString(), reason);
    QCOMPARE(error.details.value("path"_L1).toString(), path);
    QVERIFY2(error.message.contains(QRegularExpression(words)), qPrintable(error.message));
    QVERIFY(error.message.contains(path));
    QVERIFY2(error.message.contains("It was left as it is"_L1), qPrintable(error.message));
    QVERIFY(!error.message.contains(u'\n'));
    QCOMPARE(sha256OfFile(path), before);

    const auto again = WorkspaceFile::open(folder.path());
    QVERIFY(!again && again.error() == error);
    QCOMPARE(sha256OfFile(path), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"muster.db"_s});
}

void TestDatabaseInspection::acceptsAHealthyFile()
{
    QTemporaryDir folder;
    const QString path = copyWorkspace(folder);
    const QByteArray before = sha256OfFile(path);
    const int newest = SchemaMigrations::load().value().newestVersion();
    const auto version = inspectDatabase(path, newest);
    QVERIFY2(version, version ? "" : qPrintable(version.error().message));
    QCOMPARE(*version, newest);
    QCOMPARE(inspectDatabase(path, newest + 1).value(), newest);
    QCOMPARE(sha256OfFile(path), before);

    const auto missing = inspectDatabase(folder.filePath(u"none.db"_s), 1);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::StorageFailure);
    const auto directory = inspectDatabase(folder.path(), 1);
    QVERIFY(!directory);
    QCOMPARE(directory.error().code, ErrorCode::WorkspaceRefused);
}

void TestDatabaseInspection::seesANewerVersionThatOnlyTheLogHolds()
{
    QTemporaryDir folder;
    const QString path = copyWorkspace(folder);
    auto writer = DatabaseConnection::open(path, DatabaseConnection::Role::Write);
    QVERIFY(writer);
    QVERIFY((*writer)->run(u"PRAGMA user_version = 5"_s));
    const QByteArray before = sha256OfFile(path);
    const auto version = inspectDatabase(path, 1);
    QVERIFY(!version);
    QCOMPARE(version.error().details.value("reason"_L1).toString(), u"newer"_s);
    QCOMPARE(sha256OfFile(path), before);
    QVERIFY(QFile(path + u"-wal"_s).size() > 0);
}

void TestDatabaseInspection::readsALogThatAKilledProcessLeft()
{
    QTemporaryDir source;
    QTemporaryDir folder;
    const QString path = copyWorkspace(source);
    auto writer = DatabaseConnection::open(path, DatabaseConnection::Role::Write);
    QVERIFY(writer && (*writer)->run(u"DELETE FROM machines WHERE seq > 7"_s));
    for (const QString &suffix : {u""_s, u"-wal"_s})
        QVERIFY(QFile::copy(path + suffix, folder.filePath(u"muster.db"_s) + suffix));
    auto workspace = WorkspaceFile::open(folder.path());
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    QCOMPARE((*workspace)->reader().value()->machineCount().value(), 7);
}

void TestDatabaseInspection::rollsBackAJournalThatAKilledProcessLeft()
{
    QTemporaryDir source;
    QTemporaryDir folder;
    const QString path = copyWorkspace(source);
    const QString copy = folder.filePath(u"muster.db"_s);
    auto writer = DatabaseConnection::open(path, DatabaseConnection::Role::Write);
    // With no room in the cache, the changed pages reach the file before the commit.
    for (const QString &sql : {u"PRAGMA journal_mode = DELETE"_s, u"PRAGMA cache_size = 2"_s,
                               u"BEGIN IMMEDIATE"_s, u"UPDATE machines SET document = zeroblob(9000)"_s})
        QVERIFY((*writer)->run(sql));
    QVERIFY(QFile::copy(path, copy) && QFile::copy(path + u"-journal"_s, copy + u"-journal"_s));
    QVERIFY(QFile(copy + u"-journal"_s).size() > 0);
    QVERIFY(sha256OfFile(copy) != sha256OfFile(m_original.filePath(u"muster.db"_s)));
    auto workspace = WorkspaceFile::open(folder.path());
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    const auto stored = (*workspace)->reader().value()->machine(u"mach_300"_s);
    QVERIFY(stored && *stored);
    QCOMPARE((*stored)->document, "{}"_ba);
}

QTEST_GUILESS_MAIN(TestDatabaseInspection)
#include "tst_databaseinspection.moc"
