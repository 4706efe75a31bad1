// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityresolver.h"

#include "identityerrors.h"
#include "scriptedlookup.h"
#include "testkeys.h"
#include "testworkspace.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace muster {

using Have = IdentityResolver::Have;

class IdentityResolverTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void storesWhatItHearsBeforeAnybodyElseDoes();
    void equalQuestionsAreOne();
    void thirtyTwoWaitAndNoMore();
    void whoHasAnAnswerWaitsHalfASecondAtMost();
    void aSpoiltAnswerIsNone();
    void aFailedIdentityIsLetAloneAndRetryAfterHolds();
    void thePaceLeavesMostForThoseWithNothing();
    void aClockThatATestMovesDoesNotHurryThePace();
    void theBackgroundIsNarrow();
    void endsEveryWait();
    void saysWhetherTheMcrAnswers();

private:
    std::optional<StoredResolution> stored(qint64 number);
    void makeResolver(IdentityResolver::Limits limits);
    static QString reasonFor(const Result<StoredResolution> &answer);

    std::unique_ptr<TestWorkspace> m_workspace;
    std::unique_ptr<StoreReader> m_reader;
    ScriptedLookup *m_mcr = nullptr; ///< owned by the resolver
    std::unique_ptr<IdentityResolver> m_resolver;
};

void IdentityResolverTest::init()
{
    m_resolver.reset();
    m_reader.reset();
    m_workspace = std::make_unique<TestWorkspace>();
    m_reader = *m_workspace->file().reader();
    makeResolver(
        {std::chrono::seconds(30), std::chrono::seconds(30), [this] { return m_workspace->clock().now(); }});
}

void IdentityResolverTest::makeResolver(IdentityResolver::Limits limits)
{
    m_resolver.reset();
    auto lookup = std::make_unique<ScriptedLookup>(
        [](const IdentityRef &) -> Result<IdentityFacts> { return factsOf({testAddress(1).toLower()}); });
    m_mcr = lookup.get();
    m_resolver = std::make_unique<IdentityResolver>(std::move(lookup), m_workspace->file().writer(),
                                                    m_workspace->clock(), 600, limits);
}

std::optional<StoredResolution> IdentityResolverTest::stored(qint64 number)
{
    return m_reader->resolution(testIdentity(number)).value_or(std::nullopt);
}

QString IdentityResolverTest::reasonFor(const Result<StoredResolution> &answer)
{
    return answer ? u"answered"_s : reasonOf(answer.error());
}

// contract: ID-28, ID-29
void IdentityResolverTest::storesWhatItHearsBeforeAnybodyElseDoes()
{
    const auto answer = m_resolver->ask(testIdentity(42), Have::Nothing);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->facts.controllers, QStringList{testAddress(1)});
    QVERIFY(stored(42) == *answer);
    QVERIFY(answer->resolvedAt == m_workspace->clock().now());
}

// contract: ID-31
void IdentityResolverTest::equalQuestionsAreOne()
{
    m_mcr->hold();
    std::atomic<int> answered = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] { answered += m_resolver->ask(testIdentity(42), Have::Nothing) ? 1 : 0; });
    QTRY_COMPARE(m_resolver->waiting(), 8);
    m_mcr->release();
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(answered.load(), 8);
    QCOMPARE(m_mcr->asked(), QStringList{u"did:peaq:42"_s});
}

// contract: ID-31
void IdentityResolverTest::thirtyTwoWaitAndNoMore()
{
    m_mcr->hold();
    std::vector<std::thread> threads;
    for (int i = 0; i < IdentityResolver::kMostWaiting; ++i)
        threads.emplace_back([this, i] { std::ignore = m_resolver->ask(testIdentity(i), Have::Nothing); });
    QTRY_COMPARE(m_resolver->waiting(), IdentityResolver::kMostWaiting);
    QElapsedTimer watch;
    watch.start();
    const auto refused = m_resolver->ask(testIdentity(99), Have::Nothing);
    QCOMPARE(reasonFor(refused), u"resolver_unreachable"_s);
    QVERIFY(refused.error().retryAfterSeconds > 0);
    QVERIFY(watch.elapsed() < 2000);
    QVERIFY(!m_mcr->asked().contains(u"did:peaq:99"_s));
    m_mcr->release();
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(reasonFor(m_resolver->ask(testIdentity(99), Have::Nothing)), u"answered"_s);
}

// contract: ID-31
void IdentityResolverTest::whoHasAnAnswerWaitsHalfASecondAtMost()
{
    makeResolver({});
    m_mcr->hold();
    QElapsedTimer watch;
    watch.start();
    QCOMPARE(reasonFor(m_resolver->ask(testIdentity(1), Have::Answer)), u"resolver_unreachable"_s);
    QVERIFY(watch.elapsed() >= 500);
    // The MCR is known to be slow now: nobody else waits at all, and yet it is asked.
    watch.restart();
    QCOMPARE(reasonFor(m_resolver->ask(testIdentity(2), Have::Answer)), u"resolver_unreachable"_s);
    QVERIFY(watch.elapsed() < 500);
    QCOMPARE(m_mcr->asked().size(), 2);
    m_mcr->release();
    QTRY_VERIFY(stored(2));
    int number = 3;
    QTRY_COMPARE(reasonFor(m_resolver->ask(testIdentity(number++), Have::Answer)), u"answered"_s);
}

// contract: ID-28
void IdentityResolverTest::aSpoiltAnswerIsNone()
{
    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> {
        return factsOf({testAddress(1), u"0x1563915e194d8CfBA1943570603F7606A3115508"_s});
    });
    QCOMPARE(reasonFor(m_resolver->ask(testIdentity(1), Have::Nothing)), u"resolver_unreachable"_s);
    QVERIFY(!stored(1));
}

// contract: ID-28, ID-30
void IdentityResolverTest::aFailedIdentityIsLetAloneAndRetryAfterHolds()
{
    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> {
        return fail(ErrorCode::NetworkFailure, u"down"_s);
    });
    QVERIFY(!m_resolver->ask(testIdentity(1), Have::Nothing));
    QVERIFY(!m_resolver->ask(testIdentity(1), Have::Nothing));
    QCOMPARE(m_mcr->asked().size(), 1);
    m_workspace->clock().advance(5);
    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> {
        return Failure(Error{ErrorCode::BadResponse, u"HTTP 429"_s, {}, 90, {}});
    });
    const auto limited = m_resolver->ask(testIdentity(1), Have::Nothing);
    QCOMPARE(m_mcr->asked().size(), 2);
    QCOMPARE(limited.error().retryAfterSeconds, 90);

    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> { return factsOf({testAddress(1)}); });
    m_workspace->clock().advance(89);
    QCOMPARE(reasonFor(m_resolver->ask(testIdentity(2), Have::Nothing)), u"resolver_unreachable"_s);
    QCOMPARE(m_mcr->asked().size(), 2);
    m_workspace->clock().advance(1);
    QCOMPARE(reasonFor(m_resolver->ask(testIdentity(2), Have::Nothing)), u"answered"_s);
}

// contract: ID-30
void IdentityResolverTest::thePaceLeavesMostForThoseWithNothing()
{
    int known = 0;
    while (m_resolver->ask(testIdentity(known), Have::Answer))
        ++known;
    QCOMPARE(known, RequestPace::kPerMinute - IdentityResolver::kAnswerReserve);
    QVERIFY(!m_resolver->askInBackground(testIdentity(500)));
    int unknown = 0;
    while (m_resolver->ask(testIdentity(1000 + unknown), Have::Nothing))
        ++unknown;
    QCOMPARE(known + unknown, RequestPace::kPerMinute);
    m_workspace->clock().advance(60);
    QVERIFY(m_resolver->ask(testIdentity(7), Have::Answer));
}

// contract: ID-30, SWITCH-19
void IdentityResolverTest::aClockThatATestMovesDoesNotHurryThePace()
{
    makeResolver({std::chrono::seconds(30), std::chrono::seconds(30)});
    for (int i = 0; i < 4 * RequestPace::kPerMinute; ++i) {
        if (i % RequestPace::kPerMinute == 0)
            m_workspace->clock().advance(61);
        (void)m_resolver->ask(testIdentity(i), Have::Nothing);
    }
    QCOMPARE(m_mcr->asked().size(), RequestPace::kPerMinute);
}

// contract: ID-30
void IdentityResolverTest::theBackgroundIsNarrow()
{
    m_mcr->hold();
    for (int i = 0; i < IdentityResolver::kMostInBackground; ++i)
        QVERIFY(m_resolver->askInBackground(testIdentity(i)));
    QVERIFY(!m_resolver->askInBackground(testIdentity(50)));
    m_mcr->release();
    QTRY_VERIFY(m_resolver->askInBackground(testIdentity(50)));
    QTRY_VERIFY(stored(50));
}

// contract: ID-31
void IdentityResolverTest::endsEveryWait()
{
    m_mcr->hold();
    Result<StoredResolution> answer = fail(ErrorCode::InternalError, u"none yet"_s);
    std::thread waiting([&] { answer = m_resolver->ask(testIdentity(1), Have::Nothing); });
    QTRY_COMPARE(m_mcr->asked().size(), 1);
    QElapsedTimer watch;
    watch.start();
    m_resolver->endWaits();
    waiting.join();
    QVERIFY(watch.elapsed() < 1000);
    QCOMPARE(reasonFor(answer), u"resolver_unreachable"_s);
    QVERIFY(!m_resolver->ask(testIdentity(2), Have::Nothing));
    QCOMPARE(m_mcr->asked().size(), 1);
}

// contract: HTTP-19, ID-33
void IdentityResolverTest::saysWhetherTheMcrAnswers()
{
    QVERIFY(m_resolver->check().pass);
    QVERIFY(m_resolver->check().message.contains(u"not been asked"_s));
    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> {
        return fail(ErrorCode::NetworkFailure, u"refused"_s);
    });
    std::ignore = m_resolver->ask(testIdentity(1), Have::Nothing);
    QVERIFY(!m_resolver->check().pass);
    QVERIFY(m_resolver->check().message.contains(u"refused"_s));
    m_mcr->setSays([](const IdentityRef &) -> Result<IdentityFacts> {
        return IdentityFacts{IdentityState::NotFound, {}, false};
    });
    std::ignore = m_resolver->ask(testIdentity(2), Have::Nothing);
    QVERIFY(m_resolver->check().pass);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::IdentityResolverTest)
#include "tst_identityresolver.moc"
