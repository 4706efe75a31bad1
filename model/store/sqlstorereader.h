// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "statement.h"
#include "storereader.h"

#include <memory>

namespace muster {

class DatabaseConnection;

/// Reads through one connection with statements that stay prepared. Made, used and destroyed on one thread.
class SqlStoreReader final : public StoreReader
{
public:
    /// Fails when a statement does not fit the tables of the file.
    static Result<std::unique_ptr<SqlStoreReader>> open(std::unique_ptr<DatabaseConnection> connection);
    ~SqlStoreReader() override;

    Result<std::optional<StoredMachine>> machine(const QString &id) override;
    Result<std::optional<StoredMachine>> machineHolding(const IdentityRef &identity) override;
    Result<QList<StoredMachine>> machinesAfter(qint64 after, int limit) override;
    Result<QList<StoredAuditEvent>> auditEvents(const AuditQuery &query,
                                                const std::optional<AuditPlace> &before, int limit) override;
    Result<std::optional<StoredChallenge>> challenge(const QString &challengeId) override;
    Result<std::optional<RegistryEntry>> registryEntry(const IdentityRef &identity) override;
    Result<QList<RegistryEntry>> registryEntries() override;
    Result<QList<RegistryEntry>> registryEntriesOf(const QString &operatorAddress, qint64 offset,
                                                   int limit) override;
    Result<qint64> registryCountOf(const QString &operatorAddress) override;
    Result<std::optional<StoredResolution>> resolution(const IdentityRef &identity) override;
    Result<QList<IdentityRef>> identitiesToResolve(Timestamp before, int limit) override;
    Result<qint64> registryRevision() override;
    Result<qint64> machineCount() override;
    Result<QString> instanceId() override;
    Result<void> check() override;

private:
    explicit SqlStoreReader(std::unique_ptr<DatabaseConnection> connection);

    std::unique_ptr<DatabaseConnection> m_connection;
    Statement m_machine;
    Statement m_machineHolding;
    Statement m_machinesAfter;
    Statement m_machineCount;
    Statement m_challenge;
    Statement m_registryEntry;
    Statement m_registryEntries;
    Statement m_registryEntriesOf;
    Statement m_registryCountOf;
    Statement m_resolution;
    Statement m_identitiesToResolve;
    Statement m_registryRevision;
    Statement m_instanceId;
    Statement m_applicationId;
};

} // namespace muster
