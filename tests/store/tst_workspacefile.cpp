// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspacefile.h"

#include "childprocess.h"
#include "storereader.h"
#include "storesamples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

/// As a second process (`--open FOLDER`) it says what opening answers.
class TestWorkspaceFile : public QObject
{
    Q_OBJECT

private slots:
    void makesAPrivateFolderAndPrivateFiles();
    void leavesAnExistingFolderAsItIs();
    void refusesASecondProcessAndNamesTheFirst();
    void opensAgainAfterClosing();
    void opensEveryKindOfPath();
    void saysWhatIsWrongWithTheFolder();
    void saysWhenTheFolderIsReadOnly();
    void saysWhenTheDatabaseIsUnreadable();
    void leavesNothingBehindWhenTheDiskIsFull();
};

namespace {

constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                         QFile::WriteOther | QFile::ExeOther;

int openAndSay(const QString &folder)
{
    const auto workspace = WorkspaceFile::open(folder);
    childprocess::say(workspace ? u"OPENED"_s : errorCodeName(workspace.error().code));
    childprocess::say(workspace ? (*workspace)->folder() : workspace.error().message);
    return workspace ? 0 : 1;
}

} // namespace

void TestWorkspaceFile::makesAPrivateFolderAndPrivateFiles()
{
    QTemporaryDir place;
    const QString folder = place.filePath(u"above/workspace"_s);
    auto workspace = WorkspaceFile::open(folder);
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    QCOMPARE((*workspace)->folder(), folder);
    QVERIFY(insert((*workspace)->writer(), machine(u"mach_1"_s)));
    (*workspace)->announceUrl(u"http://127.0.0.1:1"_s);
    QVERIFY(!(QFile::permissions(folder) & kOthers));
    const QStringList files = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(files.size() >= 4);
    for (const QString &name : files)
        QVERIFY2(!(QFile::permissions(QDir(folder).filePath(name)) & kOthers), qPrintable(name));
    workspace->reset();
    QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden),
             (QStringList{u"muster.db"_s, u"muster.db.closed"_s}));
}

void TestWorkspaceFile::leavesAnExistingFolderAsItIs()
{
    QTemporaryDir place;
    const auto open =
        QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup;
    QVERIFY(QFile::setPermissions(place.path(), open));
    auto workspace = WorkspaceFile::open(place.path());
    QVERIFY(workspace);
    QVERIFY(QFile::permissions(place.path()) & QFile::ReadGroup);
    QVERIFY(!(QFile::permissions(place.filePath(u"muster.db"_s)) & kOthers));
}

void TestWorkspaceFile::refusesASecondProcessAndNamesTheFirst()
{
    QTemporaryDir place;
    auto workspace = WorkspaceFile::open(place.path());
    QVERIFY(workspace);
    const qint64 pid = QCoreApplication::applicationPid();
    auto second = childprocess::run({u"--open"_s, place.path()});
    QCOMPARE(second.exitCode, 1);
    QCOMPARE(second.lines, QStringList({errorCodeName(ErrorCode::WorkspaceInUse),
                                        u"This workspace is open in process %1."_s.arg(pid)}));
    (*workspace)->announceUrl(u"http://127.0.0.1:8787"_s);
    second = childprocess::run({u"--open"_s, place.path()});
    QCOMPARE(second.lines.value(1),
             u"This workspace is open in process %1, serving http://127.0.0.1:8787."_s.arg(pid));
    (*workspace)->announceUrl(QString());
    second = childprocess::run({u"--open"_s, place.path()});
    QCOMPARE(second.lines.value(1), u"This workspace is open in process %1."_s.arg(pid));
    QVERIFY(insert((*workspace)->writer(), machine(u"mach_1"_s)));
    workspace->reset();
    second = childprocess::run({u"--open"_s, place.path()});
    QCOMPARE(second.lines, QStringList({u"OPENED"_s, place.path()}));
}

void TestWorkspaceFile::opensAgainAfterClosing()
{
    QTemporaryDir place;
    for (int i = 0; i < 5; ++i) {
        auto workspace = WorkspaceFile::open(place.path());
        QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
        auto reader = (*workspace)->reader();
        QVERIFY(reader);
        QCOMPARE((*reader)->machineCount().value(), i);
        QVERIFY(insert((*workspace)->writer(), machine(u"mach_%1"_s.arg(i))));
    }
}

void TestWorkspaceFile::opensEveryKindOfPath()
{
    QTemporaryDir place;
    for (const QString &name :
         {u"with space"_s, u"\u00e4\u91cd \U0001F3D7"_s, u"a?b#c%41&d;e"_s, u"quote'\""_s, u"x/../y//z"_s}) {
        for (int time = 0; time < 2; ++time) {
            auto workspace = WorkspaceFile::open(place.filePath(name));
            QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
            QVERIFY((*workspace)->reader());
            QVERIFY(QFile::exists(QDir((*workspace)->folder()).filePath(u"muster.db"_s)));
        }
    }
    QCOMPARE(QDir(place.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 5);
}

void TestWorkspaceFile::saysWhatIsWrongWithTheFolder()
{
    QTemporaryDir place;
    const QString file = place.filePath(u"file"_s);
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    const QMap<QString, QString> faults{{file, u"is a file"_s},
                                        {file + u"/below"_s, u"cannot be made"_s},
                                        {u"/proc/muster"_s, u"cannot be made"_s}};
    for (const QString &folder : faults.keys()) {
        const QString words = faults.value(folder);
        const auto workspace = WorkspaceFile::open(folder);
        QVERIFY(!workspace);
        QCOMPARE(workspace.error().code, ErrorCode::StorageFailure);
        QVERIFY2(workspace.error().message.contains(words), qPrintable(workspace.error().message));
        QVERIFY(workspace.error().message.contains(folder));
        QCOMPARE(workspace.error().details.value("path"_L1).toString(), folder);
    }
    QVERIFY(QDir(place.path()).mkdir(u"muster.db"_s));
    const auto workspace = WorkspaceFile::open(place.path());
    QVERIFY(!workspace);
    QCOMPARE(workspace.error().code, ErrorCode::WorkspaceRefused);
    QVERIFY(workspace.error().message.contains(u"is a folder"_s));
}

void TestWorkspaceFile::saysWhenTheFolderIsReadOnly()
{
    QTemporaryDir place;
    const QString folder = place.filePath(u"workspace"_s);
    QVERIFY(WorkspaceFile::open(folder));
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    const auto second = childprocess::run({u"--open"_s, folder}, childprocess::withoutPrivileges());
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(second.lines.value(0), errorCodeName(ErrorCode::StorageFailure));
    QVERIFY2(second.lines.value(1).contains(u"No file can be made in the workspace folder "_s + folder),
             qPrintable(second.lines.value(1)));
    QVERIFY(WorkspaceFile::open(folder));
}

void TestWorkspaceFile::saysWhenTheDatabaseIsUnreadable()
{
    QTemporaryDir place;
    QVERIFY(WorkspaceFile::open(place.path()));
    const QString path = place.filePath(u"muster.db"_s);
    QVERIFY(QFile::setPermissions(path, QFile::Permissions()));
    auto second = childprocess::run({u"--open"_s, place.path()}, childprocess::withoutPrivileges());
    QCOMPARE(second.lines.value(0), errorCodeName(ErrorCode::StorageFailure));
    QVERIFY2(second.lines.value(1).contains(path + u" cannot be read"_s), qPrintable(second.lines.value(1)));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    second = childprocess::run({u"--open"_s, place.path()}, childprocess::withoutPrivileges());
    QCOMPARE(second.lines.value(0), errorCodeName(ErrorCode::StorageFailure));
    QVERIFY2(second.lines.value(1).contains(path + u" cannot be written"_s),
             qPrintable(second.lines.value(1)));
}

void TestWorkspaceFile::leavesNothingBehindWhenTheDiskIsFull()
{
    QTemporaryDir place;
    const auto second = childprocess::run({u"--open"_s, place.path()}, childprocess::withFileSizeLimit(8));
    QCOMPARE(second.lines.value(0), errorCodeName(ErrorCode::StorageFailure));
    QVERIFY2(second.lines.value(1).contains(place.path()), qPrintable(second.lines.value(1)));
    QVERIFY(QDir(place.path()).isEmpty());
    QVERIFY(WorkspaceFile::open(place.path()));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--open"_L1)
        return openAndSay(arguments.value(2));
    TestWorkspaceFile test;
    return QTest::qExec(&test, arguments);
}

#include "tst_workspacefile.moc"
