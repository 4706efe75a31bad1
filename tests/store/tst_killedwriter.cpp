// SPDX-License-Identifier: GPL-3.0-or-later
#include "childprocess.h"
#include "databaseconnection.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

/// A process killed at any point loses nothing it has acknowledged. As that process (`--write FOLDER ROUND`)
/// it writes from four threads without end, each write a challenge used, a machine and an audit event, and
/// names each one when it is acknowledged.
class TestKilledWriter : public QObject
{
    Q_OBJECT

private slots:
    void losesNothingAcknowledged();
    void opensWhatWasKilledWhileItWasMade();

private:
    static QSet<QString> writeUntilKilled(const QString &folder, int round, int lines);
};

namespace {

constexpr int kThreads = 4;

Result<void> writeOne(WorkspaceFile &workspace, const QString &name, qint64 number)
{
    const auto issued = workspace.writer().write(
        [&](WriteSession &session) { return session.insertChallenge(challenge(u"mic_"_s + name, number)); });
    if (!issued)
        return issued;
    return workspace.writer().write([&](WriteSession &session) -> Result<void> {
        if (auto used = session.consumeChallenge(u"mic_"_s + name, kNow); !used)
            return used;
        if (auto stored = session.insertMachine(fullMachine(u"mach_"_s + name, number), "{}"_ba); !stored)
            return stored;
        return session.appendAuditEvent(auditEvent(u"evt_"_s + name));
    });
}

int writeForEver(const QString &folder, int round)
{
    auto workspace = WorkspaceFile::open(folder);
    if (!workspace) {
        childprocess::say(u"failed "_s + workspace.error().message);
        return 1;
    }
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0;; ++i) {
                const QString name = u"%1_%2_%3"_s.arg(round).arg(thread).arg(i);
                const auto stored =
                    writeOne(**workspace, name, (qint64(round) * kThreads + thread) * 1000000 + i);
                if (!stored) {
                    childprocess::say(u"failed "_s + stored.error().message);
                    return;
                }
                childprocess::say(name);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return 1;
}

int count(const QString &path, const QString &sql)
{
    auto connection = DatabaseConnection::open(path, DatabaseConnection::Role::Inspect);
    return connection ? (*connection)->run(sql).value_or(QVariant(-1)).toInt() : -1;
}

QString checkIntegrity(const QString &path)
{
    auto connection = DatabaseConnection::open(path, DatabaseConnection::Role::Inspect);
    return connection ? (*connection)->run(u"PRAGMA integrity_check"_s).value_or(QVariant()).toString()
                      : QString();
}

} // namespace

/// Kills the process once it has named `lines` writes; answers all that it named before it died.
QSet<QString> TestKilledWriter::writeUntilKilled(const QString &folder, int round, int lines)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--write"_s, folder, QString::number(round)});
    QByteArray output;
    while (output.count('\n') < lines && process.waitForReadyRead(60000))
        output += process.readAllStandardOutput();
    process.kill();
    process.waitForFinished(60000);
    output += process.readAllStandardOutput();
    const qsizetype complete = output.lastIndexOf('\n') + 1;
    const QStringList names = QString::fromUtf8(output.first(complete)).split(u'\n', Qt::SkipEmptyParts);
    return QSet<QString>(names.begin(), names.end());
}

// contract: LIFE-12, AUD-1
void TestKilledWriter::losesNothingAcknowledged()
{
    QTemporaryDir place;
    const QString path = place.filePath(u"muster.db"_s);
    QSet<QString> acknowledged;
    qsizetype rounds = 0;
    for (int round = 0; round < 20; ++round) {
        const auto named = writeUntilKilled(place.path(), round, QRandomGenerator::global()->bounded(1, 200));
        for (const QString &name : named)
            QVERIFY2(!name.startsWith("failed"_L1), qPrintable(name));
        QVERIFY(!named.isEmpty());
        acknowledged.unite(named);
        ++rounds;

        // The log as the killed process left it, before anything repairs it.
        QCOMPARE(checkIntegrity(path), u"ok"_s);
        auto workspace = WorkspaceFile::open(place.path());
        QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
        const QStringList ids = storedIds(*(*workspace)->reader().value());
        const QSet<QString> stored(ids.begin(), ids.end());
        for (const QString &name : acknowledged)
            QVERIFY2(stored.contains(u"mach_"_s + name), qPrintable(name));
        QVERIFY(stored.size() <= acknowledged.size() + rounds * kThreads);
        workspace->reset();
        QCOMPARE(count(path, u"SELECT count(*) FROM machines"_s), int(stored.size()));
        QCOMPARE(count(path, u"SELECT count(*) FROM audit_events"_s), int(stored.size()));
        QCOMPARE(count(path, u"SELECT count(*) FROM challenges WHERE used_at IS NOT NULL"_s),
                 int(stored.size()));
        QCOMPARE(checkIntegrity(path), u"ok"_s);
    }
}

void TestKilledWriter::opensWhatWasKilledWhileItWasMade()
{
    for (int round = 0; round < 40; ++round) {
        QTemporaryDir place;
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--write"_s, place.path(), u"0"_s});
        QVERIFY(process.waitForStarted());
        // Any moment between the start and the first writes is worth a try.
        std::ignore = process.waitForFinished(QRandomGenerator::global()->bounded(20, 300));
        process.kill();
        QVERIFY(process.waitForFinished(60000));
        auto workspace = WorkspaceFile::open(place.path());
        QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
        QVERIFY(insert((*workspace)->writer(), machine(u"mach_after"_s)));
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--write"_L1)
        return writeForEver(arguments.value(2), arguments.value(3).toInt());
    TestKilledWriter test;
    return QTest::qExec(&test, arguments);
}

#include "tst_killedwriter.moc"
