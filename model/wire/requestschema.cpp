// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestschema.h"

#include "apidocument.h"
#include "fieldrules.h"
#include "refusalsentence.h"

#include <QJsonArray>
#include <QSet>

#include <map>
#include <string_view>

using namespace Qt::StringLiterals;

namespace muster::wire {
namespace {

constexpr auto kMembers = "properties"_L1;
constexpr auto kEntries = "additionalProperties"_L1;
constexpr auto kElements = "items"_L1;

/// The schema without annotations and without what the domain checks.
QJsonObject structureOf(const QJsonObject &schema)
{
    QJsonObject structure;
    for (auto keyword = schema.begin(); keyword != schema.end(); ++keyword) {
        if (RequestSchema::keywords().contains(keyword.key()))
            structure.insert(keyword.key(), *keyword);
    }
    for (const auto below : {kEntries, kElements}) {
        if (schema.contains(below))
            structure.insert(below, structureOf(schema.value(below).toObject()));
    }
    QJsonObject members = schema.value(kMembers).toObject();
    for (auto member = members.begin(); member != members.end(); ++member)
        *member = structureOf(member->toObject());
    if (!members.isEmpty())
        structure.insert(kMembers, members);
    return structure;
}

QJsonObject below(const QJsonObject &schema, const QString &name)
{
    const QJsonObject members = schema.value(kMembers).toObject();
    if (members.contains(name))
        return members.value(name).toObject();
    return schema.value(schema.contains(kElements) ? kElements : kEntries).toObject();
}

/// What the schema speaks of: unknown members are left out, and what goes beyond one entry too many.
QJsonValue judgedPart(const QJsonValue &value, const QJsonObject &schema)
{
    if (value.isArray()) {
        QJsonArray part = value.toArray();
        while (part.size() > schema.value("maxItems"_L1).toInt() + 1)
            part.removeLast();
        return part;
    }
    if (!value.isObject())
        return value;
    const QJsonObject all = value.toObject();
    const QJsonObject members = schema.value(kMembers).toObject();
    QJsonObject part;
    for (auto member = all.begin(); member != all.end(); ++member) {
        const bool isEntry =
            schema.contains(kEntries) && part.size() <= schema.value("maxProperties"_L1).toInt();
        if (isEntry || members.contains(member.key()))
            part.insert(member.key(), judgedPart(*member, below(schema, member.key())));
    }
    return part;
}

RefusedSpot spotAt(const QStringList &place, const QJsonObject &root, const QJsonValue &body)
{
    RefusedSpot spot{QString(), root, body, true};
    for (const QString &name : place) {
        spot.path += u'/' + fieldrules::pointerToken(name);
        spot.required = spot.value.isArray() || spot.schema.value("required"_L1).toArray().contains(name);
        spot.value =
            spot.value.isArray() ? spot.value.toArray().at(name.toInt()) : spot.value.toObject().value(name);
        spot.schema = below(spot.schema, name);
    }
    return spot;
}

} // namespace

RequestSchema &RequestSchema::named(QLatin1StringView component)
{
    // Not by QLatin1StringView: optimising g++ 12 takes Qt's comparison of two for an overread.
    static thread_local std::map<std::string_view, RequestSchema> schemas;
    const std::string_view name(component.data(), std::size_t(component.size()));
    const auto known = schemas.find(name);
    if (known != schemas.end())
        return known->second;
    return schemas.emplace(name, RequestSchema(componentSchema(component))).first->second;
}

RequestSchema::RequestSchema(const QJsonObject &schema)
    : m_schema(structureOf(schema))
    , m_validator(m_schema)
{}

const QStringList &RequestSchema::keywords()
{
    static const QStringList known{u"type"_s,      u"required"_s, u"properties"_s, u"additionalProperties"_s,
                                   u"items"_s,     u"enum"_s,     u"const"_s,      u"minimum"_s,
                                   u"maximum"_s,   u"minItems"_s, u"maxItems"_s,   u"maxProperties"_s,
                                   u"minLength"_s, u"maxLength"_s};
    return known;
}

const QStringList &RequestSchema::domainKeywords()
{
    static const QStringList left{u"pattern"_s,       u"format"_s, u"uniqueItems"_s,
                                  u"propertyNames"_s, u"if"_s,     u"then"_s};
    return left;
}

QList<Issue> RequestSchema::faults(const QJsonValue &body)
{
    const QJsonValue part = judgedPart(body, m_schema);
    const QList<StructureValidator::Refusal> refusals = m_validator.refusals(part);
    QList<Issue> found;
    QSet<QString> blamed;
    for (const StructureValidator::Refusal &refusal : refusals) {
        const std::optional<Issue> issue =
            issueFrom(refusal.constraint, spotAt(refusal.place, m_schema, part));
        if (issue && !blamed.contains(issue->path)) {
            blamed.insert(issue->path);
            found.append(*issue);
        }
    }
    if (found.isEmpty() && !refusals.isEmpty())
        found.append({QString(), u"The body does not have the form that the API document gives it."_s});
    return found;
}

} // namespace muster::wire
