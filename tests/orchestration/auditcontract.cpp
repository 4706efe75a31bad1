// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditcontract.h"

#include "testkeys.h"
#include "testworkspace.h"

using namespace Qt::StringLiterals;

namespace muster {

AuditContract::AuditContract(OrchestratorFixture &fixture)
    : m_fixture(fixture)
{}

AuditContract::~AuditContract() = default;

void AuditContract::init()
{
    m_session = std::make_unique<ContractSession>(m_fixture);
}

void AuditContract::cleanup()
{
    m_session.reset();
}

Result<AuditPage> AuditContract::audit(const AuditQuery &query)
{
    return ContractSession::settled(m_session->port().listAuditEvents(query));
}

QStringList AuditContract::types(const AuditQuery &query)
{
    QStringList types;
    const Result<AuditPage> page = audit(query);
    if (!page)
        return {page.error().message};
    for (const AuditEvent &event : page->events)
        types.append(event.type);
    return types;
}

// contract: AUD-1, AUD-2, AUD-3, AUD-5, AUD-6
void AuditContract::tellsOfEveryChange()
{
    QCOMPARE(types(), QStringList());
    const auto made = m_session->active(42, 1);
    VERIFY_OK(made);
    VERIFY_OK(m_session->move(made->id, MachineStatus::Blocked));
    VERIFY_OK(m_session->archive(made->id));
    QCOMPARE(types(), QStringList({u"machine.archived"_s, u"machine.blocked"_s, u"machine.activated"_s,
                                   u"machine.created"_s, u"challenge.created"_s, u"registry.loaded"_s}));
    const auto page = audit();
    VERIFY_OK(page);
    const AuditEvent &blocked = page->events.at(1);
    QVERIFY(blocked.id.startsWith("evt_"_L1));
    QVERIFY(blocked.actor == "platform"_L1 || blocked.actor == "desktop"_L1);
    QCOMPARE(blocked.resourceType, u"machine"_s);
    QCOMPARE(blocked.resourceId, made->id);
    QCOMPARE(blocked.payload, QJsonObject({{u"before"_s, QJsonObject{{u"status"_s, u"active"_s}}},
                                           {u"after"_s, QJsonObject{{u"status"_s, u"blocked"_s}}}}));
}

// contract: AUD-6, AUD-7, HTTP-3, HTTP-12
void AuditContract::pagesAndFilters()
{
    const auto first = m_session->draft(42, 1);
    VERIFY_OK(first);
    m_fixture.advanceClock(60);
    VERIFY_OK(m_session->active(43, 1));
    const QStringList all = types();
    QCOMPARE(all.size(), 7);

    QStringList seen;
    AuditQuery query;
    query.limit = 3;
    for (int pages = 1; pages <= 3; ++pages) {
        const auto page = audit(query);
        VERIFY_OK(page);
        for (const AuditEvent &event : page->events)
            seen.append(event.type);
        QCOMPARE(page->nextCursor.has_value(), pages < 3);
        query.cursor = page->nextCursor.value_or(QString());
    }
    QCOMPARE(seen, all);

    query = {};
    query.machineId = first->id;
    QCOMPARE(types(query), QStringList({u"machine.created"_s, u"challenge.created"_s}));
    query.type = u"machine.created"_s;
    QCOMPARE(types(query), QStringList{u"machine.created"_s});
    query = {};
    query.since = first->createdAt.plusSeconds(30);
    QCOMPARE(types(query).size(), 4);
    query.actor = u"system"_s;
    QCOMPARE(types(query), QStringList{u"registry.loaded"_s});
    query = {};
    query.until = first->createdAt.plusSeconds(30);
    query.resourceType = u"challenge"_s;
    QCOMPARE(types(query), QStringList{u"challenge.created"_s});
    query.resourceId = u"mic_0000000000000000"_s;
    QCOMPARE(types(query), QStringList());
}

// contract: AUD-6, HTTP-12
void AuditContract::refusesWhatCannotBe()
{
    AuditQuery query;
    query.limit = 0;
    COMPARE_CODE(audit(query), ErrorCode::ValidationError);
    query = {};
    query.cursor = u"c1_0000000000000001"_s;
    COMPARE_CODE(audit(query), ErrorCode::ValidationError);
    query = {};
    query.since = Timestamp{5000};
    query.until = Timestamp{4000};
    COMPARE_CODE(audit(query), ErrorCode::ValidationError);
}

// contract: AUD-4
void AuditContract::tellsOfRefusedWrites()
{
    const auto made = m_session->draft(42, 1);
    VERIFY_OK(made);
    m_fixture.advanceClock(60);
    COMPARE_CODE(m_session->create(ContractSession::plainMachine()), ErrorCode::ValidationError);
    COMPARE_CODE(m_session->move(made->id, MachineStatus::Degraded), ErrorCode::ValidationError);
    COMPARE_CODE(m_session->archive(u"mach_0000000000000000"_s), ErrorCode::NotFound);
    COMPARE_CODE(m_session->challenge(99), ErrorCode::PeaqosIdentityUnavailable);
    auto wrong = m_session->signedMachine(42, 2);
    VERIFY_OK(wrong);
    COMPARE_CODE(m_session->create(*wrong), ErrorCode::MachineIdentityProofInvalid);
    COMPARE_CODE(m_session->read(u"mach_0000000000000000"_s), ErrorCode::NotFound);

    AuditQuery query;
    query.since = made->createdAt.plusSeconds(30);
    QCOMPARE(types(query), QStringList({u"proof.refused"_s, u"challenge.created"_s, u"request.refused"_s,
                                        u"request.refused"_s, u"request.refused"_s, u"request.refused"_s}));
    query.machineId = made->id;
    QCOMPARE(types(query), QStringList({u"proof.refused"_s, u"challenge.created"_s, u"request.refused"_s}));
}

} // namespace muster
