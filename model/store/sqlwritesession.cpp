// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlwritesession.h"

#include "auditrow.h"
#include "databaseconnection.h"
#include "identityerrors.h"
#include "machinerow.h"
#include "recorderrors.h"
#include "resolutionrow.h"
#include "rowtext.h"
#include "storageerror.h"

#include <QScopeGuard>

using namespace Qt::StringLiterals;

namespace muster {
SqlWriteSession::SqlWriteSession(const DatabaseConnection &connection)
    : m_dropEndedChallenges(connection, u"DELETE FROM challenges WHERE coalesce(used_at, expires_at) <= ?"_s)
    , m_dropSurplusChallenges(connection,
                              u"DELETE FROM challenges WHERE seq IN (SELECT seq FROM challenges WHERE "
                              "identity = ? AND used_at IS NULL AND expires_at > ? ORDER BY seq DESC "
                              "LIMIT -1 OFFSET ?)"_s)
    , m_insertChallenge(connection, u"INSERT INTO challenges (id, identity, message, controllers, issued_at, "
                                    "expires_at, wrong_attempts, used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s)
    , m_useChallenge(connection, u"UPDATE challenges SET used_at = ? WHERE id = ? AND used_at IS NULL AND "
                                 "expires_at > ? AND wrong_attempts < ?"_s)
    , m_challengeState(connection,
                       u"SELECT used_at, wrong_attempts, expires_at FROM challenges WHERE id = ?"_s)
    , m_countWrongAttempt(connection,
                          u"UPDATE challenges SET wrong_attempts = wrong_attempts + 1 WHERE id = ? "
                          "RETURNING wrong_attempts"_s)
    , m_insertMachine(connection, machinerow::insert())
    , m_updateMachine(connection, machinerow::update())
    , m_identityHolder(connection,
                       u"SELECT id FROM machines WHERE identity = ? AND status <> 'archived' AND id <> ?"_s)
    , m_machineRevision(connection, u"SELECT revision FROM machines WHERE id = ?"_s)
    , m_upsertRegistryEntry(
          connection, u"INSERT INTO registry (identity, controllers, operator, name, bonded, active, rating) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (identity) DO UPDATE SET controllers = "
                      "excluded.controllers, operator = excluded.operator, name = excluded.name, bonded = "
                      "excluded.bonded, active = excluded.active, rating = excluded.rating WHERE controllers "
                      "<> excluded.controllers OR operator <> excluded.operator OR name <> excluded.name OR "
                      "bonded <> excluded.bonded OR active <> excluded.active OR rating <> excluded.rating"_s)
    , m_removeRegistryEntry(connection, u"DELETE FROM registry WHERE identity = ?"_s)
    , m_growRegistryRevision(connection, u"UPDATE meta SET registry_revision = registry_revision + 1"_s)
    , m_registryRevision(connection, u"SELECT registry_revision FROM meta"_s)
    , m_changeResolution(connection, resolutionrow::change())
    , m_renewResolution(connection, resolutionrow::renew())
    , m_dropResolutions(connection, resolutionrow::drop())
    , m_insertAuditEvent(connection, auditrow::insert())
    , m_pruneAuditEvents(connection,
                         u"DELETE FROM audit_events WHERE seq IN (SELECT seq FROM audit_events WHERE "
                         "created_at < ? ORDER BY created_at, seq LIMIT ?)"_s)
    , m_clearMachines(connection, u"DELETE FROM machines"_s)
    , m_clearChallenges(connection, u"DELETE FROM challenges"_s)
    , m_clearRegistry(connection, u"DELETE FROM registry"_s)
    , m_clearResolutions(connection, u"DELETE FROM resolutions"_s)
{}

SqlWriteSession::~SqlWriteSession() = default;

Result<void> SqlWriteSession::prepared() const
{
    for (const Statement *statement :
         {&m_dropEndedChallenges,  &m_dropSurplusChallenges, &m_insertChallenge,     &m_useChallenge,
          &m_challengeState,       &m_countWrongAttempt,     &m_insertMachine,       &m_updateMachine,
          &m_identityHolder,       &m_machineRevision,       &m_upsertRegistryEntry, &m_removeRegistryEntry,
          &m_growRegistryRevision, &m_registryRevision,      &m_changeResolution,    &m_renewResolution,
          &m_dropResolutions,      &m_insertAuditEvent,      &m_pruneAuditEvents,    &m_clearMachines,
          &m_clearChallenges,      &m_clearRegistry,         &m_clearResolutions}) {
        if (auto ready = statement->prepared(); !ready)
            return ready;
    }
    return {};
}

void SqlWriteSession::begin()
{
    m_failure.reset();
    m_actions.clear();
}

Result<void> SqlWriteSession::outcome() const
{
    if (m_failure)
        return Failure(*m_failure);
    return {};
}

std::vector<std::function<void()>> SqlWriteSession::takeActions()
{
    return std::exchange(m_actions, {});
}

void SqlWriteSession::onCommitted(std::function<void()> action)
{
    m_actions.push_back(std::move(action));
}

template <typename Value, typename Call>
Result<Value> SqlWriteSession::guarded(Call call)
{
    if (m_failure)
        return Failure(*m_failure);
    Result<Value> result = call();
    if (!result)
        m_failure = result.error();
    return result;
}

Result<void> SqlWriteSession::insertChallenge(const StoredChallenge &challenge)
{
    return guarded<void>([&] { return storeChallenge(challenge); });
}

Result<void> SqlWriteSession::consumeChallenge(const QString &challengeId, Timestamp now)
{
    return guarded<void>([&] { return useChallenge(challengeId, now); });
}

Result<int> SqlWriteSession::countWrongAttempt(const QString &challengeId)
{
    return guarded<int>([&] { return addWrongAttempt(challengeId); });
}

Result<void> SqlWriteSession::insertMachine(const Machine &machine, const QByteArray &document)
{
    return guarded<void>([&] {
        machinerow::bind(m_insertMachine, machine, document);
        return storeMachine(m_insertMachine, machine);
    });
}

Result<void> SqlWriteSession::updateMachine(const Machine &machine, const QByteArray &document,
                                            qint64 expectedRevision)
{
    return guarded<void>([&] { return replaceMachine(machine, document, expectedRevision); });
}

Result<void> SqlWriteSession::upsertRegistryEntry(const RegistryEntry &entry)
{
    return guarded<void>([&] { return storeRegistryEntry(entry); });
}

Result<qint64> SqlWriteSession::registryRevision()
{
    return guarded<qint64>([&] { return readRegistryRevision(); });
}

Result<bool> SqlWriteSession::removeRegistryEntry(const IdentityRef &identity)
{
    return guarded<bool>([&] { return dropRegistryEntry(identity); });
}

Result<void> SqlWriteSession::clearRecords()
{
    return guarded<void>([&] { return dropRecords(); });
}

Result<void> SqlWriteSession::storeResolution(const StoredResolution &resolution)
{
    return guarded<void>([&] { return keepResolution(resolution); });
}

Result<void> SqlWriteSession::dropResolutions(Timestamp before)
{
    return guarded<void>([&] { return m_dropResolutions.run(before.milliseconds); });
}

Result<void> SqlWriteSession::appendAuditEvent(const AuditEvent &event)
{
    return guarded<void>([&] {
        auditrow::bind(m_insertAuditEvent, event);
        return m_insertAuditEvent.execute();
    });
}

Result<int> SqlWriteSession::pruneAuditEvents(Timestamp before, int most)
{
    return guarded<int>([&] { return removeAuditEvents(before, most); });
}

Result<void> SqlWriteSession::storeChallenge(const StoredChallenge &stored)
{
    const Challenge &challenge = stored.challenge;
    const QString &number = challenge.identityRef.number();
    if (auto dropped = m_dropEndedChallenges.run(stored.issuedAt.plusSeconds(-kKeptSeconds).milliseconds);
        !dropped)
        return dropped;
    if (auto dropped = m_dropSurplusChallenges.run(number, stored.issuedAt.milliseconds, kOpenChallenges - 1);
        !dropped)
        return dropped;
    return m_insertChallenge.run(
        challenge.challengeId, number, challenge.message, rowtext::fromList(challenge.controllerAddresses),
        stored.issuedAt.milliseconds, challenge.expiresAt.milliseconds, stored.wrongAttempts,
        stored.usedAt ? QVariant(stored.usedAt->milliseconds) : QVariant());
}

Result<void> SqlWriteSession::useChallenge(const QString &challengeId, Timestamp now)
{
    if (auto ran = m_useChallenge.run(now.milliseconds, challengeId, now.milliseconds, kWrongAttempts); !ran)
        return ran;
    if (m_useChallenge.changedRows() == 1)
        return {};
    return Failure(refusedChallenge(challengeId));
}

Error SqlWriteSession::refusedChallenge(const QString &challengeId)
{
    const auto done = qScopeGuard([this] { m_challengeState.finish(); });
    if (const auto ran = m_challengeState.run(challengeId); !ran)
        return ran.error();
    const auto found = m_challengeState.next();
    if (!found)
        return found.error();
    if (!*found)
        return proofRefused(reason::kUnknownChallenge);
    if (!m_challengeState.isNull(0))
        return proofRefused(reason::kChallengeUsed);
    if (m_challengeState.integer(1) >= kWrongAttempts)
        return proofRefused(reason::kTooManyAttempts);
    return proofRefused(reason::kChallengeExpired,
                        {{u"expiresAt"_s, Timestamp{m_challengeState.integer(2)}.text()}});
}

Result<int> SqlWriteSession::addWrongAttempt(const QString &challengeId)
{
    const auto done = qScopeGuard([this] { m_countWrongAttempt.finish(); });
    if (const auto ran = m_countWrongAttempt.run(challengeId); !ran)
        return Failure(ran.error());
    const auto found = m_countWrongAttempt.next();
    if (!found)
        return Failure(found.error());
    if (!*found)
        return Failure(proofRefused(reason::kUnknownChallenge));
    return int(m_countWrongAttempt.integer(0));
}

Result<void> SqlWriteSession::storeMachine(Statement &statement, const Machine &machine)
{
    if (machine.identityProof && machine.identityProof->identityRef != machine.identityRef)
        return fail(ErrorCode::InternalError,
                    u"The proof of machine %1 speaks of another identity. Nothing was "
                    "stored."_s.arg(machine.id));
    auto stored = statement.execute();
    if (stored || !machine.identityRef || !isConstraintViolation(statement.lastError()))
        return stored;
    const auto done = qScopeGuard([this] { m_identityHolder.finish(); });
    if (const auto ran = m_identityHolder.run(machine.identityRef->number(), machine.id); !ran)
        return Failure(ran.error());
    const auto held = m_identityHolder.next();
    if (!held)
        return Failure(held.error());
    if (!*held)
        return stored;
    return Failure(identityTaken(*machine.identityRef));
}

Result<void> SqlWriteSession::replaceMachine(const Machine &machine, const QByteArray &document,
                                             qint64 expectedRevision)
{
    m_updateMachine.bind(machinerow::bind(m_updateMachine, machine, document), expectedRevision);
    if (auto stored = storeMachine(m_updateMachine, machine); !stored)
        return stored;
    if (m_updateMachine.changedRows() == 1)
        return {};
    const auto done = qScopeGuard([this] { m_machineRevision.finish(); });
    if (const auto ran = m_machineRevision.run(machine.id); !ran)
        return Failure(ran.error());
    const auto found = m_machineRevision.next();
    if (!found)
        return Failure(found.error());
    if (!*found)
        return Failure(machineNotFound(machine.id));
    return Failure(machineMoved(m_machineRevision.integer(0)));
}

Result<void> SqlWriteSession::storeRegistryEntry(const RegistryEntry &entry)
{
    if (auto ran = m_upsertRegistryEntry.run(entry.identityRef.number(), rowtext::fromList(entry.controllers),
                                             entry.operatorAddress, entry.name, entry.bonded, entry.active,
                                             entry.rating);
        !ran)
        return ran;
    // An entry that says what is known already is no change.
    if (m_upsertRegistryEntry.changedRows() == 0)
        return {};
    return m_growRegistryRevision.run();
}

Result<bool> SqlWriteSession::dropRegistryEntry(const IdentityRef &identity)
{
    if (auto ran = m_removeRegistryEntry.run(identity.number()); !ran)
        return Failure(ran.error());
    if (m_removeRegistryEntry.changedRows() == 0)
        return false;
    if (auto grown = m_growRegistryRevision.run(); !grown)
        return Failure(grown.error());
    return true;
}

Result<void> SqlWriteSession::dropRecords()
{
    for (Statement *statement : {&m_clearMachines, &m_clearChallenges, &m_clearRegistry, &m_clearResolutions,
                                 &m_growRegistryRevision}) {
        if (auto ran = statement->run(); !ran)
            return ran;
    }
    return {};
}

Result<qint64> SqlWriteSession::readRegistryRevision()
{
    const auto done = qScopeGuard([this] { m_registryRevision.finish(); });
    if (const auto ran = m_registryRevision.run(); !ran)
        return Failure(ran.error());
    const auto found = m_registryRevision.next();
    if (!found)
        return Failure(found.error());
    if (!*found)
        return Failure(workspaceRefused(u"damaged"_s,
                                        u"%1 is damaged: the registry revision is missing. Put a backup "
                                        "in its place."_s.arg(m_registryRevision.path()),
                                        m_registryRevision.path()));
    return m_registryRevision.integer(0);
}

Result<void> SqlWriteSession::keepResolution(const StoredResolution &resolution)
{
    const IdentityFacts &facts = resolution.facts;
    const QString &number = resolution.identityRef.number();
    const QString state = identityStateName(facts.state);
    const QString controllers = rowtext::fromList(facts.controllers);
    const qint64 at = resolution.resolvedAt.milliseconds;
    if (auto ran = m_changeResolution.run(number, state, controllers, facts.bonded, at); !ran)
        return ran;
    if (m_changeResolution.changedRows() > 0)
        return m_growRegistryRevision.run();
    return m_renewResolution.run(at, number, state, controllers, facts.bonded);
}

Result<int> SqlWriteSession::removeAuditEvents(Timestamp before, int most)
{
    if (const auto ran = m_pruneAuditEvents.run(before.milliseconds, most); !ran)
        return Failure(ran.error());
    return m_pruneAuditEvents.changedRows();
}

} // namespace muster
