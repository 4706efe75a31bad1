// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlevidencestore.h"

#include "databasecreation.h"
#include "rowtext.h"
#include "storageerror.h"

#include <QScopeGuard>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QVariant orNull(const QByteArray &value)
{
    return value.isEmpty() ? QVariant() : QVariant(value);
}

QVariant orNull(const QString &value)
{
    return value.isEmpty() ? QVariant() : QVariant(value);
}

Result<KeptProof> read(const Statement &row)
{
    auto identity = IdentityRef::parse(u"did:peaq:"_s + row.text(1));
    if (!identity)
        return Failure(workspaceRefused(
            u"damaged"_s,
            u"%1 is damaged: the proof for %2 cannot be read. Put a backup in its place."_s.arg(row.path(),
                                                                                                row.text(1)),
            row.path()));
    auto controllers = rowtext::toList(row.text(5), row.path());
    if (!controllers)
        return Failure(controllers.error());
    return KeptProof{
        row.text(0),
        Challenge{row.text(2), std::move(*identity), row.bytes(3), Timestamp{row.integer(4)},
                  std::move(*controllers)},
        row.text(6),
        row.text(7),
        Timestamp{row.integer(8)},
        row.bytes(9),
        row.text(10),
    };
}

} // namespace

SqlEvidenceStore::SqlEvidenceStore(std::unique_ptr<DatabaseConnection> connection)
    : m_connection(std::move(connection))
    , m_insert(*m_connection,
               u"INSERT INTO proofs (service, identity, challenge_id, message, expires_at, controllers, "
               "signer, signature, made_at, record, refusal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s)
    , m_complete(*m_connection, u"UPDATE proofs SET record = ?, refusal = ? WHERE seq = ?"_s)
    , m_find(*m_connection,
             u"SELECT service, identity, challenge_id, message, expires_at, controllers, signer, signature, "
             "made_at, record, refusal FROM proofs WHERE identity = ? AND challenge_id = ? AND signer = ? "
             "COLLATE "
             "NOCASE ORDER BY seq DESC LIMIT 1"_s)
{}

Result<std::unique_ptr<SqlEvidenceStore>> SqlEvidenceStore::open(const QString &path)
{
    auto connection = databasecreation::openToWrite(path, kEvidenceDatabase);
    if (!connection)
        return Failure(connection.error());
    return open(std::move(*connection));
}

Result<std::unique_ptr<SqlEvidenceStore>>
SqlEvidenceStore::open(std::unique_ptr<DatabaseConnection> connection)
{
    std::unique_ptr<SqlEvidenceStore> store(new SqlEvidenceStore(std::move(connection)));
    for (const Statement *statement : {&store->m_insert, &store->m_complete, &store->m_find}) {
        if (const auto prepared = statement->prepared(); !prepared)
            return Failure(prepared.error());
    }
    return store;
}

Result<qint64> SqlEvidenceStore::keep(const KeptProof &proof)
{
    const Challenge &challenge = proof.challenge;
    if (const auto inserted = m_insert.run(
            proof.service, challenge.identityRef.number(), challenge.challengeId, challenge.message,
            challenge.expiresAt.milliseconds, rowtext::fromList(challenge.controllerAddresses), proof.signer,
            proof.signature, proof.madeAt.milliseconds, orNull(proof.record), orNull(proof.refusal));
        !inserted)
        return Failure(inserted.error());
    return m_insert.insertedRow();
}

Result<void> SqlEvidenceStore::complete(qint64 number, const QByteArray &record, const QString &refusal)
{
    if (auto written = m_complete.run(orNull(record), orNull(refusal), number); !written)
        return written;
    if (m_complete.changedRows() != 1)
        return fail(ErrorCode::NotFound, u"No proof of that number is kept."_s);
    return {};
}

Result<std::optional<KeptProof>> SqlEvidenceStore::find(const IdentityRef &identity,
                                                        const QString &challengeId, const QString &signer)
{
    const auto done = qScopeGuard([this] { m_find.finish(); });
    if (const auto asked = m_find.run(identity.number(), challengeId, signer); !asked)
        return Failure(asked.error());
    const auto row = m_find.next();
    if (!row)
        return Failure(row.error());
    if (!*row)
        return std::nullopt;
    auto proof = read(m_find);
    if (!proof)
        return Failure(proof.error());
    return std::optional(std::move(*proof));
}

} // namespace muster
