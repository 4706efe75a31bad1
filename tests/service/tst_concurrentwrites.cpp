// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditlog.h"
#include "contractsession.h"
#include "identityerrors.h"
#include "registrysession.h"

#include <QTest>

#include <functional>
#include <latch>
#include <thread>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kThreads = 8;

/// Runs `work` on threads of their own, each with its own stack, all beginning together.
QList<Result<Machine>> inParallel(TestWorkspace &workspace,
                                  const std::function<Result<Machine>(MachineRegistry &, int)> &work)
{
    std::vector<Result<Machine>> answers(kThreads, fail(ErrorCode::Cancelled, u"Not run."_s));
    std::latch start(kThreads);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back([&, i] {
            const auto stack = workspace.makeStack();
            start.arrive_and_wait();
            answers[std::size_t(i)] = work(stack->machines(), i);
        });
    for (std::thread &thread : threads)
        thread.join();
    return {answers.begin(), answers.end()};
}

int successes(const QList<Result<Machine>> &answers)
{
    return int(
        std::count_if(answers.begin(), answers.end(), [](const auto &answer) { return answer.has_value(); }));
}

} // namespace

class ConcurrentWritesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void oneRecordPerIdentity();
    void oneUseOfAChallenge();
    void oneRepairPerChallenge();
    void noUpdateIsLost();
    void oneUpdatePerRevision();
    void aRegistryInMotionDoesNotStopRegistrations();

private:
    std::unique_ptr<RegistrySession> m_session;
};

void ConcurrentWritesTest::init()
{
    m_session = std::make_unique<RegistrySession>();
    m_session->workspace().registerIdentity(testEntry(42, {1}));
}

// contract: ID-16, LIFE-11
void ConcurrentWritesTest::oneRecordPerIdentity()
{
    QList<NewMachine> asked;
    for (int i = 0; i < kThreads; ++i)
        asked.append(m_session->signedMachine(42, 1));
    const auto answers = inParallel(m_session->workspace(), [&](MachineRegistry &machines, int i) {
        return machines.create(asked.at(i), RegistrySession::caller());
    });
    QCOMPARE(successes(answers), 1);
    for (const auto &answer : answers) {
        if (!answer)
            COMPARE_CODE(answer, ErrorCode::MachineIdentityExists);
    }
    QCOMPARE(*m_session->stack().reader().machineCount(), 1);
    QCOMPARE(auditTypes(m_session->workspace().databasePath()).count(u"machine.created"_s), 1);
}

// contract: ID-6, LIFE-11
void ConcurrentWritesTest::oneUseOfAChallenge()
{
    const NewMachine asked = m_session->signedMachine(42, 1);
    const auto answers = inParallel(m_session->workspace(), [&](MachineRegistry &machines, int) {
        return machines.create(asked, RegistrySession::caller());
    });
    QCOMPARE(successes(answers), 1);
    for (const auto &answer : answers) {
        if (!answer && answer.error().code != ErrorCode::MachineIdentityExists)
            COMPARE_REASON(answer, ErrorCode::MachineIdentityProofInvalid, "challenge_used");
    }
    QCOMPARE(*m_session->stack().reader().machineCount(), 1);
}

// contract: ID-26, ID-6
void ConcurrentWritesTest::oneRepairPerChallenge()
{
    const Machine made = m_session->draft(42, 1);
    m_session->workspace().registerIdentity(testEntry(42, {2}));
    MachinePatch repair;
    repair.identityProof = m_session->signedMachine(42, 2).identityProof;
    const auto answers = inParallel(m_session->workspace(), [&](MachineRegistry &machines, int) {
        return machines.update(made.id, repair, std::nullopt, RegistrySession::caller());
    });
    QCOMPARE(successes(answers), 1);
    for (const auto &answer : answers) {
        if (!answer)
            COMPARE_REASON(answer, ErrorCode::MachineIdentityProofInvalid, "challenge_used");
    }
    QCOMPARE(m_session->machines().machine(made.id)->revision, made.revision + 1);
}

// contract: HTTP-16
void ConcurrentWritesTest::noUpdateIsLost()
{
    const Machine made = m_session->draft(42, 1);
    const auto answers = inParallel(m_session->workspace(), [&](MachineRegistry &machines, int i) {
        MachinePatch patch;
        if (i == 0)
            patch.displayName = u"changed"_s;
        else if (i == 1)
            patch.ownerId = u"changed"_s;
        else if (i == 2)
            patch.machineType = u"changed"_s;
        else if (i == 3)
            patch.runtimeProfile = u"changed"_s;
        else
            patch.labels = QMap<QString, QString>{{u"by"_s, QString::number(i)}};
        return machines.update(made.id, patch, std::nullopt, RegistrySession::caller());
    });
    QCOMPARE(successes(answers), kThreads);
    const auto read = m_session->machines().machine(made.id);
    VERIFY_OK(read);
    for (const QString &text : {read->displayName, read->ownerId, read->machineType, read->runtimeProfile})
        QCOMPARE(text, u"changed"_s);
    QVERIFY(read->labels.contains(u"by"_s));
    QCOMPARE(read->revision, made.revision + kThreads);
}

// contract: HTTP-16
void ConcurrentWritesTest::oneUpdatePerRevision()
{
    const Machine made = m_session->draft(42, 1);
    const auto answers = inParallel(m_session->workspace(), [&](MachineRegistry &machines, int i) {
        MachinePatch patch;
        patch.displayName = QString::number(i);
        return machines.update(made.id, patch, made.revision, RegistrySession::caller());
    });
    QCOMPARE(successes(answers), 1);
    for (const auto &answer : answers) {
        if (!answer)
            COMPARE_CODE(answer, ErrorCode::PreconditionFailed);
    }
    QCOMPARE(m_session->machines().machine(made.id)->revision, made.revision + 1);
}

// contract: ID-10, LIFE-11
void ConcurrentWritesTest::aRegistryInMotionDoesNotStopRegistrations()
{
    QList<NewMachine> asked;
    for (int i = 0; i < kThreads; ++i) {
        m_session->workspace().registerIdentity(testEntry(100 + i, {1}));
        asked.append(m_session->signedMachine(100 + i, 1));
    }
    const auto answers = inParallel(m_session->workspace(), [&](MachineRegistry &machines, int i) {
        if (i % 2 == 0)
            m_session->workspace().registerIdentity(testEntry(500 + i, {1}));
        return machines.create(asked.at(i), RegistrySession::caller());
    });
    for (const auto &answer : answers)
        VERIFY_OK(answer);
    QCOMPARE(m_session->listedIds().size(), kThreads);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::ConcurrentWritesTest)
#include "tst_concurrentwrites.moc"
