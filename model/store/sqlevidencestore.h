// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databaseconnection.h"
#include "evidencestore.h"
#include "statement.h"

#include <memory>

namespace muster {

/// The evidence store in a SQLite file of its own, which may be open in several processes. Opened, used and
/// destroyed on one thread.
class SqlEvidenceStore final : public EvidenceStore
{
public:
    /// Makes the file (0600) and its folder (0700) where they are missing. WorkspaceRefused, and the file
    /// left as it is, when it is foreign, newer or damaged; StorageFailure.
    static Result<std::unique_ptr<SqlEvidenceStore>> open(const QString &path);
    /// On a connection to a file that is known to be one.
    static Result<std::unique_ptr<SqlEvidenceStore>> open(std::unique_ptr<DatabaseConnection> connection);

    Result<qint64> keep(const KeptProof &proof) override;
    Result<void> complete(qint64 number, const QByteArray &record, const QString &refusal) override;
    Result<std::optional<KeptProof>> find(const IdentityRef &identity, const QString &challengeId,
                                          const QString &signer) override;

private:
    explicit SqlEvidenceStore(std::unique_ptr<DatabaseConnection> connection);

    std::unique_ptr<DatabaseConnection> m_connection;
    Statement m_insert;
    Statement m_complete;
    Statement m_find;
};

} // namespace muster
