// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcrjson.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::wire {
namespace {

QString bondStatus(const RegistryEntry &entry)
{
    return entry.bonded ? u"bonded"_s : u"unbonded"_s;
}

QString rating(const RegistryEntry &entry)
{
    if (!entry.bonded)
        return u"NR"_s;
    return entry.rating.isEmpty() ? u"Provisioned"_s : entry.rating;
}

QString operatorDid(const QString &address)
{
    return u"did:peaq:"_s + address;
}

/// What all three shapes say of a machine.
QJsonObject summary(const RegistryEntry &entry)
{
    return {{u"did"_s, entry.identityRef.did()},
            {u"machine_id"_s, entry.identityRef.number()},
            {u"mcr_score"_s, 0},
            {u"mcr"_s, rating(entry)},
            {u"negative_flag"_s, false}};
}

} // namespace

QJsonObject mcrRatingToJson(const RegistryEntry &entry)
{
    QJsonObject object = summary(entry);
    object.insert("mcr_degraded"_L1, false);
    object.insert("bond_status"_L1, bondStatus(entry));
    object.insert("event_count"_L1, 0);
    object.insert("revenue_event_count"_L1, 0);
    object.insert("activity_event_count"_L1, 0);
    object.insert("revenue_trend"_L1, "insufficient"_L1);
    object.insert("total_revenue"_L1, 0);
    object.insert("average_revenue_per_event"_L1, QJsonValue());
    object.insert("last_updated"_L1, QJsonValue());
    return object;
}

QJsonObject mcrMachineToJson(const RegistryEntry &entry)
{
    QJsonObject peaqos = summary(entry);
    peaqos.insert("operator"_L1, entry.operatorAddress.isEmpty()
                                     ? QJsonValue()
                                     : QJsonValue(operatorDid(entry.operatorAddress)));
    peaqos.insert("bond_status"_L1, bondStatus(entry));
    peaqos.insert("event_count"_L1, 0);
    peaqos.insert("data_visibility"_L1, "private"_L1);
    peaqos.insert("documentation_url"_L1, QJsonValue());
    peaqos.insert("controllers"_L1, QJsonArray::fromStringList(entry.controllers));
    const QString name =
        entry.name.isEmpty() ? QString(u"Machine #"_s + entry.identityRef.number()) : entry.name;
    return {{u"schema_version"_s, u"1.0"_s}, {u"name"_s, name}, {u"peaqos"_s, peaqos}};
}

QJsonObject mcrOperatorPageToJson(const McrOperatorPage &page)
{
    QJsonArray machines;
    for (const RegistryEntry &entry : page.entries)
        machines.append(summary(entry));
    const QJsonObject pagination{
        {u"offset"_s, page.offset}, {u"limit"_s, page.limit}, {u"total"_s, page.total}};
    return {{u"operator_did"_s, operatorDid(page.operatorAddress)},
            {u"machines"_s, machines},
            {u"pagination"_s, pagination}};
}

QJsonObject mcrErrorToJson(const QString &code, const QString &message)
{
    if (code.isEmpty())
        return {{u"detail"_s, message}};
    return {{u"detail"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}};
}

} // namespace muster::wire
