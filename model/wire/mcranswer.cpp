// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcranswer.h"

#include "objectreader.h"
#include "strictjson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::wire {
namespace {

constexpr auto kDidPrefix = "did:peaq:"_L1;
constexpr qsizetype kMostControllers = 100;

Failure badAnswer(int status, const QString &why, int retryAfterSeconds)
{
    return Failure(Error{ErrorCode::BadResponse,
                         u"The MCR answered HTTP %1: %2"_s.arg(status).arg(why),
                         {{u"httpStatus"_s, status}},
                         retryAfterSeconds,
                         {}});
}

QString firstFault(const QList<Issue> &issues)
{
    const Issue issue = issues.value(0);
    return issue.path.isEmpty() ? issue.message : QString(issue.path + u": "_s + issue.message);
}

/// A key of a chain whose addresses are base58 of 32 bytes.
bool isBase58Key(const QString &text)
{
    const auto isBase58 = [](QChar c) {
        return (c >= u'1' && c <= u'9') || (c >= u'A' && c <= u'Z' && c != u'I' && c != u'O') ||
               (c >= u'a' && c <= u'z' && c != u'l');
    };
    return text.size() >= 32 && text.size() <= 44 && std::all_of(text.begin(), text.end(), isBase58);
}

bool isHomedElsewhere(ObjectReader &peaqos)
{
    bool elsewhere = false;
    for (const auto member : {"controller"_L1, "owner"_L1}) {
        const std::optional<QString> key = peaqos.optionalText(member);
        elsewhere = elsewhere || (key && isBase58Key(*key));
    }
    return elsewhere;
}

QStringList controllersOf(ObjectReader &peaqos)
{
    if (peaqos.has("controllers"_L1)) {
        if (peaqos.array("controllers"_L1).size() > kMostControllers)
            peaqos.report("controllers"_L1, u"At most %1 addresses are read."_s.arg(kMostControllers));
        return peaqos.texts("controllers"_L1, kMostControllers);
    }
    QString address = peaqos.optionalText("operator"_L1).value_or(QString());
    if (address.startsWith(kDidPrefix))
        address.remove(0, kDidPrefix.size());
    return address.isEmpty() ? QStringList() : QStringList{address};
}

bool isBonded(ObjectReader &peaqos)
{
    const QString bond = peaqos.text("bond_status"_L1);
    if (peaqos.isText("bond_status"_L1) && bond != "bonded"_L1 && bond != "unbonded"_L1)
        peaqos.report("bond_status"_L1, u"Only \"bonded\" and \"unbonded\" are understood here."_s);
    return bond == "bonded"_L1;
}

Result<IdentityFacts> readMachine(const QJsonObject &body, const IdentityRef &identity)
{
    QList<Issue> issues;
    ObjectReader machine(body, {}, issues);
    const std::optional<QJsonObject> object = machine.object("peaqos"_L1);
    if (!object && issues.isEmpty())
        machine.report("peaqos"_L1, u"This member is missing."_s);
    ObjectReader peaqos(object.value_or(QJsonObject()), u"/peaqos"_s, issues);
    const std::optional<IdentityRef> described = peaqos.requiredIdentity("did"_L1, true);
    if (described && *described != identity)
        peaqos.report("did"_L1, u"This is %1, but %2 was asked for."_s.arg(described->did(), identity.did()));
    IdentityFacts facts;
    facts.bonded = isBonded(peaqos);
    const bool elsewhere = isHomedElsewhere(peaqos);
    facts.controllers = controllersOf(peaqos);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    if (elsewhere)
        return IdentityFacts{IdentityState::HomedElsewhere, {}, facts.bonded};
    if (facts.controllers.isEmpty())
        facts.state = IdentityState::NoEvmController;
    return facts;
}

/// The MCR's own refusal: `detail` is a text, or an object with a code.
std::optional<QString> refusalCode(const QJsonValue &json)
{
    const QJsonValue detail = json.toObject().value("detail"_L1);
    if (!detail.isString() && !detail.isObject())
        return std::nullopt;
    return detail.toObject().value("code"_L1).toString();
}

} // namespace

Result<IdentityFacts> readMcrAnswer(int status, const QByteArray &body, const IdentityRef &identity,
                                    int retryAfterSeconds)
{
    if (status != 200 && status != 404 && status != 409)
        return badAnswer(status, u"it does not say who controls %1."_s.arg(identity.did()),
                         retryAfterSeconds);
    const Result<QJsonValue> json = readStrictJson(body);
    if (!json)
        return badAnswer(status, firstFault(issuesOf(json.error())), retryAfterSeconds);
    if (status == 200) {
        const Result<IdentityFacts> facts = readMachine(json->toObject(), identity);
        return facts ? facts : badAnswer(status, firstFault(issuesOf(facts.error())), retryAfterSeconds);
    }
    const std::optional<QString> code = refusalCode(*json);
    if (!code)
        return badAnswer(status, u"this is not the refusal of an MCR; check its address."_s,
                         retryAfterSeconds);
    if (status == 404)
        return IdentityFacts{IdentityState::NotFound, {}, false};
    const bool inactive = *code == "MACHINE_DEACTIVATED"_L1;
    return IdentityFacts{inactive ? IdentityState::Inactive : IdentityState::HomedElsewhere, {}, false};
}

} // namespace muster::wire
