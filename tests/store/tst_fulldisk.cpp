// SPDX-License-Identifier: GPL-3.0-or-later
#include "childprocess.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QCoreApplication>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

/// What happens to a workspace when its disk fills up while it is in use. As a second process (`--fill FOLDER
/// BYTES THREADS`) it writes machines with documents of that size until it is refused, and names every
/// acknowledged one.
class TestFullDisk : public QObject
{
    Q_OBJECT

private slots:
    void losesNothingAcknowledged_data();
    void losesNothingAcknowledged();
};

namespace {

constexpr int kMost = 2000;

/// Writes until it is refused; a refused small write must not hinder the reader.
bool fillUp(WorkspaceFile &workspace, int thread, const QByteArray &document)
{
    auto reader = workspace.reader();
    for (int i = 0; i < kMost; ++i) {
        const QString id = u"mach_%1_%2"_s.arg(thread).arg(i);
        const auto stored = insert(workspace.writer(), machine(id), document);
        if (stored) {
            childprocess::say(u"stored "_s + id);
            continue;
        }
        childprocess::say(u"refused %1 %2"_s.arg(errorCodeName(stored.error().code), stored.error().message));
        const auto refused =
            reader ? (*reader)->machine(id) : Result<std::optional<StoredMachine>>(std::nullopt);
        return reader && refused && !*refused && (*reader)->check();
    }
    return false;
}

int fill(const QString &folder, int bytes, int threadCount)
{
    auto workspace = WorkspaceFile::open(folder);
    if (!workspace) {
        childprocess::say(workspace.error().message);
        return 2;
    }
    std::atomic<bool> healthy{true};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < threadCount; ++thread) {
        threads.emplace_back([&, thread] {
            if (!fillUp(**workspace, thread, QByteArray(bytes, 'x')))
                healthy = false;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return healthy ? 0 : 3;
}

} // namespace

void TestFullDisk::losesNothingAcknowledged_data()
{
    QTest::addColumn<int>("documentBytes");
    QTest::addColumn<int>("threads");
    QTest::newRow("the commit is refused") << 2000 << 1;
    QTest::newRow("the commit of a group is refused") << 2000 << 8;
    // More than the cache of a connection holds: the statement itself has to write, and is refused.
    QTest::newRow("the statement is refused") << 6000000 << 1;
    QTest::newRow("the statement of one in a group is refused") << 600000 << 8;
}

// contract: LIFE-11, LIFE-12
void TestFullDisk::losesNothingAcknowledged()
{
    QFETCH(int, documentBytes);
    QFETCH(int, threads);
    QTemporaryDir place;
    {
        auto workspace = WorkspaceFile::open(place.path());
        QVERIFY(workspace && insert((*workspace)->writer(), machine(u"mach_before"_s)));
    }
    const auto child = childprocess::run(
        {u"--fill"_s, place.path(), QString::number(documentBytes), QString::number(threads)},
        childprocess::withFileSizeLimit(1200));
    QVERIFY2(child.exitCode == 0, qPrintable(child.lines.join(u'\n') + child.errors));
    QSet<QString> acknowledged{u"mach_before"_s};
    int refused = 0;
    for (const QString &line : child.lines) {
        if (line.startsWith("stored "_L1)) {
            acknowledged.insert(line.mid(7));
            continue;
        }
        ++refused;
        QVERIFY2(line.startsWith(u"refused %1 %2/muster.db "_s.arg(errorCodeName(ErrorCode::StorageFailure),
                                                                   place.path())),
                 qPrintable(line));
        QVERIFY2(line.contains(u"free space"_s) || line.contains(u"Free some space"_s), qPrintable(line));
    }
    QCOMPARE(refused, threads);
    auto workspace = WorkspaceFile::open(place.path());
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    const QStringList stored = storedIds(*(*workspace)->reader().value());
    QCOMPARE(QSet<QString>(stored.begin(), stored.end()), acknowledged);
    QVERIFY(insert((*workspace)->writer(), machine(u"mach_after"_s)));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--fill"_L1)
        return fill(arguments.value(2), arguments.value(3).toInt(), arguments.value(4).toInt());
    TestFullDisk test;
    return QTest::qExec(&test, arguments);
}

#include "tst_fulldisk.moc"
