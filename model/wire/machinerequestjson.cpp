// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinerequestjson.h"

#include "fieldrules.h"
#include "requestschema.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

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

/// What a body says, as far as its structure is right. Whatever is not, the schema has refused before: it
/// comes out empty here and is thrown away with the rest.
class Body
{
public:
    explicit Body(const QJsonValue &body)
        : m_object(body.toObject())
    {}

    bool has(QLatin1StringView name) const { return m_object.contains(name); }
    QString text(QLatin1StringView name) const { return m_object.value(name).toString(); }
    /// Nothing when it is absent, null or wrong; then the fault is noted.
    std::optional<IdentityRef> identity(QList<Issue> &issues) const;
    std::optional<ProofInput> proof(QList<Issue> &issues) const;
    /// An entry that is no text keeps its place as a text that no other entry equals.
    QStringList texts(QLatin1StringView name) const;
    QMap<QString, QString> labels() const;

private:
    QJsonObject m_object;
};

std::optional<IdentityRef> Body::identity(QList<Issue> &issues) const
{
    const QJsonValue spelling = m_object.value("identityRef"_L1);
    if (!spelling.isString())
        return std::nullopt;
    const Result<IdentityRef> parsed = IdentityRef::parse(spelling.toString());
    if (parsed)
        return *parsed;
    const Issue wrong = issuesOf(parsed.error()).value(0, {{}, parsed.error().message});
    issues.append({u"/identityRef"_s, wrong.message});
    return std::nullopt;
}

std::optional<ProofInput> Body::proof(QList<Issue> &issues) const
{
    const QJsonValue value = m_object.value("identityProof"_L1);
    if (!value.isObject())
        return std::nullopt;
    const auto filled = [&issues, &value](QLatin1StringView name) {
        QString text = value.toObject().value(name).toString();
        if (text.trimmed().isEmpty())
            issues.append({QString(u"/identityProof/"_s + name), u"This text must not be blank."_s});
        return text;
    };
    const QString challenge = filled("challengeId"_L1);
    return ProofInput{challenge, filled("signature"_L1)};
}

QStringList Body::texts(QLatin1StringView name) const
{
    QStringList entries;
    const QJsonArray list = m_object.value(name).toArray();
    for (qsizetype i = 0; i < std::min(list.size(), kListRead); ++i) {
        const QJsonValue entry = list.at(i);
        entries.append(entry.isString() ? entry.toString() : QString(QChar(u'\0') + QString::number(i)));
    }
    return entries;
}

QMap<QString, QString> Body::labels() const
{
    QMap<QString, QString> pairs;
    const QJsonObject map = m_object.value("labels"_L1).toObject();
    for (auto it = map.constBegin(); it != map.constEnd() && pairs.size() < kLabelsRead; ++it)
        pairs.insert(it.key(), it.value().toString());
    return pairs;
}

/// A label's key may be a megabyte; an issue then names the labels as a whole.
Issue withShortPath(const Issue &issue)
{
    if (issue.path.size() <= kPathLength)
        return issue;
    return {issue.path.left(issue.path.indexOf(u'/', 1)), issue.message};
}

/// Faults of structure first; a place they name is not blamed for its content too,
/// nor is anything in a body that is no object.
QList<Issue> merged(const QList<Issue> &structure, const QList<Issue> &content)
{
    QSet<QString> blamed;
    for (const Issue &issue : structure)
        blamed.insert(issue.path);
    QList<Issue> all;
    for (const Issue &issue : structure)
        all.append(withShortPath(issue));
    for (const Issue &issue : content) {
        if (!blamed.contains(issue.path) && !blamed.contains(QString()))
            all.append(withShortPath(issue));
    }
    return all;
}

/// The value, unless something is wrong with the structure or with what the domain says of it.
template <typename T>
Result<T> judged(const T &value, const QList<Issue> &structure, const QList<Issue> &content)
{
    const QList<Issue> all = merged(structure, content);
    if (!all.isEmpty())
        return Failure(validationError(all));
    return value;
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

Result<NewMachine> newMachineFromJson(const QJsonValue &body, bool identityDemanded)
{
    const Body request(body);
    QList<Issue> content;
    NewMachine machine;
    machine.displayName = request.text("displayName"_L1);
    machine.ownerId = request.text("ownerId"_L1);
    machine.machineType = request.text("machineType"_L1);
    machine.runtimeProfile = request.text("runtimeProfile"_L1);
    machine.identityRef = request.identity(content);
    machine.identityProof = request.proof(content);
    machine.capabilities = request.texts("capabilities"_L1);
    machine.labels = request.labels();
    machine.policyIds = request.texts("policyIds"_L1);
    machine.skillKeys = request.texts("skillKeys"_L1);
    const QList<Issue> structure = RequestSchema::named("NewMachine"_L1).faults(body);
    content += machine.issues();
    const auto lacks = [object = body.toObject()](QLatin1StringView name) {
        return object.value(name).isUndefined() || object.value(name).isNull();
    };
    if (identityDemanded && lacks("identityRef"_L1))
        content.append({u"/identityRef"_s, u"An identity reference is needed: did:peaq:<number>."_s});
    if (identityDemanded && lacks("identityProof"_L1) && !(structure + content).isEmpty())
        content.append(
            {u"/identityProof"_s, u"A proof is needed: request a challenge, sign it, send both."_s});
    return judged(machine, structure, content);
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
    const Body request(body);
    QList<Issue> content;
    MachinePatch patch;
    const auto text = [&request](QLatin1StringView name) {
        return request.has(name) ? std::optional(request.text(name)) : std::nullopt;
    };
    const auto texts = [&request](QLatin1StringView name) {
        return request.has(name) ? std::optional(request.texts(name)) : std::nullopt;
    };
    patch.displayName = text("displayName"_L1);
    patch.ownerId = text("ownerId"_L1);
    patch.machineType = text("machineType"_L1);
    patch.runtimeProfile = text("runtimeProfile"_L1);
    patch.status = machineStatusFromName(request.text("status"_L1));
    patch.identityRef = request.identity(content);
    patch.identityProof = request.proof(content);
    patch.capabilities = texts("capabilities"_L1);
    if (request.has("labels"_L1))
        patch.labels = request.labels();
    patch.policyIds = texts("policyIds"_L1);
    patch.skillKeys = texts("skillKeys"_L1);
    return judged(patch, RequestSchema::named("MachinePatch"_L1).faults(body), content + patch.issues());
}

QJsonObject challengeRequestToJson(const IdentityRef &identity)
{
    return {{u"identityRef"_s, identity.did()}};
}

Result<IdentityRef> challengeRequestFromJson(const QJsonValue &body)
{
    QList<Issue> content;
    const std::optional<IdentityRef> identity = Body(body).identity(content);
    return judged(identity, RequestSchema::named("NewChallenge"_L1).faults(body), content)
        .map([](const std::optional<IdentityRef> &read) { return *read; });
}

} // namespace muster::wire
