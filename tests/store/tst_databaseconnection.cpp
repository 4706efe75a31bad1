// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaseconnection.h"

#include "storesamples.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace muster;

using Role = DatabaseConnection::Role;

class TestDatabaseConnection : public QObject
{
    Q_OBJECT

private slots:
    void setsEveryPragma_data();
    void setsEveryPragma();
    void makesNoFileUnlessCreating();
    void refusesToReadBesideNoWriter();
    void readersCannotWrite();
    void inspectingChangesNothing();
    void saysWhyAFileCannotBeOpened();
    void leavesNoConnectionNameBehind();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

void TestDatabaseConnection::setsEveryPragma_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<QString>("journalMode");
    QTest::newRow("create") << Role::Create << u"delete"_s;
    QTest::newRow("write") << Role::Write << u"wal"_s;
    QTest::newRow("read") << Role::Read << u"wal"_s;
}

void TestDatabaseConnection::setsEveryPragma()
{
    QFETCH(Role, role);
    QFETCH(QString, journalMode);
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a.db"_s);
    {
        auto made = DatabaseConnection::open(file, Role::Create);
        QVERIFY(made);
        QVERIFY((*made)->run(u"CREATE TABLE t (a INTEGER)"_s));
    }
    std::unique_ptr<DatabaseConnection> writer;
    if (role == Role::Read)
        writer = std::move(DatabaseConnection::open(file, Role::Write).value());
    auto connection = DatabaseConnection::open(file, role);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message));
    const auto read = [&](const QString &sql) { return (*connection)->run(sql).value().toString(); };
    QCOMPARE(read(u"PRAGMA journal_mode"_s), journalMode);
    QCOMPARE(read(u"PRAGMA synchronous"_s), u"2"_s);
    QCOMPARE(read(u"PRAGMA foreign_keys"_s), u"1"_s);
    QCOMPARE(read(u"PRAGMA trusted_schema"_s), u"0"_s);
    QCOMPARE(read(u"PRAGMA busy_timeout"_s), u"5000"_s);
    QCOMPARE(read(u"PRAGMA mmap_size"_s), u"268435456"_s);
    QCOMPARE(read(u"PRAGMA cache_size"_s), u"-4096"_s);
}

void TestDatabaseConnection::makesNoFileUnlessCreating()
{
    for (const Role role : {Role::Inspect, Role::Read, Role::Write}) {
        const auto connection = DatabaseConnection::open(path(u"none.db"_s), role);
        QVERIFY(!connection);
        QCOMPARE(connection.error().code, ErrorCode::StorageFailure);
        QVERIFY(!QFile::exists(path(u"none.db"_s)));
    }
}

void TestDatabaseConnection::refusesToReadBesideNoWriter()
{
    // Nobody has set the write-ahead log yet, so the pragma does not read back.
    const QString file = path(u"rollback.db"_s);
    QVERIFY((*DatabaseConnection::open(file, Role::Create))->run(u"CREATE TABLE t (a INTEGER)"_s));
    const auto reader = DatabaseConnection::open(file, Role::Read);
    QVERIFY(!reader);
    QCOMPARE(reader.error().code, ErrorCode::StorageFailure);
    QVERIFY(reader.error().message.contains(u"journal_mode"_s));
    QVERIFY(reader.error().message.contains(file));
}

void TestDatabaseConnection::readersCannotWrite()
{
    const QString file = path(u"readers.db"_s);
    auto writer = DatabaseConnection::open(file, Role::Create);
    QVERIFY((*writer)->run(u"CREATE TABLE t (a INTEGER)"_s));
    writer = DatabaseConnection::open(file, Role::Write);
    QVERIFY(writer);
    for (const Role role : {Role::Read, Role::Inspect}) {
        auto reader = DatabaseConnection::open(file, role);
        QVERIFY(reader);
        const auto written = (*reader)->run(u"INSERT INTO t VALUES (1)"_s);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::StorageFailure);
    }
    QCOMPARE((*writer)->run(u"SELECT count(*) FROM t"_s).value().toInt(), 0);
}

void TestDatabaseConnection::inspectingChangesNothing()
{
    const QString file = path(u"odd ? # %41 \u00e4 name.db"_s);
    QVERIFY((*DatabaseConnection::open(file, Role::Create))->run(u"CREATE TABLE t (a INTEGER)"_s));
    const QByteArray before = storesamples::sha256OfFile(file);
    QVERIFY(!before.isEmpty());
    {
        auto inspected = DatabaseConnection::open(file, Role::Inspect);
        QVERIFY(inspected);
        QCOMPARE((*inspected)->run(u"PRAGMA quick_check(1)"_s).value().toString(), u"ok"_s);
    }
    QCOMPARE(storesamples::sha256OfFile(file), before);
    QCOMPARE(QDir(m_folder.path()).entryList({u"odd*"_s}), QStringList{QFileInfo(file).fileName()});
}

void TestDatabaseConnection::saysWhyAFileCannotBeOpened()
{
    const QString text = path(u"text.db"_s);
    QFile file(text);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(QByteArray(4096, 'x')) == 4096);
    file.close();
    const auto opened = DatabaseConnection::open(text, Role::Write);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::WorkspaceRefused);
    QVERIFY(opened.error().message.contains(text));

    const auto folder = DatabaseConnection::open(m_folder.path(), Role::Write);
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, ErrorCode::StorageFailure);
    QVERIFY(folder.error().message.contains(u"cannot be opened"_s));
}

void TestDatabaseConnection::leavesNoConnectionNameBehind()
{
    const QStringList before = QSqlDatabase::connectionNames();
    const QString file = path(u"names.db"_s);
    QVERIFY((*DatabaseConnection::open(file, Role::Create))->run(u"CREATE TABLE t (a INTEGER)"_s));
    const auto first = DatabaseConnection::open(file, Role::Write);
    std::vector<std::thread> threads;
    std::atomic<int> opened{0};
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            auto connection = DatabaseConnection::open(file, Role::Read);
            if (connection &&
                (*connection)->run(u"SELECT count(*) FROM t"_s).value_or(QVariant(-1)).toInt() == 0)
                ++opened;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(opened.load(), 8);
    QCOMPARE(QSqlDatabase::connectionNames().size(), before.size() + 1);
}

QTEST_GUILESS_MAIN(TestDatabaseConnection)
#include "tst_databaseconnection.moc"
