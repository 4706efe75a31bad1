// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupcommitwriter.h"

#include "storereader.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <latch>
#include <thread>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

class TestGroupCommitWriter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void acknowledgesOnlyWhatIsThere();
    void runsActionsInCommitOrderBeforeTheCallersWake();
    void refusesToWaitForItself();
    void endsAfterItsLastCommand();
    void saysWhenItCannotOpen();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestGroupCommitWriter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

// contract: LIFE-11, LIFE-12
void TestGroupCommitWriter::acknowledgesOnlyWhatIsThere()
{
    constexpr int kThreads = 16;
    constexpr int kEach = 40;
    auto workspace = WorkspaceFile::open(m_folder->path());
    QVERIFY(workspace);
    StoreWriter &writer = (*workspace)->writer();
    std::latch start(kThreads);
    std::atomic<int> refused{0};
    std::atomic<int> wrong{0};
    std::vector<QStringList> acknowledged(kThreads);
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
            auto reader = (*workspace)->reader();
            start.arrive_and_wait();
            for (int i = 0; i < kEach; ++i) {
                // Every tenth of all threads wants the same identity: one may have it.
                const qint64 number = i % 10 == 0 ? 1000000 + i : t * kEach + i;
                const QString id = u"mach_%1_%2"_s.arg(t).arg(i);
                const auto stored = insert(writer, machineWithIdentity(id, number));
                const bool found = (*reader)->machine(id).value().has_value();
                if (stored.has_value() != found)
                    ++wrong;
                if (stored)
                    acknowledged[std::size_t(t)].append(id);
                else if (stored.error().code == ErrorCode::MachineIdentityExists)
                    ++refused;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(refused.load(), (kThreads - 1) * kEach / 10);
    QSet<QString> expected;
    for (const QStringList &ids : acknowledged)
        expected.unite(QSet<QString>(ids.begin(), ids.end()));
    QCOMPARE(expected.size(), kThreads * kEach - refused.load());
    workspace->reset();
    workspace = WorkspaceFile::open(m_folder->path());
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    const QStringList stored = storedIds(*(*workspace)->reader().value());
    QCOMPARE(stored.size(), expected.size());
    QVERIFY(QSet<QString>(stored.begin(), stored.end()) == expected);
}

void TestGroupCommitWriter::runsActionsInCommitOrderBeforeTheCallersWake()
{
    auto workspace = WorkspaceFile::open(m_folder->path());
    QVERIFY(workspace);
    QStringList order; // touched on the writer's thread only, until all threads have ended
    std::atomic<int> late{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 20; ++i) {
                const QString id = u"mach_%1_%2"_s.arg(t).arg(i);
                bool told = false;
                const auto stored = (*workspace)->writer().write([&](WriteSession &session) {
                    session.onCommitted([&] {
                        order.append(id);
                        told = true;
                    });
                    return session.insertMachine(machine(id), "{}"_ba);
                });
                if (!stored || !told)
                    ++late;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(late.load(), 0);
    QCOMPARE(order.size(), 160);
    QCOMPARE(order, storedIds(*(*workspace)->reader().value()));
}

void TestGroupCommitWriter::refusesToWaitForItself()
{
    auto workspace = WorkspaceFile::open(m_folder->path());
    StoreWriter &writer = (*workspace)->writer();
    std::optional<Result<void>> nested;
    std::optional<Result<void>> afterwards;
    const auto outer = writer.write([&](WriteSession &session) -> Result<void> {
        nested = insert(writer, machine(u"mach_1"_s));
        session.onCommitted([&] { afterwards = insert(writer, machine(u"mach_2"_s)); });
        return session.insertMachine(machine(u"mach_3"_s), "{}"_ba);
    });
    QVERIFY(outer);
    QCOMPARE(nested->error().code, ErrorCode::InternalError);
    QCOMPARE(afterwards->error().code, ErrorCode::InternalError);
    QCOMPARE((*workspace)->reader().value()->machineCount().value(), 1);
}

void TestGroupCommitWriter::endsAfterItsLastCommand()
{
    QVERIFY(WorkspaceFile::open(m_folder->path()));
    auto writer = GroupCommitWriter::start(m_folder->filePath(u"muster.db"_s));
    QVERIFY(writer);
    std::vector<std::thread> threads;
    std::atomic<int> stored{0};
    for (int t = 0; t < 6; ++t) {
        threads.emplace_back(
            [&, t] { stored += insert(**writer, machine(u"mach_%1"_s.arg(t))).has_value() ? 1 : 0; });
    }
    for (std::thread &thread : threads)
        thread.join();
    writer->reset();
    QCOMPARE(stored.load(), 6);
    auto workspace = WorkspaceFile::open(m_folder->path());
    QCOMPARE((*workspace)->reader().value()->machineCount().value(), 6);
}

void TestGroupCommitWriter::saysWhenItCannotOpen()
{
    const auto writer = GroupCommitWriter::start(m_folder->filePath(u"none.db"_s));
    QVERIFY(!writer);
    QCOMPARE(writer.error().code, ErrorCode::StorageFailure);
    QVERIFY(writer.error().message.contains(u"none.db"_s));
}

QTEST_GUILESS_MAIN(TestGroupCommitWriter)
#include "tst_groupcommitwriter.moc"
