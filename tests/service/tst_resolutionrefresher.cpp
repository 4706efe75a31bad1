// SPDX-License-Identifier: GPL-3.0-or-later
#include "resolutionrefresher.h"

#include "identityresolver.h"
#include "registrysession.h"
#include "scriptedlookup.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class ResolutionRefresherTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void keepsRegisteredIdentitiesWarm();
    void anIdentityThatAlwaysFailsHoldsNobodyUp();
    void forgetsWhatNoRecordHolds();

private:
    void start(int freshSeconds);
    TestClock &clock() { return m_session->workspace().clock(); }
    std::optional<StoredResolution> stored(qint64 number);

    std::unique_ptr<RegistrySession> m_session;
    std::unique_ptr<StoreReader> m_reader;
    ScriptedLookup *m_mcr = nullptr; ///< owned by the resolver
    std::unique_ptr<IdentityResolver> m_resolver;
    std::unique_ptr<ResolutionRefresher> m_refresher;
};

void ResolutionRefresherTest::init()
{
    m_session = std::make_unique<RegistrySession>();
    m_reader = *m_session->workspace().file().reader();
}

void ResolutionRefresherTest::cleanup()
{
    m_refresher.reset();
    m_resolver.reset();
    m_reader.reset();
    m_session.reset();
}

void ResolutionRefresherTest::start(int freshSeconds)
{
    WorkspaceFile &file = m_session->workspace().file();
    auto lookup = std::make_unique<ScriptedLookup>([](const IdentityRef &identity) -> Result<IdentityFacts> {
        if (identity == testIdentity(1))
            return fail(ErrorCode::BadResponse, u"always"_s);
        return factsOf({testAddress(1)});
    });
    m_mcr = lookup.get();
    m_resolver = std::make_unique<IdentityResolver>(std::move(lookup), file.writer(), clock(), freshSeconds);
    const auto soon = std::chrono::milliseconds(5);
    m_refresher = std::make_unique<ResolutionRefresher>([&file] { return file.reader(); }, file.writer(),
                                                        *m_resolver, clock(), soon, soon);
}

std::optional<StoredResolution> ResolutionRefresherTest::stored(qint64 number)
{
    return m_reader->resolution(testIdentity(number)).value_or(std::nullopt);
}

// contract: ID-30
void ResolutionRefresherTest::keepsRegisteredIdentitiesWarm()
{
    m_session->draft(42, 1);
    const Machine gone = m_session->draft(43, 1);
    QVERIFY(m_session->move(gone.id, MachineStatus::Archived));
    start(300);
    QTRY_VERIFY(stored(42));
    const Timestamp first = stored(42)->resolvedAt;
    clock().advance(300);
    // Not due to the millisecond yet; one second later it is.
    clock().advance(1);
    QTRY_VERIFY(stored(42)->resolvedAt > first);
    QVERIFY(!stored(43));
    // A round that looked before an answer came may ask once more, each time.
    const QStringList asked = m_mcr->asked();
    QVERIFY(asked.size() >= 2 && asked.size() <= 4);
    QCOMPARE(asked.count(u"did:peaq:42"_s), asked.size());
}

// contract: ID-30
void ResolutionRefresherTest::anIdentityThatAlwaysFailsHoldsNobodyUp()
{
    m_session->draft(1, 1);
    for (qint64 number = 2; number < 8; ++number)
        m_session->draft(number, 1);
    start(600);
    for (qint64 number = 2; number < 8; ++number)
        QTRY_VERIFY(stored(number));
    m_session->draft(8, 1);
    QTRY_VERIFY(stored(8));
    QVERIFY(!stored(1));
    QCOMPARE(m_mcr->asked().count(u"did:peaq:1"_s), 1);
    clock().advance(IdentityResolver::kFailureSeconds);
    QTRY_COMPARE(m_mcr->asked().count(u"did:peaq:1"_s), 2);
}

// contract: ID-29
void ResolutionRefresherTest::forgetsWhatNoRecordHolds()
{
    m_session->draft(42, 1);
    const auto kept = m_session->workspace().file().writer().write([](WriteSession &session) -> Result<void> {
        const Timestamp longAgo{1'795'000'000'000};
        for (const qint64 number : {42, 99}) {
            const StoredResolution resolution{testIdentity(number), factsOf({testAddress(1)}), longAgo};
            if (auto done = session.storeResolution(resolution); !done)
                return done;
        }
        return {};
    });
    QVERIFY(kept && stored(99));
    start(600);
    QTRY_VERIFY(!stored(99));
    QVERIFY(stored(42));
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::ResolutionRefresherTest)
#include "tst_resolutionrefresher.moc"
