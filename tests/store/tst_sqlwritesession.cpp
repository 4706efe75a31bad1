// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlwritesession.h"

#include "storereader.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

class TestSqlWriteSession : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void refusesASecondHolderOfAnIdentity();
    void archivingFreesTheIdentity();
    void refusesAnIdentityTakenByAnUpdate();
    void refusesADuplicateIdAsAFaultOfItsOwn();
    void refusesAStaleRevision();
    void refusesAProofOfAnotherIdentity();
    void usesAChallengeOnce();
    void undoesTheUseOfAChallengeWithItsCommand();
    void refusesAnUnknownChallenge();
    void refusesAnExpiredChallengeFromTheMomentItExpires();
    void killsAChallengeAfterFiveWrongAttempts();
    void keepsSixteenOpenChallengesPerIdentity();
    void dropsEndedChallengesAfterADay();
    void growsTheRegistryRevisionOnlyWithAChange();
    void removesIdentitiesOfTheRegistry();
    void clearsRecordsButNotTheAuditLog();
    void failsTheCommandWhenACallFailed();

private:
    template <typename Command>
    Result<void> write(Command command)
    {
        return m_workspace->writer().write(command);
    }
    Result<void> use(const QString &id, Timestamp now)
    {
        return write([&](WriteSession &session) { return session.consumeChallenge(id, now); });
    }
    Result<void> issue(const StoredChallenge &challenge)
    {
        return write([&](WriteSession &session) { return session.insertChallenge(challenge); });
    }
    int wrongAttempt(const QString &id);
    bool has(const QString &challengeId) { return m_reader->challenge(challengeId).value().has_value(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFile> m_workspace;
    std::unique_ptr<StoreReader> m_reader;
};

namespace {

QString reasonOf(const Result<void> &result)
{
    return result ? QString() : result.error().details.value("reason"_L1).toString();
}

} // namespace

void TestSqlWriteSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto workspace = WorkspaceFile::open(m_folder->path());
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    m_workspace = std::move(*workspace);
    m_reader = std::move(m_workspace->reader().value());
}

void TestSqlWriteSession::cleanup()
{
    m_reader.reset();
    m_workspace.reset();
}

int TestSqlWriteSession::wrongAttempt(const QString &id)
{
    int count = -1;
    const auto counted = write([&](WriteSession &session) -> Result<void> {
        const auto now = session.countWrongAttempt(id);
        if (!now)
            return Failure(now.error());
        count = *now;
        return {};
    });
    return counted ? count : -1;
}

// contract: ID-16
void TestSqlWriteSession::refusesASecondHolderOfAnIdentity()
{
    QVERIFY(insert(m_workspace->writer(), machineWithIdentity(u"mach_1"_s, 42)));
    const auto second = insert(m_workspace->writer(), machineWithIdentity(u"mach_2"_s, 42));
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::MachineIdentityExists);
    QVERIFY(second.error().message.contains(u"did:peaq:42"_s));
    QCOMPARE(*m_reader->machineCount(), 1);
    QVERIFY(insert(m_workspace->writer(), machine(u"mach_3"_s)));
    QVERIFY(insert(m_workspace->writer(), machine(u"mach_4"_s)));
    QCOMPARE(*m_reader->machineCount(), 3);
}

// contract: LIFE-7, ID-16
void TestSqlWriteSession::archivingFreesTheIdentity()
{
    Machine first = machineWithIdentity(u"mach_1"_s, 42);
    QVERIFY(insert(m_workspace->writer(), first));
    first.status = MachineStatus::Archived;
    first.revision = 2;
    QVERIFY(write([&](WriteSession &session) { return session.updateMachine(first, "{}"_ba, 1); }));
    QVERIFY(insert(m_workspace->writer(), machineWithIdentity(u"mach_2"_s, 42)));
    first.status = MachineStatus::Active;
    first.revision = 3;
    const auto back = write([&](WriteSession &session) { return session.updateMachine(first, "{}"_ba, 2); });
    QVERIFY(!back);
    QCOMPARE(back.error().code, ErrorCode::MachineIdentityExists);
}

// contract: ID-16
void TestSqlWriteSession::refusesAnIdentityTakenByAnUpdate()
{
    QVERIFY(insert(m_workspace->writer(), machineWithIdentity(u"mach_1"_s, 42)));
    QVERIFY(insert(m_workspace->writer(), machine(u"mach_2"_s)));
    Machine second = machineWithIdentity(u"mach_2"_s, 42);
    second.revision = 2;
    const auto taken =
        write([&](WriteSession &session) { return session.updateMachine(second, "{}"_ba, 1); });
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::MachineIdentityExists);
    QVERIFY(!m_reader->machine(u"mach_2"_s).value()->machine.identityRef);
}

void TestSqlWriteSession::refusesADuplicateIdAsAFaultOfItsOwn()
{
    QVERIFY(insert(m_workspace->writer(), machineWithIdentity(u"mach_1"_s, 42)));
    const auto second = insert(m_workspace->writer(), machineWithIdentity(u"mach_1"_s, 43));
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::StorageFailure);
}

// contract: HTTP-16
void TestSqlWriteSession::refusesAStaleRevision()
{
    Machine record = machine(u"mach_1"_s);
    QVERIFY(insert(m_workspace->writer(), record));
    record.revision = 2;
    record.displayName = u"first"_s;
    QVERIFY(write([&](WriteSession &session) { return session.updateMachine(record, "a"_ba, 1); }));
    Machine late = record;
    late.displayName = u"second"_s;
    const auto stale = write([&](WriteSession &session) { return session.updateMachine(late, "b"_ba, 1); });
    QVERIFY(!stale);
    QCOMPARE(stale.error().code, ErrorCode::PreconditionFailed);
    QVERIFY(m_reader->machine(u"mach_1"_s).value()->machine == record);
    QCOMPARE(m_reader->machine(u"mach_1"_s).value()->document, "a"_ba);

    const Machine absent = machine(u"mach_9"_s);
    const auto missing =
        write([&](WriteSession &session) { return session.updateMachine(absent, "b"_ba, 1); });
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

void TestSqlWriteSession::refusesAProofOfAnotherIdentity()
{
    Machine record = fullMachine(u"mach_1"_s, 42);
    record.identityRef = identity(43);
    const auto stored = insert(m_workspace->writer(), record);
    QVERIFY(!stored);
    QCOMPARE(stored.error().code, ErrorCode::InternalError);
    record.identityRef.reset();
    QVERIFY(!insert(m_workspace->writer(), record));
    QCOMPARE(*m_reader->machineCount(), 0);
}

// contract: ID-6
void TestSqlWriteSession::usesAChallengeOnce()
{
    QVERIFY(issue(challenge(u"mic_1"_s, 42)));
    QVERIFY(use(u"mic_1"_s, kNow.plusSeconds(10)));
    QCOMPARE(m_reader->challenge(u"mic_1"_s).value()->usedAt->milliseconds,
             kNow.plusSeconds(10).milliseconds);
    const auto again = use(u"mic_1"_s, kNow.plusSeconds(11));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::MachineIdentityProofInvalid);
    QCOMPARE(reasonOf(again), u"challenge_used"_s);
    const auto late = use(u"mic_1"_s, kNow.plusSeconds(1000));
    QCOMPARE(reasonOf(late), u"challenge_used"_s);
}

// contract: ID-6, LIFE-11
void TestSqlWriteSession::undoesTheUseOfAChallengeWithItsCommand()
{
    QVERIFY(issue(challenge(u"mic_1"_s, 42)));
    QVERIFY(insert(m_workspace->writer(), machineWithIdentity(u"mach_1"_s, 42)));
    const auto refused = write([&](WriteSession &session) -> Result<void> {
        if (auto used = session.consumeChallenge(u"mic_1"_s, kNow); !used)
            return used;
        return session.insertMachine(machineWithIdentity(u"mach_2"_s, 42), "{}"_ba);
    });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::MachineIdentityExists);
    QVERIFY(!m_reader->challenge(u"mic_1"_s).value()->usedAt);
    QVERIFY(use(u"mic_1"_s, kNow));
}

// contract: ID-9
void TestSqlWriteSession::refusesAnUnknownChallenge()
{
    const auto unknown = use(u"mic_1"_s, kNow);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::MachineIdentityProofInvalid);
    QCOMPARE(reasonOf(unknown), u"unknown_challenge"_s);
    const auto counted = write([](WriteSession &session) -> Result<void> {
        const auto count = session.countWrongAttempt(u"mic_1"_s);
        return count ? Result<void>() : Failure(count.error());
    });
    QCOMPARE(reasonOf(counted), u"unknown_challenge"_s);
}

// contract: ID-5, HTTP-39
void TestSqlWriteSession::refusesAnExpiredChallengeFromTheMomentItExpires()
{
    const StoredChallenge stored = challenge(u"mic_1"_s, 42);
    QVERIFY(issue(stored));
    const auto expired = use(u"mic_1"_s, stored.challenge.expiresAt);
    QCOMPARE(expired.error().code, ErrorCode::MachineIdentityProofExpired);
    QCOMPARE(expired.error().details.value("expiresAt"_L1).toString(), stored.challenge.expiresAt.text());
    QVERIFY(use(u"mic_1"_s, Timestamp{stored.challenge.expiresAt.milliseconds - 1}));
}

// contract: ID-7
void TestSqlWriteSession::killsAChallengeAfterFiveWrongAttempts()
{
    QVERIFY(issue(challenge(u"mic_1"_s, 42)));
    QVERIFY(issue(challenge(u"mic_2"_s, 42)));
    for (int i = 1; i <= 4; ++i) {
        QCOMPARE(wrongAttempt(u"mic_1"_s), i);
        QCOMPARE(wrongAttempt(u"mic_2"_s), i);
    }
    QVERIFY(use(u"mic_2"_s, kNow));
    QCOMPARE(wrongAttempt(u"mic_1"_s), 5);
    const auto dead = use(u"mic_1"_s, kNow);
    QCOMPARE(dead.error().code, ErrorCode::MachineIdentityProofInvalid);
    QCOMPARE(reasonOf(dead), u"too_many_attempts"_s);
    QCOMPARE(wrongAttempt(u"mic_1"_s), 6);
}

// contract: ID-8
void TestSqlWriteSession::keepsSixteenOpenChallengesPerIdentity()
{
    QVERIFY(issue(challenge(u"mic_used"_s, 42)));
    QVERIFY(use(u"mic_used"_s, kNow));
    QVERIFY(issue(challenge(u"mic_expired"_s, 42, kNow.plusSeconds(-300))));
    QVERIFY(issue(challenge(u"mic_other"_s, 43)));
    for (int i = 1; i <= 16; ++i)
        QVERIFY(issue(challenge(u"mic_%1"_s.arg(i), 42)));
    QVERIFY(has(u"mic_1"_s));
    QVERIFY(issue(challenge(u"mic_17"_s, 42)));
    QVERIFY(!has(u"mic_1"_s));
    QVERIFY(has(u"mic_2"_s));
    QVERIFY(issue(challenge(u"mic_18"_s, 42)));
    QVERIFY(!has(u"mic_2"_s));
    for (int i = 3; i <= 18; ++i)
        QVERIFY(has(u"mic_%1"_s.arg(i)));
    QVERIFY(has(u"mic_used"_s));
    QVERIFY(has(u"mic_expired"_s));
    QVERIFY(has(u"mic_other"_s));
}

// contract: ID-36
void TestSqlWriteSession::dropsEndedChallengesAfterADay()
{
    const qint64 day = 24 * 60 * 60;
    QVERIFY(issue(challenge(u"mic_used"_s, 1)));
    QVERIFY(use(u"mic_used"_s, kNow.plusSeconds(10)));
    QVERIFY(issue(challenge(u"mic_open"_s, 2)));
    QVERIFY(issue(challenge(u"mic_a"_s, 3, Timestamp{kNow.plusSeconds(10 + day).milliseconds - 1})));
    QVERIFY(has(u"mic_used"_s));
    QVERIFY(issue(challenge(u"mic_b"_s, 3, kNow.plusSeconds(10 + day))));
    QVERIFY(!has(u"mic_used"_s));
    QVERIFY(has(u"mic_open"_s));
    QVERIFY(issue(challenge(u"mic_c"_s, 3, kNow.plusSeconds(300 + day))));
    QVERIFY(!has(u"mic_open"_s));
    QVERIFY(has(u"mic_a"_s));
}

void TestSqlWriteSession::growsTheRegistryRevisionOnlyWithAChange()
{
    const auto store = [this](const RegistryEntry &entry) {
        qint64 revision = -1;
        const auto stored = write([&](WriteSession &session) -> Result<void> {
            if (auto upserted = session.upsertRegistryEntry(entry); !upserted)
                return upserted;
            const auto now = session.registryRevision();
            revision = now.value_or(-1);
            return {};
        });
        return stored && revision == m_reader->registryRevision().value() ? revision : qint64(-1);
    };
    RegistryEntry entry = registryEntry(42);
    QCOMPARE(store(entry), 1);
    QCOMPARE(store(entry), 1);
    entry.bonded = false;
    QCOMPARE(store(entry), 2);
    entry.active = false;
    QCOMPARE(store(entry), 3);
    entry.name = u"other"_s;
    QCOMPARE(store(entry), 4);
    entry.operatorAddress = u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s;
    QCOMPARE(store(entry), 5);
    entry.controllers.clear();
    QCOMPARE(store(entry), 6);
    QCOMPARE(store(registryEntry(43)), 7);
    QVERIFY(m_reader->registryEntry(identity(42)).value() == entry);
}

// contract: LIFE-11
void TestSqlWriteSession::removesIdentitiesOfTheRegistry()
{
    QVERIFY(write([](WriteSession &session) { return session.upsertRegistryEntry(registryEntry(1)); }));
    const qint64 before = m_reader->registryRevision().value();
    QList<bool> known;
    for (int i = 0; i < 2; ++i) {
        QVERIFY(write([&](WriteSession &session) -> Result<void> {
            const auto removed = session.removeRegistryEntry(identity(1));
            if (!removed)
                return Failure(removed.error());
            known.append(*removed);
            return {};
        }));
    }
    QCOMPARE(known, (QList<bool>{true, false}));
    QVERIFY(!m_reader->registryEntry(identity(1)).value());
    QCOMPARE(m_reader->registryRevision().value(), before + 1);
}

void TestSqlWriteSession::clearsRecordsButNotTheAuditLog()
{
    QVERIFY(insert(m_workspace->writer(), fullMachine(u"mach_0000000000000001"_s, 1)));
    QVERIFY(issue(challenge(u"mic_0000000000000001"_s, 2)));
    QVERIFY(write([](WriteSession &session) -> Result<void> {
        if (const auto stored = session.upsertRegistryEntry(registryEntry(1)); !stored)
            return stored;
        return session.appendAuditEvent(auditEvent(u"evt_0000000000000001"_s));
    }));
    const QString instance = m_reader->instanceId().value();
    const qint64 revision = m_reader->registryRevision().value();

    QVERIFY(!write([](WriteSession &session) -> Result<void> {
        if (const auto cleared = session.clearRecords(); !cleared)
            return cleared;
        return fail(ErrorCode::InternalError, u"A later step of the same command failed."_s);
    }));
    QCOMPARE(m_reader->machineCount().value(), 1);

    QVERIFY(write([](WriteSession &session) { return session.clearRecords(); }));
    QCOMPARE(m_reader->machineCount().value(), 0);
    QVERIFY(!has(u"mic_0000000000000001"_s));
    QVERIFY(m_reader->registryEntries().value().isEmpty());
    QVERIFY(m_reader->registryRevision().value() > revision);
    QCOMPARE(m_reader->instanceId().value(), instance);
    // The log holds the event still: its id cannot be given again.
    QVERIFY(!write([](WriteSession &session) {
        return session.appendAuditEvent(auditEvent(u"evt_0000000000000001"_s));
    }));
}

void TestSqlWriteSession::failsTheCommandWhenACallFailed()
{
    bool ran = false;
    const auto swallowed = write([&](WriteSession &session) -> Result<void> {
        session.onCommitted([&ran] { ran = true; });
        std::ignore = session.consumeChallenge(u"mic_none"_s, kNow);
        std::ignore = session.insertMachine(machine(u"mach_1"_s), "{}"_ba);
        return session.appendAuditEvent(auditEvent(u"evt_1"_s));
    });
    QVERIFY(!swallowed);
    QCOMPARE(reasonOf(swallowed), u"unknown_challenge"_s);
    QVERIFY(!ran);
    QCOMPARE(*m_reader->machineCount(), 0);
    QVERIFY(write([](WriteSession &session) { return session.appendAuditEvent(auditEvent(u"evt_1"_s)); }));
    const auto twice =
        write([](WriteSession &session) { return session.appendAuditEvent(auditEvent(u"evt_1"_s)); });
    QVERIFY(!twice);
    QCOMPARE(twice.error().code, ErrorCode::StorageFailure);
}

QTEST_GUILESS_MAIN(TestSqlWriteSession)
#include "tst_sqlwritesession.moc"
