// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinerequestjson.h"

#include "fieldrules.h"
#include "objectreader.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace muster::wire {
namespace {

/// One more than is allowed: enough to see that there are too many.
constexpr qsizetype kListRead = fieldrules::kListEntries + 1;
constexpr qsizetype kLabelsRead = fieldrules::kLabelPairs + 1;
constexpr qsizetype kPathLength = 500;

QJsonObject labelsToJson(const QMap<QString, QString> &labels)
{
    QJsonObject object;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QJsonObject proofInputToJson(const ProofInput &proof)
{
    return {{u"challengeId"_s, proof.challengeId}, {u"signature"_s, proof.signature}};
}

std::optional<ProofInput> readProofInput(ObjectReader &request, QList<Issue> &issues)
{
    const auto object = request.object("identityProof"_L1);
    if (!object)
        return std::nullopt;
    ObjectReader reader(*object, request.pathOf("identityProof"_L1), issues);
    const QString challenge = reader.filledText("challengeId"_L1);
    return ProofInput{challenge, reader.filledText("signature"_L1)};
}

/// A label's key may be a megabyte; an issue then names the labels as a whole.
Issue withShortPath(const Issue &issue)
{
    if (issue.path.size() <= kPathLength)
        return issue;
    return {issue.path.left(issue.path.indexOf(u'/', 1)), issue.message};
}

/// Faults of type and presence first; a place they name is not blamed for its limits too.
QList<Issue> merged(const QList<Issue> &shape, const QList<Issue> &limits)
{
    QSet<QString> blamed;
    for (const Issue &issue : shape)
        blamed.insert(issue.path);
    QList<Issue> all;
    for (const Issue &issue : shape)
        all.append(withShortPath(issue));
    for (const Issue &issue : limits) {
        if (!blamed.contains(issue.path))
            all.append(withShortPath(issue));
    }
    return all;
}

Failure notAnObject()
{
    return Failure(validationError({{QString(), u"A JSON object is needed as the body."_s}}));
}

template <typename T, typename Read>
void readIfThere(ObjectReader &reader, QLatin1StringView name, std::optional<T> &member, Read read)
{
    if (reader.has(name))
        member = read(name);
    else if (reader.isNull(name))
        reader.report(name, u"This member cannot be null; leave it out to keep it as it is."_s);
}

/// A text of the wrong type comes out empty; its issue is noted and keeps its limits from being blamed too.
void readText(ObjectReader &reader, QLatin1StringView name, std::optional<QString> &member)
{
    readIfThere(reader, name, member, [&reader](QLatin1StringView place) { return reader.text(place); });
}

void readTexts(ObjectReader &reader, QLatin1StringView name, std::optional<QStringList> &member)
{
    if (reader.has(name) || reader.isNull(name))
        member = reader.texts(name, kListRead);
}

void readStatus(ObjectReader &reader, std::optional<MachineStatus> &member)
{
    std::optional<QString> word;
    readText(reader, "status"_L1, word);
    if (!reader.isText("status"_L1))
        return;
    member = machineStatusFromName(*word);
    if (!member)
        reader.report("status"_L1, u"A status is draft, active, degraded, blocked or archived."_s);
}

} // namespace

QJsonObject newMachineToJson(const NewMachine &machine)
{
    QJsonObject object{{u"displayName"_s, machine.displayName},
                       {u"ownerId"_s, machine.ownerId},
                       {u"machineType"_s, machine.machineType},
                       {u"runtimeProfile"_s, machine.runtimeProfile}};
    if (machine.identityRef)
        object.insert("identityRef"_L1, machine.identityRef->did());
    if (machine.identityProof)
        object.insert("identityProof"_L1, proofInputToJson(*machine.identityProof));
    if (!machine.capabilities.isEmpty())
        object.insert("capabilities"_L1, QJsonArray::fromStringList(machine.capabilities));
    if (!machine.labels.isEmpty())
        object.insert("labels"_L1, labelsToJson(machine.labels));
    if (!machine.policyIds.isEmpty())
        object.insert("policyIds"_L1, QJsonArray::fromStringList(machine.policyIds));
    if (!machine.skillKeys.isEmpty())
        object.insert("skillKeys"_L1, QJsonArray::fromStringList(machine.skillKeys));
    return object;
}

Result<NewMachine> newMachineFromJson(const QJsonValue &body)
{
    if (!body.isObject())
        return notAnObject();
    QList<Issue> issues;
    ObjectReader reader(body.toObject(), {}, issues);
    NewMachine machine;
    machine.displayName = reader.text("displayName"_L1);
    machine.ownerId = reader.text("ownerId"_L1);
    machine.machineType = reader.text("machineType"_L1);
    machine.runtimeProfile = reader.text("runtimeProfile"_L1);
    machine.identityRef = reader.identity("identityRef"_L1, true);
    machine.identityProof = readProofInput(reader, issues);
    machine.capabilities = reader.texts("capabilities"_L1, kListRead);
    machine.labels = reader.textMap("labels"_L1, kLabelsRead);
    machine.policyIds = reader.texts("policyIds"_L1, kListRead);
    machine.skillKeys = reader.texts("skillKeys"_L1, kListRead);
    const QList<Issue> all = merged(issues, machine.issues());
    if (!all.isEmpty())
        return Failure(validationError(all));
    return machine;
}

QJsonObject machinePatchToJson(const MachinePatch &patch)
{
    QJsonObject object;
    const auto put = [&object](QLatin1StringView name, const auto &member, auto toJson) {
        if (member)
            object.insert(name, toJson(*member));
    };
    const auto asIs = [](const QString &text) { return QJsonValue(text); };
    const auto asList = [](const QStringList &list) { return QJsonArray::fromStringList(list); };
    put("displayName"_L1, patch.displayName, asIs);
    put("ownerId"_L1, patch.ownerId, asIs);
    put("machineType"_L1, patch.machineType, asIs);
    put("runtimeProfile"_L1, patch.runtimeProfile, asIs);
    put("status"_L1, patch.status, machineStatusName);
    put("identityRef"_L1, patch.identityRef, [](const IdentityRef &identity) { return identity.did(); });
    put("identityProof"_L1, patch.identityProof, proofInputToJson);
    put("capabilities"_L1, patch.capabilities, asList);
    put("labels"_L1, patch.labels, labelsToJson);
    put("policyIds"_L1, patch.policyIds, asList);
    put("skillKeys"_L1, patch.skillKeys, asList);
    return object;
}

Result<MachinePatch> machinePatchFromJson(const QJsonValue &body)
{
    if (!body.isObject())
        return notAnObject();
    QList<Issue> issues;
    ObjectReader reader(body.toObject(), {}, issues);
    MachinePatch patch;
    readText(reader, "displayName"_L1, patch.displayName);
    readText(reader, "ownerId"_L1, patch.ownerId);
    readText(reader, "machineType"_L1, patch.machineType);
    readText(reader, "runtimeProfile"_L1, patch.runtimeProfile);
    readStatus(reader, patch.status);
    readIfThere(reader, "identityRef"_L1, patch.identityRef,
                [&reader](QLatin1StringView place) { return reader.identity(place, true); });
    readIfThere(reader, "identityProof"_L1, patch.identityProof,
                [&reader, &issues](QLatin1StringView) { return readProofInput(reader, issues); });
    readTexts(reader, "capabilities"_L1, patch.capabilities);
    if (reader.has("labels"_L1) || reader.isNull("labels"_L1))
        patch.labels = reader.textMap("labels"_L1, kLabelsRead);
    readTexts(reader, "policyIds"_L1, patch.policyIds);
    readTexts(reader, "skillKeys"_L1, patch.skillKeys);
    const QList<Issue> all = merged(issues, patch.issues());
    if (!all.isEmpty())
        return Failure(validationError(all));
    return patch;
}

QJsonObject challengeRequestToJson(const IdentityRef &identity)
{
    return {{u"identityRef"_s, identity.did()}};
}

Result<IdentityRef> challengeRequestFromJson(const QJsonValue &body)
{
    if (!body.isObject())
        return notAnObject();
    QList<Issue> issues;
    ObjectReader reader(body.toObject(), {}, issues);
    const auto identity = reader.requiredIdentity("identityRef"_L1, true);
    if (!identity)
        return Failure(validationError(issues));
    return *identity;
}

} // namespace muster::wire
