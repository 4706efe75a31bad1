// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryentryreader.h"

#include "address.h"
#include "creditratings.h"
#include "fieldrules.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster {

RegistryEntryReader::RegistryEntryReader(const QJsonValue &entry, QString pointer)
    : m_entry(entry)
    , m_object(entry.toObject())
    , m_pointer(std::move(pointer))
{}

std::optional<RegistryEntry> RegistryEntryReader::read()
{
    if (!m_entry.isObject()) {
        fault({}, u"An entry is an object with did and controllers."_s);
        return std::nullopt;
    }
    readIdentity();
    const QStringList controllers = readControllers();
    const QJsonValue operatorMember = m_object.value("operator"_L1);
    const std::optional<QString> operatorAddress =
        operatorMember.isUndefined() ? QString() : readAddress(u"/operator"_s, operatorMember);
    const bool bonded = readFlag("bonded"_L1);
    const bool active = readFlag("active"_L1);
    const QString name = readName();
    const QString rating = readRating();
    if (!m_issues.isEmpty())
        return std::nullopt;
    return RegistryEntry{*m_identity, controllers, *operatorAddress, name, bonded, active, rating};
}

void RegistryEntryReader::fault(const QString &path, const QString &message)
{
    m_issues.append({m_pointer + path, message});
}

void RegistryEntryReader::readIdentity()
{
    const QJsonValue did = m_object.value("did"_L1);
    if (!did.isString()) {
        fault(u"/did"_s, u"An entry needs a did, a text of the form did:peaq:<number>."_s);
        return;
    }
    const Result<IdentityRef> identity = IdentityRef::parse(did.toString());
    if (identity)
        m_identity = *identity;
    else
        fault(u"/did"_s, issuesOf(identity.error()).constFirst().message);
}

QStringList RegistryEntryReader::readControllers()
{
    const QJsonValue member = m_object.value("controllers"_L1);
    if (!member.isArray()) {
        fault(u"/controllers"_s, u"An entry needs controllers, an array of addresses."_s);
        return {};
    }
    QStringList addresses;
    const QJsonArray list = member.toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString path = u"/controllers/"_s + QString::number(i);
        const std::optional<QString> address = readAddress(path, list.at(i));
        if (address && addresses.contains(*address))
            fault(path, u"This controller stands twice."_s);
        if (address)
            addresses.append(*address);
    }
    return addresses;
}

std::optional<QString> RegistryEntryReader::readAddress(const QString &path, const QJsonValue &value)
{
    if (!value.isString()) {
        fault(path, u"An address is a text: 0x and 40 hex digits."_s);
        return std::nullopt;
    }
    Address::Fault why{};
    const std::optional<Address> address = Address::parse(value.toString(), &why);
    if (!address) {
        fault(path, addressFaultText(why));
        return std::nullopt;
    }
    return address->text();
}

bool RegistryEntryReader::readFlag(QLatin1StringView member)
{
    const QJsonValue value = m_object.value(member);
    if (!value.isUndefined() && !value.isBool())
        fault(u'/' + QString(member), u"This is true or false."_s);
    return value.toBool(true);
}

QString RegistryEntryReader::readName()
{
    const QJsonValue value = m_object.value("name"_L1);
    if (value.isUndefined())
        return {};
    if (!value.isString())
        fault(u"/name"_s, u"A name is a text."_s);
    else
        fieldrules::checkName(m_issues, m_pointer + u"/name"_s, value.toString());
    return value.toString().trimmed();
}

QString RegistryEntryReader::readRating()
{
    const QJsonValue value = m_object.value("rating"_L1);
    if (!value.isUndefined() && !creditRatings().contains(value.toString()))
        fault(u"/rating"_s, u"A rating is AAA, AA, A, BBB, BB or B; leave it out of what is not rated."_s);
    return value.toString();
}

} // namespace muster
