// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlstorereader.h"

#include "storereader.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

class TestSqlStoreReader : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void readsEveryMemberBack_data();
    void readsEveryMemberBack();
    void answersNothingForWhatIsNotThere();
    void seesCommittedRowsAtOnce();
    void pagesInSequenceOrder();
    void findsTheHolderOfAnIdentity();
    void readsChallengesBack();
    void readsTheRegistryInNumericOrder();
    void pagesAnOperatorsActiveEntries();
    void keepsTheNewestResolution();
    void namesHeldIdentitiesByTheAgeOfTheirResolution();
    void keepsItsInstanceIdAcrossReopening();
    void saysWhenTheFileIsGone();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFile> m_workspace;
    std::unique_ptr<StoreReader> m_reader;
};

void TestSqlStoreReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto workspace = WorkspaceFile::open(m_folder->filePath(u"ws"_s));
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().message));
    m_workspace = std::move(*workspace);
    auto reader = m_workspace->reader();
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().message));
    m_reader = std::move(*reader);
}

void TestSqlStoreReader::cleanup()
{
    m_reader.reset();
    m_workspace.reset();
}

void TestSqlStoreReader::readsEveryMemberBack_data()
{
    QTest::addColumn<Machine>("machine");
    QTest::addColumn<QByteArray>("document");
    const QString id = u"mach_0000000000000001"_s;
    QTest::newRow("plain, no identity") << machine(id) << "{\"id\":\"mach_1\"}"_ba;
    QTest::newRow("identity without proof") << machineWithIdentity(id, 42) << "{}"_ba;
    QTest::newRow("everything, scripts, evidence")
        << fullMachine(id, 42) << QByteArray("{\"x\":\"\0\xff\"}", 10);
    Machine withoutEvidence = fullMachine(id, 42);
    withoutEvidence.identityProof->evidence.reset();
    QTest::newRow("proof without evidence") << withoutEvidence << "{}"_ba;
    Machine emptyEvidence = fullMachine(id, 0);
    emptyEvidence.identityProof->evidence = ProofEvidence{QByteArray(), QString()};
    emptyEvidence.identityProof->controllerAddresses.clear();
    QTest::newRow("empty evidence, no controllers") << emptyEvidence << QByteArray();
    Machine strings = machine(id);
    strings.displayName = QString(5000, QChar(u'\u91cd'));
    strings.ownerId = u"a\0b"_s;
    strings.createdAt = Timestamp{-1};
    strings.updatedAt = Timestamp{std::numeric_limits<qint64>::max()};
    strings.revision = std::numeric_limits<qint64>::max();
    QTest::newRow("extremes") << strings << QByteArray(300000, 'x');
    Machine largest = machine(id);
    largest.identityRef = *IdentityRef::parse(
        u"did:peaq:115792089237316195423570985008687907853269984665640564039457584007913129639935"_s);
    QTest::newRow("largest identity") << largest << "{}"_ba;
    for (const auto status : {MachineStatus::Draft, MachineStatus::Active, MachineStatus::Degraded,
                              MachineStatus::Blocked, MachineStatus::Archived}) {
        Machine withStatus = machine(id);
        withStatus.status = status;
        QTest::newRow(qPrintable(u"status "_s + machineStatusName(status))) << withStatus << "{}"_ba;
    }
}

// contract: LIFE-10
void TestSqlStoreReader::readsEveryMemberBack()
{
    QFETCH(Machine, machine);
    QFETCH(QByteArray, document);
    QVERIFY(insert(m_workspace->writer(), machine, document));
    auto stored = m_reader->machine(machine.id);
    QVERIFY(stored && *stored);
    QVERIFY((*stored)->machine == machine);
    QCOMPARE((*stored)->document, document);
    QCOMPARE((*stored)->sequence, 1);

    Machine changed = fullMachine(machine.id, 77);
    changed.status = machine.status;
    changed.revision = machine.revision - 1;
    const auto updated = m_workspace->writer().write(
        [&](WriteSession &session) { return session.updateMachine(changed, "new"_ba, machine.revision); });
    QCOMPARE(bool(updated), changed.revision > 0);
    if (!updated)
        return;
    stored = m_reader->machine(machine.id);
    QVERIFY(stored && *stored);
    QVERIFY((*stored)->machine == changed);
    QCOMPARE((*stored)->document, "new"_ba);
    QCOMPARE((*stored)->sequence, 1);
}

void TestSqlStoreReader::answersNothingForWhatIsNotThere()
{
    const auto byId = m_reader->machine(u"mach_x' OR 1=1 --"_s);
    QVERIFY(byId && !*byId);
    const auto holding = m_reader->machineHolding(identity(1));
    QVERIFY(holding && !*holding);
    const auto none = m_reader->challenge(QString());
    QVERIFY(none && !*none);
    const auto entry = m_reader->registryEntry(identity(1));
    QVERIFY(entry && !*entry);
    QCOMPARE(m_reader->machinesAfter(0, 10)->size(), 0);
    QCOMPARE(m_reader->registryEntries()->size(), 0);
    QCOMPARE(*m_reader->machineCount(), 0);
    QCOMPARE(*m_reader->registryRevision(), 0);
    QVERIFY(m_reader->check());
}

void TestSqlStoreReader::seesCommittedRowsAtOnce()
{
    for (int i = 1; i <= 50; ++i) {
        const QString id = u"mach_%1"_s.arg(i);
        QVERIFY(insert(m_workspace->writer(), machine(id)));
        const auto stored = m_reader->machine(id);
        QVERIFY(stored && *stored);
        QCOMPARE(*m_reader->machineCount(), i);
        QCOMPARE(m_reader->machinesAfter(i - 1, 5)->size(), 1);
    }
}

// contract: HTTP-13
void TestSqlStoreReader::pagesInSequenceOrder()
{
    for (int i = 9; i >= 1; --i)
        QVERIFY(insert(m_workspace->writer(), machine(u"mach_%1"_s.arg(i))));
    QStringList seen;
    qint64 after = 0;
    for (;;) {
        const auto page = m_reader->machinesAfter(after, 4);
        QVERIFY(page);
        if (page->isEmpty())
            break;
        QVERIFY(page->size() <= 4);
        for (const StoredMachine &row : *page) {
            QVERIFY(row.sequence > after);
            after = row.sequence;
            seen.append(row.machine.id.last(1));
        }
    }
    QCOMPARE(seen.join(u""_s), u"987654321"_s);
    QCOMPARE(m_reader->machinesAfter(0, 0)->size(), 0);
    QCOMPARE(m_reader->machinesAfter(0, -1)->size(), 0);
    QCOMPARE(m_reader->machinesAfter(-5, 100)->size(), 9);
}

void TestSqlStoreReader::findsTheHolderOfAnIdentity()
{
    Machine archived = machineWithIdentity(u"mach_old"_s, 42);
    archived.status = MachineStatus::Archived;
    QVERIFY(insert(m_workspace->writer(), archived));
    auto holder = m_reader->machineHolding(identity(42));
    QVERIFY(holder && !*holder);
    QVERIFY(insert(m_workspace->writer(), machineWithIdentity(u"mach_new"_s, 42)));
    holder = m_reader->machineHolding(identity(42));
    QVERIFY(holder && *holder);
    QCOMPARE((*holder)->machine.id, u"mach_new"_s);
}

void TestSqlStoreReader::readsChallengesBack()
{
    StoredChallenge open = challenge(u"mic_1"_s, 42);
    StoredChallenge used = challenge(u"mic_2"_s, 43);
    used.usedAt = kNow.plusSeconds(5);
    used.wrongAttempts = 3;
    used.challenge.controllerAddresses.clear();
    for (const StoredChallenge &stored : {open, used}) {
        QVERIFY(m_workspace->writer().write(
            [&](WriteSession &session) { return session.insertChallenge(stored); }));
        const auto read = m_reader->challenge(stored.challenge.challengeId);
        QVERIFY(read && *read);
        QVERIFY((*read)->challenge == stored.challenge);
        QCOMPARE((*read)->issuedAt.milliseconds, stored.issuedAt.milliseconds);
        QCOMPARE((*read)->wrongAttempts, stored.wrongAttempts);
        QVERIFY((*read)->usedAt == stored.usedAt);
    }
}

void TestSqlStoreReader::readsTheRegistryInNumericOrder()
{
    RegistryEntry ten = registryEntry(10);
    ten.bonded = false;
    ten.operatorAddress = u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s;
    RegistryEntry nine = registryEntry(9);
    nine.active = false;
    nine.controllers.clear();
    const auto stored = m_workspace->writer().write([&](WriteSession &session) -> Result<void> {
        if (auto first = session.upsertRegistryEntry(ten); !first)
            return first;
        return session.upsertRegistryEntry(nine);
    });
    QVERIFY(stored);
    const auto entries = m_reader->registryEntries();
    QVERIFY(entries);
    QVERIFY(*entries == QList<RegistryEntry>({nine, ten}));
    const auto one = m_reader->registryEntry(identity(10));
    QVERIFY(one && *one && **one == ten);
}

void TestSqlStoreReader::pagesAnOperatorsActiveEntries()
{
    const QString ours = u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s;
    const auto stored = m_workspace->writer().write([&](WriteSession &session) -> Result<void> {
        for (const qint64 number : {100, 9, 20, 7, 8}) {
            RegistryEntry entry = registryEntry(number);
            entry.operatorAddress = number == 8 ? QString() : ours;
            entry.active = number != 20;
            if (auto done = session.upsertRegistryEntry(entry); !done)
                return done;
        }
        return {};
    });
    QVERIFY(stored);
    QCOMPARE(*m_reader->registryCountOf(ours), 3);
    QCOMPARE(*m_reader->registryCountOf(u"0x"_s), 0);
    const auto page = m_reader->registryEntriesOf(ours, 1, 2);
    QVERIFY(page);
    QCOMPARE(page->size(), 2);
    QVERIFY(page->at(0).identityRef == identity(9) && page->at(1).identityRef == identity(100));
    QVERIFY(m_reader->registryEntriesOf(ours, 3, 20)->isEmpty());
    QVERIFY(m_reader->registryEntriesOf(ours, 0, -1)->isEmpty());
}

void TestSqlStoreReader::keepsTheNewestResolution()
{
    const auto store = [this](const StoredResolution &resolution) {
        return m_workspace->writer().write(
            [&](WriteSession &session) { return session.storeResolution(resolution); });
    };
    QVERIFY(!m_reader->resolution(identity(42))->has_value());
    const StoredResolution usable{
        identity(42), {IdentityState::Usable, {u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s}, true}, kNow};
    QVERIFY(store(usable));
    QVERIFY(*m_reader->resolution(identity(42)) == usable);
    const qint64 revision = *m_reader->registryRevision();

    StoredResolution renewed = usable;
    renewed.resolvedAt = kNow.plusSeconds(60);
    QVERIFY(store(renewed));
    QVERIFY(*m_reader->resolution(identity(42)) == renewed);
    QCOMPARE(*m_reader->registryRevision(), revision);

    const StoredResolution late{identity(42), {IdentityState::NotFound, {}, false}, kNow};
    QVERIFY(store(late));
    QVERIFY(*m_reader->resolution(identity(42)) == renewed);
    for (const auto state : {IdentityState::NotFound, IdentityState::Inactive, IdentityState::NoEvmController,
                             IdentityState::HomedElsewhere}) {
        const StoredResolution refused{identity(42), {state, {}, false}, kNow.plusSeconds(61)};
        QVERIFY(store(refused));
        QVERIFY(*m_reader->resolution(identity(42)) == refused);
    }
    QCOMPARE(*m_reader->registryRevision(), revision + 4);

    QVERIFY(m_workspace->writer().write([](WriteSession &session) { return session.clearRecords(); }));
    QVERIFY(!m_reader->resolution(identity(42))->has_value());
}

void TestSqlStoreReader::namesHeldIdentitiesByTheAgeOfTheirResolution()
{
    Machine archived = machineWithIdentity(u"mach_4"_s, 4);
    archived.status = MachineStatus::Archived;
    QVERIFY(insert(m_workspace->writer(), archived));
    for (const qint64 number : {1, 2, 3})
        QVERIFY(insert(m_workspace->writer(), machineWithIdentity(u"mach_%1"_s.arg(number), number)));
    QVERIFY(insert(m_workspace->writer(), machine(u"mach_5"_s)));
    QVERIFY(m_workspace->writer().write([](WriteSession &session) -> Result<void> {
        for (const qint64 number : {1, 2, 4, 9}) {
            const IdentityFacts facts{IdentityState::NotFound, {}, false};
            if (auto done = session.storeResolution({identity(number), facts, kNow.plusSeconds(-number)});
                !done)
                return done;
        }
        return {};
    }));
    QVERIFY(*m_reader->identitiesToResolve(kNow.plusSeconds(1), 9) ==
            (QList<IdentityRef>{identity(3), identity(2), identity(1)}));
    QVERIFY(*m_reader->identitiesToResolve(kNow.plusSeconds(-1), 9) ==
            (QList<IdentityRef>{identity(3), identity(2)}));
    QCOMPARE(m_reader->identitiesToResolve(kNow.plusSeconds(1), 1)->size(), 1);

    QVERIFY(m_workspace->writer().write(
        [](WriteSession &session) { return session.dropResolutions(kNow.plusSeconds(1)); }));
    QVERIFY(m_reader->resolution(identity(2))->has_value());
    QVERIFY(!m_reader->resolution(identity(4))->has_value());
    QVERIFY(!m_reader->resolution(identity(9))->has_value());
}

void TestSqlStoreReader::keepsItsInstanceIdAcrossReopening()
{
    const QString first = *m_reader->instanceId();
    QVERIFY(QRegularExpression(u"^orch_[0-9a-f]{16}$"_s).match(first).hasMatch());
    cleanup();
    auto again = WorkspaceFile::open(m_folder->filePath(u"ws"_s));
    QVERIFY(again);
    QCOMPARE(*(*again)->reader().value()->instanceId(), first);
    auto other = WorkspaceFile::open(m_folder->filePath(u"other"_s));
    QVERIFY(other);
    QVERIFY(*(*other)->reader().value()->instanceId() != first);
}

void TestSqlStoreReader::saysWhenTheFileIsGone()
{
    QVERIFY(m_reader->check());
    QVERIFY(QFile::remove(m_folder->filePath(u"ws/muster.db"_s)));
    const auto check = m_reader->check();
    QVERIFY(!check);
    QCOMPARE(check.error().code, ErrorCode::StorageFailure);
    QVERIFY(check.error().message.contains(u"ws/muster.db is gone"_s));
    const auto reader = m_workspace->reader();
    QVERIFY(!reader);
    QVERIFY(!QFile::exists(m_folder->filePath(u"ws/muster.db"_s)));
}

QTEST_GUILESS_MAIN(TestSqlStoreReader)
#include "tst_sqlstorereader.moc"
