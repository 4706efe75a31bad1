// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcrregistry.h"

#include "address.h"
#include "strictjson.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

std::optional<QString> checksummed(const QString &text)
{
    QString address = text;
    if (address.startsWith("did:peaq:"_L1))
        address.remove(0, 9);
    const auto parsed = Address::parse(address);
    return parsed ? std::optional(parsed->text()) : std::nullopt;
}

bool isGiven(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

} // namespace

std::optional<UpstreamAnswer> readMcrMachine(const IdentityRef &identity, const QByteArray &body,
                                             Timestamp answeredAt)
{
    const auto json = readStrictJson(body);
    if (!json)
        return std::nullopt;
    const QJsonObject peaqos = json->toObject().value("peaqos"_L1).toObject();
    const auto named = IdentityRef::parse(peaqos.value("did"_L1).toString());
    if (!named || *named != identity)
        return std::nullopt;
    UpstreamAnswer answer{{}, peaqos.value("bond_status"_L1).toString() == "bonded"_L1, {}, answeredAt};
    // Base58 in these two means that the machine lives on another chain (contract ID, resolver).
    if (isGiven(peaqos.value("controller"_L1)) || isGiven(peaqos.value("owner"_L1))) {
        answer.reason = u"homed_elsewhere"_s;
        return answer;
    }
    const QJsonValue list = peaqos.value("controllers"_L1);
    if (isGiven(list) && !list.isArray())
        return std::nullopt;
    QJsonArray texts = list.toArray();
    if (texts.isEmpty() && isGiven(peaqos.value("operator"_L1)))
        texts.append(peaqos.value("operator"_L1));
    for (const QJsonValue &text : std::as_const(texts)) {
        const auto address = checksummed(text.toString());
        if (!address)
            return std::nullopt;
        answer.controllers.append(*address);
    }
    if (answer.controllers.isEmpty())
        answer.reason = u"no_evm_controller"_s;
    return answer;
}

} // namespace muster
