// SPDX-License-Identifier: GPL-3.0-or-later
#include "objectreader.h"

#include "fieldrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::wire {
namespace {

constexpr auto kMissing = "This member is missing."_L1;
constexpr auto kTextNeeded = "A text is needed here."_L1;

} // namespace

ObjectReader::ObjectReader(QJsonObject object, QString path, QList<Issue> &issues)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_issues(issues)
{}

bool ObjectReader::has(QLatin1StringView name) const
{
    const QJsonValue value = m_object.value(name);
    return !value.isUndefined() && !value.isNull();
}

bool ObjectReader::isNull(QLatin1StringView name) const
{
    return m_object.value(name).isNull();
}

bool ObjectReader::isText(QLatin1StringView name) const
{
    return m_object.value(name).isString();
}

QString ObjectReader::pathOf(QLatin1StringView name) const
{
    return m_path + u'/' + name;
}

void ObjectReader::report(QLatin1StringView name, const QString &message)
{
    m_issues.append({pathOf(name), message});
}

QString ObjectReader::text(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isString())
        report(name, QString(value.isUndefined() ? kMissing : kTextNeeded));
    return value.toString();
}

QString ObjectReader::filledText(QLatin1StringView name)
{
    const QString value = text(name);
    if (isText(name) && value.trimmed().isEmpty())
        report(name, u"This text must not be blank."_s);
    return value;
}

void ObjectReader::literal(QLatin1StringView name, QLatin1StringView expected)
{
    const QString value = text(name);
    if (isText(name) && value != expected)
        report(name, u"Only \"%1\" is understood here."_s.arg(expected));
}

std::optional<QString> ObjectReader::optionalText(QLatin1StringView name)
{
    if (!has(name))
        return std::nullopt;
    return text(name);
}

bool ObjectReader::truth(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isBool())
        report(name, value.isUndefined() ? QString(kMissing) : u"True or false is needed here."_s);
    return value.toBool();
}

Timestamp ObjectReader::timestamp(QLatin1StringView name)
{
    const QString spelling = text(name);
    const auto moment = Timestamp::parse(spelling);
    if (!moment && isText(name))
        report(name, u"A moment like 2026-11-23T22:14:40.000Z is needed here."_s);
    return moment.value_or(Timestamp{});
}

std::optional<IdentityRef> ObjectReader::identity(QLatin1StringView name, bool aliasAllowed)
{
    const auto spelling = optionalText(name);
    if (!spelling || !isText(name))
        return std::nullopt;
    const auto parsed = IdentityRef::parse(*spelling);
    if (!parsed) {
        report(name, issuesOf(parsed.error()).value(0, {{}, parsed.error().message}).message);
        return std::nullopt;
    }
    if (!aliasAllowed && parsed->did() != *spelling) {
        report(name, u"Only the form did:peaq:<number> is understood here."_s);
        return std::nullopt;
    }
    return *parsed;
}

std::optional<IdentityRef> ObjectReader::requiredIdentity(QLatin1StringView name, bool aliasAllowed)
{
    if (!has(name))
        report(name, QString(kMissing));
    return identity(name, aliasAllowed);
}

QStringList ObjectReader::texts(QLatin1StringView name, qsizetype most)
{
    QStringList entries;
    const QJsonArray list = array(name);
    for (qsizetype i = 0; i < std::min(list.size(), most); ++i) {
        const QJsonValue entry = list.at(i);
        if (!entry.isString())
            m_issues.append({QString(pathOf(name) + u'/' + QString::number(i)), QString(kTextNeeded)});
        entries.append(entry.isString() ? entry.toString() : QString(QChar(u'\0') + QString::number(i)));
    }
    return entries;
}

QMap<QString, QString> ObjectReader::textMap(QLatin1StringView name, qsizetype most)
{
    QMap<QString, QString> pairs;
    const QJsonObject map = object(name).value_or(QJsonObject());
    for (auto it = map.constBegin(); it != map.constEnd() && pairs.size() < most; ++it) {
        if (!it.value().isString())
            m_issues.append(
                {QString(pathOf(name) + u'/' + fieldrules::pointerToken(it.key())), QString(kTextNeeded)});
        pairs.insert(it.key(), it.value().toString());
    }
    return pairs;
}

QJsonArray ObjectReader::array(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (has(name) && !value.isArray())
        report(name, u"A list is needed here."_s);
    return value.toArray();
}

std::optional<QJsonObject> ObjectReader::object(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (has(name) && !value.isObject())
        report(name, u"An object is needed here."_s);
    return value.isObject() ? std::optional(value.toObject()) : std::nullopt;
}

} // namespace muster::wire
