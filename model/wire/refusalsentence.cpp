// SPDX-License-Identifier: GPL-3.0-or-later
#include "refusalsentence.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::wire {
namespace {

constexpr auto kMissing = "Missing required property '"_L1;

QString typeSentence(const RefusedSpot &spot)
{
    if (spot.value.isNull() && !spot.required)
        return u"This member cannot be null; leave it out."_s;
    const QJsonValue type = spot.schema.value("type"_L1);
    const QString word = type.isArray() ? type.toArray().first().toString() : type.toString();
    if (word == "string"_L1)
        return u"A text is needed here."_s;
    if (word == "array"_L1)
        return u"A list is needed here."_s;
    if (word == "object"_L1)
        return spot.path.isEmpty() ? u"A JSON object is needed as the body."_s
                                   : u"An object is needed here."_s;
    return word == "boolean"_L1 ? u"True or false is needed here."_s : u"A number is needed here."_s;
}

/// How much there may be, from the two keywords that say so.
QString amountSentence(const QJsonObject &schema, QLatin1StringView least, QLatin1StringView most,
                       const QString &what)
{
    const QString from = QString::number(schema.value(least).toInt());
    const QString to = QString::number(schema.value(most).toInt());
    if (!schema.contains(most) && from == "1"_L1)
        return u"This must not be empty."_s;
    if (!schema.contains(most))
        return u"At least %1 %2 are needed."_s.arg(from, what);
    if (from == "0"_L1)
        return u"At most %1 %2 are allowed."_s.arg(to, what);
    return u"Between %1 and %2 %3 are needed."_s.arg(from, to, what);
}

QString wordsSentence(const QJsonObject &schema)
{
    QStringList words;
    const QJsonArray allowed = schema.contains("const"_L1) ? QJsonArray{schema.value("const"_L1)}
                                                           : schema.value("enum"_L1).toArray();
    for (const auto &word : allowed)
        words.append(word.toVariant().toString());
    return u"Only these are understood here: %1."_s.arg(words.join(", "_L1));
}

QString rangeSentence(const QJsonObject &schema)
{
    const auto number = [&schema](QLatin1StringView keyword) {
        return schema.value(keyword).toVariant().toString();
    };
    if (!schema.contains("maximum"_L1))
        return u"A number of at least %1 is needed here."_s.arg(number("minimum"_L1));
    if (!schema.contains("minimum"_L1))
        return u"A number of at most %1 is needed here."_s.arg(number("maximum"_L1));
    return u"A number from %1 to %2 is needed here."_s.arg(number("minimum"_L1), number("maximum"_L1));
}

} // namespace

std::optional<Issue> issueFrom(const QString &constraint, const RefusedSpot &spot)
{
    const auto says = [&constraint](QLatin1StringView beginning) { return constraint.startsWith(beginning); };
    if (says(kMissing)) {
        const QString name = constraint.mid(kMissing.size()).section(u'\'', 0, 0);
        return Issue{QString(spot.path + u'/' + name), u"This member is missing."_s};
    }
    if (says("Value type not permitted"_L1))
        return Issue{spot.path, typeSentence(spot)};
    if (says("String should be"_L1))
        return Issue{spot.path, amountSentence(spot.schema, "minLength"_L1, "maxLength"_L1, u"characters"_s)};
    if (says("Array should contain"_L1))
        return Issue{spot.path, amountSentence(spot.schema, "minItems"_L1, "maxItems"_L1, u"entries"_s)};
    if (says("Object should have"_L1))
        return Issue{spot.path,
                     amountSentence(spot.schema, "minProperties"_L1, "maxProperties"_L1, u"members"_s)};
    if (says("Failed to match"_L1))
        return Issue{spot.path, wordsSentence(spot.schema)};
    if (says("Expected number"_L1))
        return Issue{spot.path, rangeSentence(spot.schema)};
    return std::nullopt;
}

} // namespace muster::wire
