// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinerow.h"

#include "rowtext.h"
#include "statement.h"
#include "storageerror.h"

using namespace Qt::StringLiterals;

namespace muster::machinerow {
namespace {

// In this order in every statement below; `id` comes last so that it can also be the key of the update.
enum Column {
    Revision,
    Status,
    Identity,
    DisplayName,
    OwnerId,
    MachineType,
    RuntimeProfile,
    Capabilities,
    Labels,
    PolicyIds,
    SkillKeys,
    CreatedAt,
    UpdatedAt,
    ProofSigner,
    ProofChallengeId,
    ProofVerifiedAt,
    ProofChallengeExpiresAt,
    ProofControllers,
    ProofMessage,
    ProofSignature,
    Document,
    Id,
    Sequence,
};

Error damagedRow(const Statement &row, const QString &id)
{
    return workspaceRefused(u"damaged"_s,
                            u"%1 is damaged: the record of machine %2 cannot be read. Put a backup in "
                            "its place."_s.arg(row.path(), id),
                            row.path());
}

void bindProof(Statement &statement, const std::optional<IdentityProof> &proof)
{
    if (!proof) {
        for (int column = ProofSigner; column <= ProofSignature; ++column)
            statement.bind(column, QVariant());
        return;
    }
    statement.bind(ProofSigner, proof->signerAddress);
    statement.bind(ProofChallengeId, proof->challengeId);
    statement.bind(ProofVerifiedAt, proof->verifiedAt.milliseconds);
    statement.bind(ProofChallengeExpiresAt, proof->challengeExpiresAt.milliseconds);
    statement.bind(ProofControllers, rowtext::fromList(proof->controllerAddresses));
    if (proof->evidence) {
        statement.bind(ProofMessage, proof->evidence->message);
        statement.bind(ProofSignature, proof->evidence->signature);
    } else {
        statement.bind(ProofMessage, QVariant());
        statement.bind(ProofSignature, QVariant());
    }
}

Result<std::optional<IdentityProof>> readProof(const Statement &row, const Machine &machine)
{
    if (row.isNull(ProofSigner))
        return std::nullopt;
    if (!machine.identityRef)
        return Failure(damagedRow(row, machine.id));
    auto controllers = rowtext::toList(row.text(ProofControllers), row.path());
    if (!controllers)
        return Failure(controllers.error());
    IdentityProof proof{*machine.identityRef,
                        row.text(ProofSigner),
                        row.text(ProofChallengeId),
                        Timestamp{row.integer(ProofVerifiedAt)},
                        Timestamp{row.integer(ProofChallengeExpiresAt)},
                        std::move(*controllers),
                        {}};
    if (!row.isNull(ProofMessage))
        proof.evidence = ProofEvidence{row.bytes(ProofMessage), row.text(ProofSignature)};
    return proof;
}

Result<void> readIdentity(const Statement &row, Machine &machine)
{
    if (!row.isNull(Identity)) {
        auto identity = IdentityRef::parse(u"did:peaq:"_s + row.text(Identity));
        if (!identity)
            return Failure(damagedRow(row, machine.id));
        machine.identityRef = std::move(*identity);
    }
    auto proof = readProof(row, machine);
    if (!proof)
        return Failure(proof.error());
    machine.identityProof = std::move(*proof);
    return {};
}

Result<void> readLists(const Statement &row, Machine &machine)
{
    struct Target
    {
        Column column;
        QStringList &list;
    };
    for (const Target &target :
         {Target{Capabilities, machine.capabilities}, Target{PolicyIds, machine.policyIds},
          Target{SkillKeys, machine.skillKeys}}) {
        auto list = rowtext::toList(row.text(target.column), row.path());
        if (!list)
            return Failure(list.error());
        target.list = std::move(*list);
    }
    auto labels = rowtext::toMap(row.text(Labels), row.path());
    if (!labels)
        return Failure(labels.error());
    machine.labels = std::move(*labels);
    return {};
}

} // namespace

QString selectById()
{
    return "SELECT "_L1 + kMembers + ", document, id, seq FROM machines WHERE id = ?"_L1;
}

QString selectHolding()
{
    return "SELECT "_L1 + kMembers +
           ", document, id, seq FROM machines WHERE identity = ? AND status <> 'archived'"_L1;
}

QString selectAfter()
{
    return "SELECT "_L1 + kMembers +
           ", document, id, seq FROM machines WHERE seq > ? ORDER BY seq LIMIT ?"_L1;
}

QString insert()
{
    return "INSERT INTO machines ("_L1 + kMembers +
           ", document, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1;
}

QString update()
{
    return u"UPDATE machines SET revision = ?, status = ?, identity = ?, display_name = ?, owner_id = ?, "
           "machine_type = ?, runtime_profile = ?, capabilities = ?, labels = ?, policy_ids = ?, "
           "skill_keys = ?, created_at = ?, updated_at = ?, proof_signer = ?, proof_challenge_id = ?, "
           "proof_verified_at = ?, proof_challenge_expires_at = ?, proof_controllers = ?, "
           "proof_message = ?, proof_signature = ?, document = ? WHERE id = ? AND revision = ?"_s;
}

int bindMembers(Statement &statement, const Machine &machine)
{
    statement.bind(Revision, machine.revision);
    statement.bind(Status, machineStatusName(machine.status));
    if (machine.identityRef)
        statement.bind(Identity, machine.identityRef->number());
    else
        statement.bind(Identity, QVariant());
    statement.bind(DisplayName, machine.displayName);
    statement.bind(OwnerId, machine.ownerId);
    statement.bind(MachineType, machine.machineType);
    statement.bind(RuntimeProfile, machine.runtimeProfile);
    statement.bind(Capabilities, rowtext::fromList(machine.capabilities));
    statement.bind(Labels, rowtext::fromMap(machine.labels));
    statement.bind(PolicyIds, rowtext::fromList(machine.policyIds));
    statement.bind(SkillKeys, rowtext::fromList(machine.skillKeys));
    statement.bind(CreatedAt, machine.createdAt.milliseconds);
    statement.bind(UpdatedAt, machine.updatedAt.milliseconds);
    bindProof(statement, machine.identityProof);
    return ProofSignature + 1;
}

int bind(Statement &statement, const Machine &machine, const QByteArray &document)
{
    bindMembers(statement, machine);
    statement.bind(Document, document);
    statement.bind(Id, machine.id);
    return Id + 1;
}

Result<Machine> readMembers(const Statement &row, const QString &id)
{
    const auto status = machineStatusFromName(row.text(Status));
    if (!status)
        return Failure(damagedRow(row, id));
    Machine machine;
    machine.id = id;
    machine.revision = row.integer(Revision);
    machine.status = *status;
    machine.displayName = row.text(DisplayName);
    machine.ownerId = row.text(OwnerId);
    machine.machineType = row.text(MachineType);
    machine.runtimeProfile = row.text(RuntimeProfile);
    machine.createdAt = Timestamp{row.integer(CreatedAt)};
    machine.updatedAt = Timestamp{row.integer(UpdatedAt)};
    if (const auto read = readIdentity(row, machine); !read)
        return Failure(read.error());
    if (const auto read = readLists(row, machine); !read)
        return Failure(read.error());
    return machine;
}

Result<StoredMachine> read(const Statement &row)
{
    auto machine = readMembers(row, row.text(Id));
    if (!machine)
        return Failure(machine.error());
    return StoredMachine{std::move(*machine), row.integer(Sequence), row.bytes(Document)};
}

} // namespace muster::machinerow
