// SPDX-License-Identifier: GPL-3.0-or-later
#include "cachingresolver.h"

#include "changesubscription.h"
#include "identityerrors.h"
#include "identityresolver.h"
#include "registrysession.h"
#include "scriptedlookup.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

/// A whole service over a scripted MCR and a clock that the test moves.
class CachingResolverTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void asksOnlyWhenTheAnswerIsOld();
    void aShorterFreshTimeCountsToo();
    void aNegativeAnswerIsShort_data();
    void aNegativeAnswerIsShort();
    void theLastAnswerCountsWithinTheGrace();
    void aSilentResolverIsDatedByItsLastAnswer();
    void aRotatedControllerIsNoticed();
    void aWriteIsDatedAsTheAnswerItWasJudgedBy();
    void theListAsksNobody();
    void theListIsUnavailableOnlyWhenNothingCanBeJudged();
    void anAnswerFromTheFutureIsNotTrusted();

private:
    void makeResolver(int freshSeconds);
    void down();
    TestClock &clock() { return m_session->workspace().clock(); }
    qsizetype asked() const { return m_mcr->asked().size(); }
    QString reasonFor(qint64 number);
    Machine read(const QString &id);
    Machine registered(qint64 number);

    std::unique_ptr<RegistrySession> m_session;
    ScriptedLookup *m_mcr = nullptr; ///< owned by the resolver
    std::unique_ptr<IdentityResolver> m_resolver;
    std::unique_ptr<StoreReader> m_reader;
    std::unique_ptr<CachingResolver> m_source;
    std::unique_ptr<ServiceStack> m_stack;
};

void CachingResolverTest::init()
{
    m_stack.reset();
    m_source.reset();
    m_reader.reset();
    m_resolver.reset();
    m_session = std::make_unique<RegistrySession>();
    makeResolver(600);
}

void CachingResolverTest::makeResolver(int freshSeconds)
{
    m_stack.reset();
    m_source.reset();
    TestWorkspace &workspace = m_session->workspace();
    auto lookup = std::make_unique<ScriptedLookup>(
        [](const IdentityRef &) -> Result<IdentityFacts> { return factsOf({testAddress(1)}); });
    m_mcr = lookup.get();
    m_resolver = std::make_unique<IdentityResolver>(std::move(lookup), workspace.file().writer(), clock(),
                                                    freshSeconds);
    m_reader = *workspace.file().reader();
    m_source = std::make_unique<CachingResolver>(*m_reader, *m_resolver, clock());
    workspace.context().resolver = m_resolver.get();
    m_stack = workspace.makeStack();
}

void CachingResolverTest::down()
{
    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> {
        return fail(ErrorCode::NetworkFailure, u"down"_s);
    });
}

QString CachingResolverTest::reasonFor(qint64 number)
{
    const auto answer = m_source->resolve(testIdentity(number));
    return answer ? u"usable"_s : reasonOf(answer.error());
}

/// With its verification, as `?verification=any` reads it.
Machine CachingResolverTest::read(const QString &id)
{
    return m_stack->machines().machine(id, true).value_or(Machine());
}

/// A draft whose proof is that of key 1; without an id when it was refused.
Machine CachingResolverTest::registered(qint64 number)
{
    MachineRegistry &machines = m_stack->machines();
    const auto challenge = machines.createChallenge(testIdentity(number), RegistrySession::caller());
    if (!challenge)
        return {};
    NewMachine machine = RegistrySession::plainMachine();
    machine.identityRef = challenge->identityRef;
    machine.identityProof = testProof(1, *challenge);
    return machines.create(machine, RegistrySession::caller()).value_or(Machine());
}

// contract: ID-29
void CachingResolverTest::asksOnlyWhenTheAnswerIsOld()
{
    QCOMPARE(reasonFor(42), u"usable"_s);
    clock().advance(59);
    const auto young = m_source->resolve(testIdentity(42));
    QVERIFY(young.has_value());
    QVERIFY(young->resolvedAt == clock().now().plusSeconds(-59));
    QCOMPARE(asked(), 1);
    clock().advance(1);
    QVERIFY(m_source->resolve(testIdentity(42))->resolvedAt == clock().now());
    QCOMPARE(asked(), 2);
}

// contract: ID-29
void CachingResolverTest::aShorterFreshTimeCountsToo()
{
    makeResolver(0);
    QCOMPARE(reasonFor(42), u"usable"_s);
    QCOMPARE(reasonFor(42), u"usable"_s);
    QCOMPARE(asked(), 2);
}

void CachingResolverTest::aNegativeAnswerIsShort_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("reason");
    QTest::newRow("not found") << int(IdentityState::NotFound) << u"identity_not_found"_s;
    QTest::newRow("inactive") << int(IdentityState::Inactive) << u"identity_inactive"_s;
    QTest::newRow("no controller") << int(IdentityState::NoEvmController) << u"no_evm_controller"_s;
    QTest::newRow("elsewhere") << int(IdentityState::HomedElsewhere) << u"homed_elsewhere"_s;
}

// contract: ID-15, ID-29
void CachingResolverTest::aNegativeAnswerIsShort()
{
    QFETCH(int, state);
    QFETCH(QString, reason);
    m_mcr->setSays([state](const IdentityRef &) -> Result<IdentityFacts> {
        return IdentityFacts{IdentityState(state), {}, false};
    });
    QCOMPARE(reasonFor(42), reason);
    clock().advance(4);
    const auto kept = m_source->resolve(testIdentity(42));
    QCOMPARE(kept.error().details.value("resolvedAt"_L1).toString(), clock().now().plusSeconds(-4).text());
    QVERIFY(!kept.error().details.value("retryable"_L1).toBool(true));
    QCOMPARE(asked(), 1);
    clock().advance(1);
    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> { return factsOf({testAddress(1)}); });
    QCOMPARE(reasonFor(42), u"usable"_s);
}

// contract: ID-29
void CachingResolverTest::theLastAnswerCountsWithinTheGrace()
{
    QCOMPARE(reasonFor(42), u"usable"_s);
    down();
    clock().advance(CachingResolver::kGraceSeconds);
    QCOMPARE(reasonFor(42), u"usable"_s);
    QCOMPARE(asked(), 2);
    clock().advance(1);
    QCOMPARE(reasonFor(42), u"resolver_unreachable"_s);
    QCOMPARE(reasonFor(43), u"resolver_unreachable"_s);
}

// contract: ID-29
void CachingResolverTest::aSilentResolverIsDatedByItsLastAnswer()
{
    const Machine machine = registered(42);
    const Timestamp answered = read(machine.id).verification->checkedAt;
    down();
    clock().advance(CachingResolver::kGraceSeconds + 100);
    const Verification one = *read(machine.id).verification;
    QVERIFY(one.state == Verification::State::Unavailable);
    QCOMPARE(one.checkedAt.text(), answered.text());
    MachineQuery any;
    any.anyVerification = true;
    const auto page = m_stack->machines().list(any);
    QCOMPARE(page->rows.size(), 1);
    QVERIFY(page->rows.first().machine.verification->state == Verification::State::Unavailable);
    QCOMPARE(page->rows.first().machine.verification->checkedAt.text(), answered.text());

    clock().advance(-2 * CachingResolver::kGraceSeconds); // an answer from the future dates nothing
    const Verification ahead = *read(machine.id).verification;
    QVERIFY(ahead.state == Verification::State::Unavailable);
    QCOMPARE(ahead.checkedAt.milliseconds, 0);
}

// contract: ID-20, ID-29
void CachingResolverTest::aRotatedControllerIsNoticed()
{
    const Machine machine = registered(42);
    QVERIFY(read(machine.id).verification->state == Verification::State::Verified);
    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> { return factsOf({testAddress(2)}); });
    clock().advance(61);
    const auto refused = m_stack->machines().machine(machine.id);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, ErrorCode::MachineNotActivated);
    QCOMPARE(reasonOf(refused.error()), u"controller_changed"_s);
    QVERIFY(m_stack->machines().list({})->rows.isEmpty());

    down();
    clock().advance(600);
    const Verification kept = *read(machine.id).verification;
    QCOMPARE(kept.reason, u"controller_changed"_s);
    QVERIFY(kept.checkedAt == clock().now().plusSeconds(-600));
}

// contract: ID-29
void CachingResolverTest::aWriteIsDatedAsTheAnswerItWasJudgedBy()
{
    std::optional<Verification> published;
    const auto subscription =
        m_session->workspace().feed().subscribe(this, [&published](const QList<MachineChange> &changes) {
            published = changes.last().machine.verification;
        });
    const Machine machine = registered(42);
    QTRY_VERIFY(published);
    published.reset();
    clock().advance(30);
    MachinePatch patch;
    patch.displayName = u"Another name"_s;
    QVERIFY(m_stack->machines().update(machine.id, patch, {}, RegistrySession::caller()).has_value());
    QTRY_VERIFY(published);
    QVERIFY(*published == (Verification{Verification::State::Verified, {}, clock().now().plusSeconds(-30)}));
}

// contract: ID-32
void CachingResolverTest::theListAsksNobody()
{
    const Machine machine = registered(42);
    const qsizetype before = asked();
    clock().advance(1800);
    MachineQuery query;
    query.anyVerification = true;
    const auto page = m_stack->machines().list(query);
    QCOMPARE(page->rows.size(), 1);
    const Verification verification = *page->rows.first().machine.verification;
    QVERIFY(verification.state == Verification::State::Verified);
    QVERIFY(verification.checkedAt == clock().now().plusSeconds(-1800));
    QCOMPARE(asked(), before);
}

// contract: ID-32
void CachingResolverTest::theListIsUnavailableOnlyWhenNothingCanBeJudged()
{
    const Machine first = registered(42);
    down();
    clock().advance(CachingResolver::kGraceSeconds + 1);
    const auto nothing = m_stack->machines().list({});
    QVERIFY(!nothing.has_value());
    QCOMPARE(nothing.error().code, ErrorCode::PeaqosIdentityUnavailable);
    QVERIFY(nothing.error().retryAfterSeconds > 0);

    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> { return factsOf({testAddress(1)}); });
    const Machine second = registered(43);
    const auto both = m_stack->machines().list({});
    QVERIFY(both.has_value());
    QCOMPARE(both->rows.size(), 2);
    QCOMPARE(both->rows.first().machine.id, first.id);
    QCOMPARE(both->rows.last().machine.id, second.id);
}

// contract: ID-29
void CachingResolverTest::anAnswerFromTheFutureIsNotTrusted()
{
    QCOMPARE(reasonFor(42), u"usable"_s);
    clock().advance(-120);
    down();
    QCOMPARE(reasonFor(42), u"resolver_unreachable"_s);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::CachingResolverTest)
#include "tst_cachingresolver.moc"
