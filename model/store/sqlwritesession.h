// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "statement.h"
#include "storewriter.h"

#include <functional>
#include <optional>
#include <vector>

namespace muster {

class DatabaseConnection;

/// The writer's statements, kept prepared, and the state of the command that runs just now. Lives on the
/// writer's thread as long as its connection; begin() starts each command anew.
class SqlWriteSession final : public WriteSession
{
public:
    static constexpr int kOpenChallenges = 16; ///< per identity (contract ID, single use)
    static constexpr int kWrongAttempts = 5;
    static constexpr qint64 kKeptSeconds = 24 * 60 * 60;

    explicit SqlWriteSession(const DatabaseConnection &connection);
    ~SqlWriteSession() override;

    /// Fails when a statement does not fit the tables of the file.
    Result<void> prepared() const;

    /// Forgets the failure and the actions of the command before.
    void begin();
    /// The first failed call since begin(): it fails the command even if the command goes on.
    Result<void> outcome() const;
    std::vector<std::function<void()>> takeActions();

    Result<void> insertChallenge(const StoredChallenge &challenge) override;
    Result<void> consumeChallenge(const QString &challengeId, Timestamp now) override;
    Result<int> countWrongAttempt(const QString &challengeId) override;
    Result<void> insertMachine(const Machine &machine, const QByteArray &document) override;
    Result<void> updateMachine(const Machine &machine, const QByteArray &document,
                               qint64 expectedRevision) override;
    Result<void> upsertRegistryEntry(const RegistryEntry &entry) override;
    Result<bool> removeRegistryEntry(const IdentityRef &identity) override;
    Result<qint64> registryRevision() override;
    Result<void> clearRecords() override;
    Result<void> storeResolution(const StoredResolution &resolution) override;
    Result<void> dropResolutions(Timestamp before) override;
    Result<void> appendAuditEvent(const AuditEvent &event) override;
    Result<int> pruneAuditEvents(Timestamp before, int most) override;
    void onCommitted(std::function<void()> action) override;

private:
    template <typename Value, typename Call>
    Result<Value> guarded(Call call);

    Result<void> storeChallenge(const StoredChallenge &challenge);
    Result<void> useChallenge(const QString &challengeId, Timestamp now);
    Error refusedChallenge(const QString &challengeId);
    Result<int> addWrongAttempt(const QString &challengeId);
    Result<void> storeMachine(Statement &statement, const Machine &machine);
    Result<void> replaceMachine(const Machine &machine, const QByteArray &document, qint64 expectedRevision);
    Result<void> storeRegistryEntry(const RegistryEntry &entry);
    Result<bool> dropRegistryEntry(const IdentityRef &identity);
    Result<qint64> readRegistryRevision();
    Result<int> removeAuditEvents(Timestamp before, int most);
    Result<void> dropRecords();
    Result<void> keepResolution(const StoredResolution &resolution);

    std::optional<Error> m_failure;
    std::vector<std::function<void()>> m_actions;

    Statement m_dropEndedChallenges;
    Statement m_dropSurplusChallenges;
    Statement m_insertChallenge;
    Statement m_useChallenge;
    Statement m_challengeState;
    Statement m_countWrongAttempt;
    Statement m_insertMachine;
    Statement m_updateMachine;
    Statement m_identityHolder;
    Statement m_machineRevision;
    Statement m_upsertRegistryEntry;
    Statement m_removeRegistryEntry;
    Statement m_growRegistryRevision;
    Statement m_registryRevision;
    Statement m_changeResolution;
    Statement m_renewResolution;
    Statement m_dropResolutions;
    Statement m_insertAuditEvent;
    Statement m_pruneAuditEvents;
    Statement m_clearMachines;
    Statement m_clearChallenges;
    Statement m_clearRegistry;
    Statement m_clearResolutions;
};

} // namespace muster
