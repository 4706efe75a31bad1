// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleetlistcontract.h"

#include "testkeys.h"
#include "testworkspace.h"

using namespace Qt::StringLiterals;

namespace muster {

FleetListContract::FleetListContract(OrchestratorFixture &fixture)
    : m_fixture(fixture)
{}

FleetListContract::~FleetListContract() = default;

void FleetListContract::init()
{
    m_session = std::make_unique<ContractSession>(m_fixture);
}

void FleetListContract::cleanup()
{
    m_session.reset();
}

// contract: HTTP-3
void FleetListContract::anEmptyServiceListsNothing()
{
    const auto page = m_session->list();
    VERIFY_OK(page);
    QVERIFY(page->machines.isEmpty());
    QVERIFY(!page->nextCursor);
}

// contract: ID-20, ID-21
void FleetListContract::aLostControllerHidesTheRecord()
{
    const auto made = m_session->active(42, 1);
    VERIFY_OK(made);
    m_fixture.registerIdentity(testEntry(42, {2}));
    COMPARE_REASON(m_session->read(made->id), ErrorCode::MachineNotActivated, "controller_changed");
    QVERIFY(m_session->listedIds().isEmpty());

    RegistryEntry asleep = testEntry(42, {1});
    asleep.active = false;
    m_fixture.registerIdentity(asleep);
    COMPARE_REASON(m_session->read(made->id), ErrorCode::MachineNotActivated, "identity_inactive");

    m_fixture.registerIdentity(testEntry(42, {2, 1}));
    VERIFY_OK(m_session->read(made->id));
    QCOMPARE(m_session->listedIds(), QStringList{made->id});
}

// contract: HTTP-12, HTTP-13, HTTP-3, ID-21
void FleetListContract::pagesThroughTheFleet()
{
    QStringList expected;
    for (int number = 1; number <= 7; ++number) {
        const auto made = m_session->draft(number, 1);
        VERIFY_OK(made);
        expected.append(made->id);
    }
    VERIFY_OK(m_session->archive(expected.takeAt(2)));

    QStringList seen;
    MachineQuery query;
    query.limit = 2;
    for (int pages = 1; pages <= 3; ++pages) {
        const auto page = m_session->list(query);
        VERIFY_OK(page);
        QCOMPARE(page->machines.size(), 2);
        for (const Machine &machine : page->machines)
            seen.append(machine.id);
        QCOMPARE(page->nextCursor.has_value(), pages < 3);
        query.cursor = page->nextCursor.value_or(QString());
    }
    QCOMPARE(seen, expected);
}

// contract: HTTP-12
void FleetListContract::refusesBadPages()
{
    for (const int limit : {0, -1, 501}) {
        MachineQuery query;
        query.limit = limit;
        COMPARE_CODE(m_session->list(query), ErrorCode::ValidationError);
    }
    for (const QString &cursor : {u"c1_"_s, u"c1_00000000000000zz"_s, u"7"_s, u"c1_ffffffffffffffff"_s}) {
        MachineQuery query;
        query.cursor = cursor;
        const auto refused = m_session->list(query);
        COMPARE_CODE(refused, ErrorCode::ValidationError);
        QCOMPARE(issuesOf(refused.error()).constFirst().path, u"/cursor"_s);
    }
}

// contract: ID-22
void FleetListContract::showsHiddenRecordsOnRequest()
{
    const auto sound = m_session->active(1, 1);
    const auto lost = m_session->active(2, 1);
    const auto archived = m_session->draft(3, 1);
    VERIFY_OK(sound);
    VERIFY_OK(lost);
    VERIFY_OK(archived);
    m_fixture.registerIdentity(testEntry(2, {2}));
    VERIFY_OK(m_session->archive(archived->id));
    QCOMPARE(m_session->listedIds(), QStringList{sound->id});

    MachineQuery query;
    query.anyVerification = true;
    const auto page = m_session->list(query);
    VERIFY_OK(page);
    QCOMPARE(page->machines.size(), 3);
    QVERIFY(page->machines.at(0).verification && page->machines.at(1).verification);
    QCOMPARE(page->machines.at(0).verification->state, Verification::State::Verified);
    QCOMPARE(page->machines.at(1).verification->state, Verification::State::Failed);
    QCOMPARE(page->machines.at(1).verification->reason, u"controller_changed"_s);
    QCOMPARE(page->machines.at(2).status, MachineStatus::Archived);

    COMPARE_CODE(m_session->read(lost->id), ErrorCode::MachineNotActivated);
    const auto shown = ContractSession::settled(m_session->port().machine(lost->id, true));
    VERIFY_OK(shown);
    QVERIFY(shown->verification && shown->revision > 0);
    QCOMPARE(shown->verification->reason, u"controller_changed"_s);

    query.status = MachineStatus::Archived;
    QCOMPARE(m_session->listedIds(query), QStringList{archived->id});
    query.anyVerification = false;
    QVERIFY(m_session->listedIds(query).isEmpty());
    query.status = MachineStatus::Active;
    QCOMPARE(m_session->listedIds(query), QStringList{sound->id});
}

} // namespace muster
