// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrydirectory.h"

#include "identityerrors.h"
#include "identityresolver.h"
#include "scriptedlookup.h"
#include "testkeys.h"
#include "testworkspace.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class RegistryDirectoryTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersWhatIsRegisteredAndActive();
    void theDefaultControllerAnswersForTheRest();
    void namesAllFaultsOfAnOperatorsQuery();
    void answersNothingInAnothersPlace();
    void answersNothingWhileItsSilenceIsSimulated();

private:
    std::unique_ptr<TestWorkspace> m_workspace;
    std::unique_ptr<StoreReader> m_reader;
};

void RegistryDirectoryTest::init()
{
    m_reader.reset();
    m_workspace = std::make_unique<TestWorkspace>();
    RegistryEntry crane = testEntry(7, {1, 2});
    crane.operatorAddress = testAddress(3);
    m_workspace->registerIdentity(crane);
    RegistryEntry asleep = testEntry(8, {1});
    asleep.active = false;
    asleep.operatorAddress = testAddress(3);
    m_workspace->registerIdentity(asleep);
    auto reader = m_workspace->file().reader();
    QVERIFY(reader.has_value());
    m_reader = *std::move(reader);
}

// contract: MCR-4
void RegistryDirectoryTest::answersWhatIsRegisteredAndActive()
{
    RegistryDirectory directory(m_workspace->context(), *m_reader);
    const auto crane = directory.entry(testIdentity(7));
    QVERIFY(crane.has_value());
    QCOMPARE(crane->controllers, QStringList({testAddress(1), testAddress(2)}));
    const auto asleep = directory.entry(testIdentity(8));
    QVERIFY(!asleep.has_value());
    QCOMPARE(reasonOf(asleep.error()), QString(reason::kIdentityInactive));
    const auto unknown = directory.entry(testIdentity(9));
    QVERIFY(!unknown.has_value());
    QCOMPARE(unknown.error().code, ErrorCode::NotFound);
}

// contract: MCR-1
void RegistryDirectoryTest::theDefaultControllerAnswersForTheRest()
{
    m_workspace->context().defaultController = testAddress(9);
    RegistryDirectory directory(m_workspace->context(), *m_reader);
    QCOMPARE(directory.entry(testIdentity(9))->controllers, QStringList{testAddress(9)});
    QVERIFY(!directory.entry(testIdentity(8)).has_value());
}

// contract: MCR-5
void RegistryDirectoryTest::namesAllFaultsOfAnOperatorsQuery()
{
    RegistryDirectory directory(m_workspace->context(), *m_reader);
    for (const QString &spelling :
         QStringList{testAddress(3), testAddress(3).toLower(), u"did:peaq:"_s + testAddress(3)}) {
        const auto fleet = directory.machinesOf(spelling, 0, 20);
        QVERIFY(fleet.has_value());
        QCOMPARE(fleet->operatorAddress, testAddress(3));
        QCOMPARE(fleet->total, 1);
        QVERIFY(fleet->entries.first().identityRef == testIdentity(7));
    }
    QStringList paths;
    const auto refused = directory.machinesOf(u"did:peaq:42"_s, -1, 21);
    QVERIFY(!refused.has_value());
    for (const Issue &issue : issuesOf(refused.error()))
        paths.append(issue.path);
    QCOMPARE(paths, QStringList({u"/did"_s, u"/offset"_s, u"/limit"_s}));
}

// contract: MCR-4
void RegistryDirectoryTest::answersNothingInAnothersPlace()
{
    IdentityResolver resolver(
        std::make_unique<ScriptedLookup>(
            [](const IdentityRef &) -> Result<IdentityFacts> { return factsOf({testAddress(9)}); }),
        m_workspace->file().writer(), m_workspace->clock());
    m_workspace->context().resolver = &resolver;
    RegistryDirectory directory(m_workspace->context(), *m_reader);
    const auto entry = directory.entry(testIdentity(7));
    const auto fleet = directory.machinesOf(testAddress(3), 0, 20);
    m_workspace->context().resolver = nullptr;
    QVERIFY(!entry.has_value() && !fleet.has_value());
    QCOMPARE(reasonOf(entry.error()), QString(reason::kResolverUnreachable));
    QCOMPARE(reasonOf(fleet.error()), QString(reason::kResolverUnreachable));
}

// contract: SWITCH-20, MCR-4
void RegistryDirectoryTest::answersNothingWhileItsSilenceIsSimulated()
{
    SimulatedFaults &faults = *m_workspace->context().faults;
    RegistryDirectory directory(m_workspace->context(), *m_reader);
    const SimulatedFault silence{.unreachable = true};
    faults.set(testIdentity(7), silence);
    const auto single = directory.entry(testIdentity(7));
    QVERIFY(!single.has_value());
    QCOMPARE(reasonOf(single.error()), QString(reason::kResolverUnreachable));
    QCOMPARE(single.error().details.value("simulated"_L1), QJsonValue(true));
    QVERIFY(directory.machinesOf(testAddress(3), 0, 20).has_value());
    faults.set(std::nullopt, silence);
    const auto fleet = directory.machinesOf(testAddress(3), 0, 20);
    QVERIFY(!fleet.has_value());
    QCOMPARE(reasonOf(fleet.error()), QString(reason::kResolverUnreachable));
    faults.set(std::nullopt, {});
    QVERIFY(directory.entry(testIdentity(7)).has_value());
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::RegistryDirectoryTest)
#include "tst_registrydirectory.moc"
