// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinejson.h"

#include "objectreader.h"
#include "recordfault.h"
#include "utf8text.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::wire {
namespace {

constexpr auto kProofMethod = "eip191"_L1;
/// The only source the public client accepts, whoever resolved the identity.
constexpr auto kResolutionSource = "peaqos-mcr"_L1;

struct StateName
{
    Verification::State state;
    QLatin1StringView name;
};

constexpr std::array kStateNames{
    StateName{Verification::State::Verified, "verified"_L1},
    StateName{Verification::State::Failed, "failed"_L1},
    StateName{Verification::State::Unavailable, "unavailable"_L1},
    StateName{Verification::State::NotChecked, "not_checked"_L1},
};

QJsonObject proofToJson(const IdentityProof &proof, bool withEvidence)
{
    QJsonObject object{{u"method"_s, QString(kProofMethod)},
                       {u"identityRef"_s, proof.identityRef.did()},
                       {u"signerAddress"_s, proof.signerAddress},
                       {u"challengeId"_s, proof.challengeId},
                       {u"verifiedAt"_s, proof.verifiedAt.text()},
                       {u"challengeExpiresAt"_s, proof.challengeExpiresAt.text()},
                       {u"controllerAddresses"_s, QJsonArray::fromStringList(proof.controllerAddresses)},
                       {u"resolutionSource"_s, QString(kResolutionSource)}};
    if (withEvidence && proof.evidence) {
        object.insert("evidence"_L1, QJsonObject{{u"message"_s, exactText(proof.evidence->message)},
                                                 {u"signature"_s, proof.evidence->signature}});
    }
    return object;
}

QJsonObject verificationToJson(const Verification &verification)
{
    QJsonObject object{{u"reason"_s, QJsonValue::Null}, {u"checkedAt"_s, QJsonValue::Null}};
    for (const StateName &known : kStateNames) {
        if (known.state == verification.state)
            object.insert("state"_L1, QString(known.name));
    }
    if (!verification.reason.isEmpty())
        object.insert("reason"_L1, verification.reason);
    if (verification.checkedAt.milliseconds != 0)
        object.insert("checkedAt"_L1, verification.checkedAt.text());
    return object;
}

std::optional<ProofEvidence> readEvidence(ObjectReader &proof, QList<Issue> &issues)
{
    const auto object = proof.object("evidence"_L1);
    if (!object)
        return std::nullopt;
    ObjectReader reader(*object, proof.pathOf("evidence"_L1), issues);
    const QByteArray message = reader.text("message"_L1).toUtf8();
    return ProofEvidence{message, reader.text("signature"_L1)};
}

std::optional<IdentityProof> readProof(ObjectReader &machine, QList<Issue> &issues)
{
    const auto object = machine.object("identityProof"_L1);
    if (!object)
        return std::nullopt;
    ObjectReader reader(*object, machine.pathOf("identityProof"_L1), issues);
    reader.literal("method"_L1, kProofMethod);
    reader.literal("resolutionSource"_L1, kResolutionSource);
    const auto identity = reader.requiredIdentity("identityRef"_L1, false);
    const QString signer = reader.text("signerAddress"_L1);
    const QString challenge = reader.text("challengeId"_L1);
    const Timestamp verifiedAt = reader.timestamp("verifiedAt"_L1);
    const Timestamp expiresAt = reader.timestamp("challengeExpiresAt"_L1);
    const QStringList controllers = reader.texts("controllerAddresses"_L1);
    const auto evidence = readEvidence(reader, issues);
    if (!identity)
        return std::nullopt;
    return IdentityProof{*identity, signer, challenge, verifiedAt, expiresAt, controllers, evidence};
}

std::optional<Verification> readVerification(ObjectReader &machine, QList<Issue> &issues)
{
    const auto object = machine.object("verification"_L1);
    if (!object)
        return std::nullopt;
    ObjectReader reader(*object, machine.pathOf("verification"_L1), issues);
    Verification verification;
    const QString word = reader.text("state"_L1);
    const auto *known = std::find_if(kStateNames.begin(), kStateNames.end(),
                                     [&word](const StateName &candidate) { return candidate.name == word; });
    if (known != kStateNames.end())
        verification.state = known->state;
    else if (reader.isText("state"_L1))
        reader.report("state"_L1, u"This is no state of a verification that is known here."_s);
    verification.reason = reader.optionalText("reason"_L1).value_or(QString());
    if (reader.has("checkedAt"_L1))
        verification.checkedAt = reader.timestamp("checkedAt"_L1);
    return verification;
}

MachineStatus readStatus(ObjectReader &reader)
{
    const QString word = reader.text("status"_L1);
    const auto status = machineStatusFromName(word);
    if (!status && reader.isText("status"_L1))
        reader.report("status"_L1, u"This is no status of a machine that is known here."_s);
    return status.value_or(MachineStatus::Draft);
}

Machine readMembers(const QJsonObject &object, const QString &path, QList<Issue> &issues)
{
    ObjectReader reader(object, path, issues);
    Machine machine;
    machine.id = reader.filledText("id"_L1);
    machine.displayName = reader.text("displayName"_L1);
    machine.status = readStatus(reader);
    machine.ownerId = reader.text("ownerId"_L1);
    machine.machineType = reader.text("machineType"_L1);
    machine.runtimeProfile = reader.text("runtimeProfile"_L1);
    machine.capabilities = reader.texts("capabilities"_L1);
    machine.labels = reader.textMap("labels"_L1);
    machine.policyIds = reader.texts("policyIds"_L1);
    machine.skillKeys = reader.texts("skillKeys"_L1);
    machine.identityRef = reader.identity("identityRef"_L1, false);
    machine.identityProof = readProof(reader, issues);
    machine.createdAt = reader.timestamp("createdAt"_L1);
    machine.updatedAt = reader.timestamp("updatedAt"_L1);
    machine.verification = readVerification(reader, issues);
    return machine;
}

} // namespace

QJsonObject machineToJson(const Machine &machine, bool withEvidence)
{
    QJsonObject labels;
    for (auto it = machine.labels.cbegin(); it != machine.labels.cend(); ++it)
        labels.insert(it.key(), it.value());
    QJsonObject object{{u"id"_s, machine.id},
                       {u"displayName"_s, machine.displayName},
                       {u"status"_s, machineStatusName(machine.status)},
                       {u"ownerId"_s, machine.ownerId},
                       {u"machineType"_s, machine.machineType},
                       {u"runtimeProfile"_s, machine.runtimeProfile},
                       {u"capabilities"_s, QJsonArray::fromStringList(machine.capabilities)},
                       {u"labels"_s, labels},
                       {u"policyIds"_s, QJsonArray::fromStringList(machine.policyIds)},
                       {u"skillKeys"_s, QJsonArray::fromStringList(machine.skillKeys)},
                       {u"identityRef"_s, QJsonValue::Null},
                       {u"identityProof"_s, QJsonValue::Null},
                       {u"createdAt"_s, machine.createdAt.text()},
                       {u"updatedAt"_s, machine.updatedAt.text()}};
    if (machine.identityRef)
        object.insert("identityRef"_L1, machine.identityRef->did());
    if (machine.identityProof)
        object.insert("identityProof"_L1, proofToJson(*machine.identityProof, withEvidence));
    if (machine.verification)
        object.insert("verification"_L1, verificationToJson(*machine.verification));
    return object;
}

Result<Machine> machineFromJson(const QJsonObject &object, const QString &path)
{
    QList<Issue> issues;
    Machine machine = readMembers(object, path, issues);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return machine;
}

Machine markedMachineFromJson(const QJsonObject &object)
{
    QList<Issue> issues;
    Machine machine = readMembers(object, {}, issues);
    if (issues.isEmpty())
        return machine;
    recordfault::mark(machine, issues);
    if (recordfault::isAbout(machine, "id"_L1) || machine.id.isEmpty()) {
        const QByteArray content = QJsonDocument(object).toJson(QJsonDocument::Compact);
        const QByteArray digest = QCryptographicHash::hash(content, QCryptographicHash::Sha256);
        machine.id = u"unreadable-"_s + QString::fromLatin1(digest.first(8).toHex());
    }
    return machine;
}

} // namespace muster::wire
