// SPDX-License-Identifier: GPL-3.0-or-later
#include "memorydumps.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

int forbidAndTell()
{
    const bool done = muster::forbidMemoryDumps();
    rlimit core{};
    ::getrlimit(RLIMIT_CORE, &core);
    std::printf("%d %d %d %d\n", done, int(core.rlim_cur), int(core.rlim_max), ::prctl(PR_GET_DUMPABLE));
    return 0;
}

/// What the kernel says of a process; `pid` as in /proc.
QByteArray coreLimit(const QString &pid)
{
    QFile limits(u"/proc/%1/limits"_s.arg(pid));
    const QByteArray text = limits.open(QIODevice::ReadOnly) ? limits.readAll() : QByteArray();
    const qsizetype at = text.indexOf("Max core file size");
    return at < 0 ? QByteArray() : text.sliced(at, text.indexOf('\n', at) - at).simplified();
}

} // namespace

/// As a second process (`--forbid`) it is the one that gives its dumps up, for good.
class TestMemoryDumps : public QObject
{
    Q_OBJECT

private slots:
    void areForbidden();
    void areForbiddenInARelease();
};

void TestMemoryDumps::areForbidden()
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {u"--forbid"_s});
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.readAllStandardOutput(), "1 0 0 0\n"_ba);
}

/// The program itself; a debug build stays open to a debugger.
void TestMemoryDumps::areForbiddenInARelease()
{
    const QTemporaryDir home;
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, home.path());
    environment.insert(u"XDG_CONFIG_HOME"_s, home.path());
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(MUSTER_BIN_DIR "/muster"), {u"--data-dir"_s, home.filePath(u"muster"_s)});
    QVERIFY(program.waitForStarted());
    // The workspace is opened after the dumps were forbidden.
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(home.filePath(u"muster/muster.lock"_s)), 20'000);
    const QByteArray limit = coreLimit(QString::number(program.processId()));
#ifdef NDEBUG
    QCOMPARE(limit, "Max core file size 0 0 bytes"_ba);
    QVERIFY(!QFile(u"/proc/%1/mem"_s.arg(program.processId())).open(QIODevice::ReadOnly) || ::geteuid() == 0);
#else
    QCOMPARE(limit, coreLimit(u"self"_s));
#endif
    program.terminate();
    QVERIFY(program.waitForFinished());
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().contains(u"--forbid"_s))
        return forbidAndTell();
    TestMemoryDumps test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_memorydumps.moc"
