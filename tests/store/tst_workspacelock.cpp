// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspacelock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace muster;

/// As a second process (`--hold FOLDER [URL]`) it takes the lock, says so, and holds it until its input ends.
class TestWorkspaceLock : public QObject
{
    Q_OBJECT

private slots:
    void namesTheOtherProcessAndItsUrl();
    void namesOnlyTheProcessThatDoesNotServe();
    void refusesASecondTimeInTheSameProcess();
    void takesOverFromAKilledProcess();
    void takesOverALockThatBearsItsOwnProcessId();
    void takesOverALockThatNobodySigned();
    void ignoresANoteOfAnotherProcess();
    void releasesWithTheObject();
    void keepsItsFilesPrivate();
    void saysWhenTheFolderTakesNoFiles();

private:
    static void hold(QProcess &process, const QStringList &arguments);
};

namespace {

int holdLock(const QStringList &arguments)
{
    const auto lock = WorkspaceLock::acquire(arguments.value(2));
    if (!lock)
        return 1;
    if (arguments.size() > 3 && !(*lock)->announceUrl(arguments.at(3)))
        return 2;
    std::puts("held");
    std::fflush(stdout);
    QFile input;
    std::ignore = input.open(stdin, QIODevice::ReadOnly);
    input.readAll();
    return 0;
}

} // namespace

void TestWorkspaceLock::hold(QProcess &process, const QStringList &arguments)
{
    process.start(QCoreApplication::applicationFilePath(), QStringList{u"--hold"_s} + arguments);
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(process.waitForReadyRead(100) || process.bytesAvailable() > 0, 20000);
    QCOMPARE(process.readLine(), "held\n"_ba);
}

void TestWorkspaceLock::namesTheOtherProcessAndItsUrl()
{
    QTemporaryDir folder;
    QProcess other;
    hold(other, {folder.path(), u"http://127.0.0.1:8787"_s});
    const auto lock = WorkspaceLock::acquire(folder.path());
    QVERIFY(!lock);
    QCOMPARE(lock.error().code, ErrorCode::WorkspaceInUse);
    QCOMPARE(
        lock.error().message,
        u"This workspace is open in process %1, serving http://127.0.0.1:8787."_s.arg(other.processId()));
    QCOMPARE(lock.error().details.value("pid"_L1).toInteger(), other.processId());
    QCOMPARE(lock.error().details.value("url"_L1).toString(), u"http://127.0.0.1:8787"_s);
    other.closeWriteChannel();
    QVERIFY(other.waitForFinished(20000));
    QCOMPARE(other.exitCode(), 0);
    QVERIFY(WorkspaceLock::acquire(folder.path()));
}

void TestWorkspaceLock::namesOnlyTheProcessThatDoesNotServe()
{
    QTemporaryDir folder;
    QProcess other;
    hold(other, {folder.path()});
    const auto lock = WorkspaceLock::acquire(folder.path());
    QVERIFY(!lock);
    QCOMPARE(lock.error().message, u"This workspace is open in process %1."_s.arg(other.processId()));
    other.closeWriteChannel();
    QVERIFY(other.waitForFinished(20000));
}

void TestWorkspaceLock::refusesASecondTimeInTheSameProcess()
{
    QTemporaryDir folder;
    auto first = WorkspaceLock::acquire(folder.path());
    QVERIFY(first);
    QVERIFY((*first)->announceUrl(u"http://127.0.0.1:1"_s));
    for (int i = 0; i < 3; ++i) {
        const auto second = WorkspaceLock::acquire(folder.path());
        QVERIFY(!second);
        QCOMPARE(second.error().message,
                 u"This workspace is open in process %1, serving http://127.0.0.1:1."_s.arg(
                     QCoreApplication::applicationPid()));
    }
    QVERIFY((*first)->announceUrl(QString()));
    QVERIFY(!WorkspaceLock::acquire(folder.path()).error().message.contains(u"serving"_s));
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, folder.path()});
    QVERIFY(other.waitForFinished(20000));
    QCOMPARE(other.exitCode(), 1);
}

void TestWorkspaceLock::takesOverFromAKilledProcess()
{
    QTemporaryDir folder;
    QProcess other;
    hold(other, {folder.path(), u"http://127.0.0.1:8787"_s});
    other.kill();
    QVERIFY(other.waitForFinished(20000));
    QVERIFY(QFile::exists(folder.filePath(u"muster.owner.json"_s)));
    const auto lock = WorkspaceLock::acquire(folder.path());
    QVERIFY2(lock, lock ? "" : qPrintable(lock.error().message));
    QVERIFY(!QFile::exists(folder.filePath(u"muster.owner.json"_s)));
}

void TestWorkspaceLock::takesOverALockThatBearsItsOwnProcessId()
{
    // What a killed server leaves in a container, where its successor is given the same process id.
    QTemporaryDir folder;
    const QString path = folder.filePath(u"muster.lock"_s);
    QByteArray content;
    {
        const auto lock = WorkspaceLock::acquire(folder.path());
        QVERIFY(lock);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        content = file.readAll();
    }
    QVERIFY(content.contains(QByteArray::number(QCoreApplication::applicationPid())));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    const auto lock = WorkspaceLock::acquire(folder.path());
    QVERIFY2(lock, lock ? "" : qPrintable(lock.error().message));
    QVERIFY(!WorkspaceLock::acquire(folder.path()));
}

void TestWorkspaceLock::takesOverALockThatNobodySigned()
{
    // What a process leaves that is killed between making the file and writing its id.
    for (const QByteArray &content : {""_ba, "12"_ba}) {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"muster.lock"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        const auto lock = WorkspaceLock::acquire(folder.path());
        QVERIFY2(lock, lock ? "" : qPrintable(lock.error().message));
        QVERIFY(!WorkspaceLock::acquire(folder.path()));
    }
}

void TestWorkspaceLock::ignoresANoteOfAnotherProcess()
{
    QTemporaryDir folder;
    const auto lock = WorkspaceLock::acquire(folder.path());
    QVERIFY(lock);
    for (const QByteArray &note :
         {"{\"pid\":1,\"url\":\"http://evil/\"}"_ba, "[]"_ba, "not json"_ba, ""_ba}) {
        QFile file(folder.filePath(u"muster.owner.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(note) == note.size());
        file.close();
        QCOMPARE(WorkspaceLock::acquire(folder.path()).error().message,
                 u"This workspace is open in process %1."_s.arg(QCoreApplication::applicationPid()));
    }
}

void TestWorkspaceLock::releasesWithTheObject()
{
    QTemporaryDir folder;
    {
        const auto lock = WorkspaceLock::acquire(folder.path());
        QVERIFY(lock && (*lock)->announceUrl(u"http://127.0.0.1:1"_s));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
    }
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestWorkspaceLock::keepsItsFilesPrivate()
{
    QTemporaryDir folder;
    const auto lock = WorkspaceLock::acquire(folder.path());
    QVERIFY(lock && (*lock)->announceUrl(u"http://127.0.0.1:1"_s));
    constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString &name : QDir(folder.path()).entryList(QDir::Files))
        QVERIFY2(!(QFile::permissions(folder.filePath(name)) & kOthers), qPrintable(name));
}

void TestWorkspaceLock::saysWhenTheFolderTakesNoFiles()
{
    // The kernel refuses new files in /proc to everybody, the superuser too.
    const auto lock = WorkspaceLock::acquire(u"/proc"_s);
    QVERIFY(!lock);
    QCOMPARE(lock.error().code, ErrorCode::StorageFailure);
    QVERIFY(lock.error().message.contains(u"/proc"_s));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--hold"_L1)
        return holdLock(arguments);
    TestWorkspaceLock test;
    return QTest::qExec(&test, arguments);
}

#include "tst_workspacelock.moc"
