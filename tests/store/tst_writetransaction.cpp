// SPDX-License-Identifier: GPL-3.0-or-later
#include "writetransaction.h"

#include "storereader.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

class TestWriteTransaction : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void isolatesFailures();
    void runsActionsInOrderAfterTheCommit();
    void survivesACommandThatThrows();
    void storesNothingWhenAnotherProgramHoldsTheFile();

private:
    std::vector<Result<void>> run(const std::vector<WriteCommand> &commands);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFile> m_workspace;
    std::unique_ptr<StoreReader> m_reader;
    std::unique_ptr<WriteTransaction> m_transaction;
};

void TestWriteTransaction::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_workspace = std::move(WorkspaceFile::open(m_folder->path()).value());
    m_reader = std::move(m_workspace->reader().value());
    m_transaction = std::move(WriteTransaction::open(m_folder->filePath(u"muster.db"_s)).value());
}

void TestWriteTransaction::cleanup()
{
    m_transaction.reset();
    m_reader.reset();
    m_workspace.reset();
}

std::vector<Result<void>> TestWriteTransaction::run(const std::vector<WriteCommand> &commands)
{
    std::vector<const WriteCommand *> pointers;
    for (const WriteCommand &command : commands)
        pointers.push_back(&command);
    return m_transaction->run(pointers);
}

// contract: LIFE-11
void TestWriteTransaction::isolatesFailures()
{
    const auto inserting = [](const Machine &machine) -> WriteCommand {
        return [machine](WriteSession &session) { return session.insertMachine(machine, "{}"_ba); };
    };
    const WriteCommand failsAfterWriting = [](WriteSession &session) -> Result<void> {
        if (auto stored = session.insertMachine(machineWithIdentity(u"mach_half"_s, 9), "{}"_ba); !stored)
            return stored;
        return fail(ErrorCode::Cancelled, u"Changed my mind."_s);
    };
    const auto results =
        run({inserting(machineWithIdentity(u"mach_1"_s, 1)), inserting(machineWithIdentity(u"mach_2"_s, 1)),
             failsAfterWriting, inserting(machineWithIdentity(u"mach_3"_s, 9)),
             inserting(machineWithIdentity(u"mach_4"_s, 4))});
    QVERIFY(results[0]);
    QCOMPARE(results[1].error().code, ErrorCode::MachineIdentityExists);
    QCOMPARE(results[2].error().code, ErrorCode::Cancelled);
    QVERIFY(results[3]);
    QVERIFY(results[4]);
    QCOMPARE(storedIds(*m_reader).join(u' '), u"mach_1 mach_3 mach_4"_s);
    // A sequence number of a command that failed may be given again, but never below one that is on disk.
    QVERIFY(m_reader->machine(u"mach_4"_s).value()->sequence >
            m_reader->machine(u"mach_3"_s).value()->sequence);
}

void TestWriteTransaction::runsActionsInOrderAfterTheCommit()
{
    QStringList seen;
    const auto command = [&](const QString &id, bool succeeds) -> WriteCommand {
        return [&seen, id, succeeds, this](WriteSession &session) -> Result<void> {
            session.onCommitted(
                [&seen, id, this] { seen.append(id + (m_reader->machine(id).value() ? u"+"_s : u"-"_s)); });
            session.onCommitted([&seen, id] { seen.append(id); });
            if (auto stored = session.insertMachine(machine(id), "{}"_ba); !stored)
                return stored;
            seen.append(u"ran "_s + id);
            return succeeds ? Result<void>() : fail(ErrorCode::Cancelled, u"No."_s);
        };
    };
    run({command(u"a"_s, true), command(u"b"_s, false), command(u"c"_s, true)});
    QCOMPARE(seen.join(u' '), u"ran a ran b ran c a+ a c+ c"_s);
}

void TestWriteTransaction::survivesACommandThatThrows()
{
    const auto results =
        run({[](WriteSession &session) -> Result<void> {
                 std::ignore = session.insertMachine(machine(u"a"_s), "{}"_ba);
                 throw std::runtime_error("out of paper");
             },
             [](WriteSession &session) { return session.insertMachine(machine(u"b"_s), "{}"_ba); }});
    QCOMPARE(results[0].error().code, ErrorCode::InternalError);
    QVERIFY(results[0].error().message.contains(u"out of paper"_s));
    QVERIFY(results[1]);
    QCOMPARE(*m_reader->machineCount(), 1);
}

void TestWriteTransaction::storesNothingWhenAnotherProgramHoldsTheFile()
{
    auto intruder =
        DatabaseConnection::open(m_folder->filePath(u"muster.db"_s), DatabaseConnection::Role::Write);
    QVERIFY(intruder && (*intruder)->run(u"BEGIN IMMEDIATE"_s));
    bool ran = false;
    const std::vector<WriteCommand> commands(3, [&ran](WriteSession &session) {
        session.onCommitted([&ran] { ran = true; });
        return session.insertMachine(machine(u"a"_s), "{}"_ba);
    });
    for (const Result<void> &result : run(commands)) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::StorageFailure);
        QVERIFY(result.error().message.contains(u"is locked by another program"_s));
    }
    QVERIFY(!ran);
    QVERIFY((*intruder)->run(u"ROLLBACK"_s));
    const auto afterwards = run({commands.front()});
    QVERIFY(afterwards[0]);
    QVERIFY(ran);
}

QTEST_GUILESS_MAIN(TestWriteTransaction)
#include "tst_writetransaction.moc"
