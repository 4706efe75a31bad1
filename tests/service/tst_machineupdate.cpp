// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineupdate.h"

#include "changesubscription.h"
#include "contractsession.h"
#include "registrysession.h"
#include "scriptedcontrollers.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// Lets something happen between the moment an identity is checked and the moment the record is written.
class InterruptedControllers final : public ControllerSource
{
public:
    InterruptedControllers(StoreReader &reader, std::function<void(int)> interrupt)
        : m_reader(reader)
        , m_interrupt(std::move(interrupt))
    {}

    Result<Resolution> lastKnown(const IdentityRef &identity) override
    {
        return Resolution{(*m_reader.registryEntry(identity))->controllers, true, {}};
    }
    Result<Resolution> resolve(const IdentityRef &identity) override
    {
        const auto entry = m_reader.registryEntry(identity);
        const Resolution answer{(*entry)->controllers, true, {}};
        m_interrupt(++m_times);
        return answer;
    }

    int times() const { return m_times; }

private:
    StoreReader &m_reader;
    std::function<void(int)> m_interrupt;
    int m_times = 0;
};

} // namespace

class MachineUpdateTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theOrderOfChecksHolds();
    void anIdentityIsSetOnce();
    void anIdentityIsSetWithItsProof();
    void anIdentityThatIsTakenCannotBeSet();
    void aRecordThatMovedIsReadAgain();
    void aRevisionThatMovedMeanwhileIsRefused();
    void aRegistryThatMovedIsAskedAgain();
    void whatIsPublishedSaysWhetherTheProofHolds();
    void safetyMovesNeedNoResolver();
    void aResolverThatDoesNotAnswerStopsOtherChanges();
    void theLastUpdateIsNeverBeforeTheFirst();

private:
    Result<Machine> update(const QString &id, const MachinePatch &patch,
                           std::optional<qint64> ifRevision = std::nullopt)
    {
        return m_session->machines().update(id, patch, ifRevision, RegistrySession::caller());
    }

    std::unique_ptr<RegistrySession> m_session;
};

void MachineUpdateTest::init()
{
    m_session = std::make_unique<RegistrySession>();
}

// contract: ID-25
void MachineUpdateTest::theOrderOfChecksHolds()
{
    const Machine made = m_session->draft(42, 1);
    m_session->workspace().registerIdentity(testEntry(42, {2}));
    MachinePatch all;
    all.displayName = QString();
    all.identityRef = testIdentity(43);
    all.identityProof = ProofInput{u"mic_0"_s, u"0x"_s};
    all.status = MachineStatus::Degraded;
    COMPARE_CODE(update(u"mach_0"_s, all, 99), ErrorCode::ValidationError);
    all.displayName = u"Crane"_s;
    COMPARE_CODE(update(u"mach_0"_s, all, 99), ErrorCode::NotFound);
    COMPARE_CODE(update(made.id, all, 99), ErrorCode::PreconditionFailed);
    COMPARE_CODE(update(made.id, all, made.revision), ErrorCode::MachineIdentityImmutable);
    all.identityRef = testIdentity(42);
    COMPARE_CODE(update(made.id, all, made.revision), ErrorCode::MachineIdentityProofInvalid);
    all.identityProof.reset();
    COMPARE_CODE(update(made.id, all, made.revision), ErrorCode::MachineNotActivated);
    m_session->workspace().registerIdentity(testEntry(42, {1}));
    COMPARE_CODE(update(made.id, all, made.revision), ErrorCode::ValidationError);
    all.status = MachineStatus::Active;
    VERIFY_OK(update(made.id, all, made.revision));
}

// contract: ID-23, ID-17
void MachineUpdateTest::anIdentityIsSetOnce()
{
    m_session->workspace().context().verificationRequired = false;
    const auto made =
        m_session->machines().create(RegistrySession::plainMachine(), RegistrySession::caller());
    VERIFY_OK(made);
    MachinePatch patch;
    patch.identityRef = testIdentity(42);
    COMPARE_REASON(update(made->id, patch), ErrorCode::MachineNotActivated, "identity_not_found");
    m_session->workspace().registerIdentity(testEntry(42, {1}));
    const auto set = update(made->id, patch);
    VERIFY_OK(set);
    QVERIFY(set->identityRef == testIdentity(42));
    QCOMPARE(set->revision, made->revision + 1);
    QCOMPARE(update(made->id, patch)->revision, set->revision);
    patch.identityRef = testIdentity(43);
    COMPARE_CODE(update(made->id, patch), ErrorCode::MachineIdentityImmutable);
}

// contract: ID-23, ID-26
void MachineUpdateTest::anIdentityIsSetWithItsProof()
{
    m_session->workspace().context().verificationRequired = false;
    const auto made =
        m_session->machines().create(RegistrySession::plainMachine(), RegistrySession::caller());
    VERIFY_OK(made);
    m_session->workspace().registerIdentity(testEntry(42, {1}));
    const NewMachine proven = m_session->signedMachine(42, 1);
    MachinePatch patch;
    patch.identityProof = proven.identityProof;
    const auto refused = update(made->id, patch);
    COMPARE_CODE(refused, ErrorCode::ValidationError);
    QCOMPARE(issuesOf(refused.error()).constFirst().path, u"/identityRef"_s);
    patch.identityRef = testIdentity(42);
    patch.status = MachineStatus::Active;
    const auto active = update(made->id, patch);
    VERIFY_OK(active);
    QVERIFY(active->status == MachineStatus::Active);
    QCOMPARE(m_session->listedIds(), QStringList{made->id});
}

// contract: ID-16, ID-23
void MachineUpdateTest::anIdentityThatIsTakenCannotBeSet()
{
    m_session->workspace().context().verificationRequired = false;
    m_session->draft(42, 1);
    const auto made =
        m_session->machines().create(RegistrySession::plainMachine(), RegistrySession::caller());
    VERIFY_OK(made);
    MachinePatch patch;
    patch.identityRef = testIdentity(42);
    COMPARE_CODE(update(made->id, patch), ErrorCode::MachineIdentityExists);
}

// contract: HTTP-16
void MachineUpdateTest::aRecordThatMovedIsReadAgain()
{
    const Machine made = m_session->draft(42, 1);
    InterruptedControllers controllers(m_session->stack().reader(), [&](int time) {
        MachinePatch other;
        other.labels = QMap<QString, QString>{{u"round"_s, QString::number(time)}};
        if (time <= 3)
            QVERIFY(update(made.id, other).has_value());
    });
    const Caller caller = RegistrySession::caller();
    MachinePatch patch;
    patch.displayName = u"Crane"_s;
    const auto changed =
        MachineUpdate(m_session->workspace().context(), m_session->stack().reader(), controllers, caller)
            .run(made.id, patch, std::nullopt);
    VERIFY_OK(changed);
    QCOMPARE(controllers.times(), 4);
    QCOMPARE(changed->displayName, u"Crane"_s);
    QCOMPARE(changed->labels.value(u"round"_s), u"3"_s);
    QCOMPARE(changed->revision, made.revision + 4);
}

// contract: HTTP-16
void MachineUpdateTest::aRevisionThatMovedMeanwhileIsRefused()
{
    const Machine made = m_session->draft(42, 1);
    InterruptedControllers controllers(m_session->stack().reader(), [&](int) {
        MachinePatch other;
        other.ownerId = u"somebody else"_s;
        QVERIFY(update(made.id, other).has_value());
    });
    const Caller caller = RegistrySession::caller();
    MachinePatch patch;
    patch.displayName = u"Crane"_s;
    const auto changed =
        MachineUpdate(m_session->workspace().context(), m_session->stack().reader(), controllers, caller)
            .run(made.id, patch, made.revision);
    COMPARE_CODE(changed, ErrorCode::PreconditionFailed);
    QCOMPARE(controllers.times(), 1);
    const auto read = m_session->machines().machine(made.id);
    VERIFY_OK(read);
    QCOMPARE(read->displayName, made.displayName);
    QCOMPARE(read->ownerId, u"somebody else"_s);
}

// contract: ID-20, LIFE-11
void MachineUpdateTest::aRegistryThatMovedIsAskedAgain()
{
    const Machine made = m_session->draft(42, 1);
    InterruptedControllers controllers(m_session->stack().reader(), [&](int time) {
        if (time == 1)
            m_session->workspace().registerIdentity(testEntry(42, {2}));
    });
    const Caller caller = RegistrySession::caller();
    MachinePatch patch;
    patch.status = MachineStatus::Active;
    const auto changed =
        MachineUpdate(m_session->workspace().context(), m_session->stack().reader(), controllers, caller)
            .run(made.id, patch, made.revision);
    COMPARE_REASON(changed, ErrorCode::MachineNotActivated, "controller_changed");
    QCOMPARE(controllers.times(), 2);
    const auto row = m_session->stack().reader().machine(made.id);
    VERIFY_OK(row);
    QVERIFY((*row)->machine == made);
}

// contract: ID-27
void MachineUpdateTest::safetyMovesNeedNoResolver()
{
    const Machine made = m_session->draft(42, 1);
    ScriptedControllers controllers;
    controllers.unreachable = {u"did:peaq:42"_s};
    MachineRegistry machines(m_session->workspace().context(), m_session->stack().reader(), controllers);
    MachinePatch block;
    block.status = MachineStatus::Blocked;
    VERIFY_OK(machines.update(made.id, block, std::nullopt, RegistrySession::caller()));
    VERIFY_OK(machines.archive(made.id, std::nullopt, RegistrySession::caller()));
    VERIFY_OK(machines.machine(made.id));
    QCOMPARE(controllers.lookups, 0);
}

// contract: ID-20
void MachineUpdateTest::aResolverThatDoesNotAnswerStopsOtherChanges()
{
    const Machine made = m_session->draft(42, 1);
    ScriptedControllers controllers;
    controllers.unreachable = {u"did:peaq:42"_s};
    MachineRegistry machines(m_session->workspace().context(), m_session->stack().reader(), controllers);
    MachinePatch patch;
    patch.displayName = u"Crane"_s;
    const auto refused = machines.update(made.id, patch, std::nullopt, RegistrySession::caller());
    COMPARE_REASON(refused, ErrorCode::PeaqosIdentityUnavailable, "resolver_unreachable");
    QVERIFY(refused.error().retryAfterSeconds > 0);
    COMPARE_CODE(machines.machine(made.id), ErrorCode::PeaqosIdentityUnavailable);
    VERIFY_OK(machines.machine(made.id, true));
}

// contract: HTTP-15
void MachineUpdateTest::theLastUpdateIsNeverBeforeTheFirst()
{
    const Machine made = m_session->draft(42, 1);
    m_session->workspace().clock().advance(-3600);
    const auto moved = m_session->move(made.id, MachineStatus::Active);
    VERIFY_OK(moved);
    QVERIFY(moved->updatedAt == made.updatedAt);
}

// contract: ID-22, ID-23
void MachineUpdateTest::whatIsPublishedSaysWhetherTheProofHolds()
{
    QList<MachineChange> changes;
    const auto subscription = m_session->workspace().feed().subscribe(
        this, [&changes](const QList<MachineChange> &news) { changes += news; });
    const Timestamp now = m_session->workspace().clock().now();
    const Verification holds{Verification::State::Verified, {}, now};
    const Verification missing{Verification::State::Failed, u"proof_missing"_s, now};
    const auto published = [&changes](const Machine &machine) {
        return changes.isEmpty() || changes.last().machine.revision != machine.revision
                   ? std::nullopt
                   : changes.last().machine.verification;
    };

    const Machine proven = m_session->draft(42, 1);
    QTRY_COMPARE(changes.size(), 1);
    QVERIFY(published(proven) == holds);
    m_session->workspace().context().verificationRequired = false;
    const auto bare =
        m_session->machines().create(RegistrySession::plainMachine(), RegistrySession::caller());
    VERIFY_OK(bare);
    QTRY_COMPARE(changes.size(), 2);
    QVERIFY(published(*bare) == missing);
    MachinePatch patch;
    patch.displayName = u"Another name"_s;
    const auto renamed = update(bare->id, patch);
    VERIFY_OK(renamed);
    QTRY_COMPARE(changes.size(), 3);
    QVERIFY(published(*renamed) == missing);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::MachineUpdateTest)
#include "tst_machineupdate.moc"
