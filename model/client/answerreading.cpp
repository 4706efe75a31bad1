// SPDX-License-Identifier: GPL-3.0-or-later
#include "answerreading.h"

#include "auditjson.h"
#include "machinejson.h"
#include "machinepagejson.h"
#include "strictjson.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Error notTheContract(const ServiceAnswer &answer, const QString &place, const Error &cause)
{
    const Issue first = issuesOf(cause).value(0, {{}, cause.message});
    const QString where =
        first.path.isEmpty() ? QString() : QString(u" (at "_s + first.path.left(200) + u')');
    QJsonObject details = cause.details;
    details.insert("httpStatus"_L1, answer.status);
    return Error{ErrorCode::BadResponse,
                 u"%1 answered something that is not the orchestration API: %2%3 Check the address."_s.arg(
                     place, first.message, where.isEmpty() ? where : QString(where + u'.')),
                 details,
                 0,
                 {}};
}

Error otherThanAsked(const ServiceAnswer &answer, const QString &place, const QString &path,
                     const QString &message)
{
    return notTheContract(answer, place, validationError({{path, message}}));
}

Result<QJsonObject> objectOf(const ServiceAnswer &answer)
{
    const Result<QJsonValue> value = readStrictJson(answer.body);
    if (!value)
        return Failure(value.error());
    if (!value->isObject())
        return Failure(validationError({{QString(), u"A JSON object is needed."_s}}));
    return value->toObject();
}

template <typename T>
Result<T> orNotTheContract(const ServiceAnswer &answer, const QString &place, Result<T> read)
{
    if (!read)
        return Failure(notTheContract(answer, place, read.error()));
    return read;
}

} // namespace

Result<ServiceHealth> readHealth(const ServiceAnswer &answer, const QString &place)
{
    return orNotTheContract(answer, place, objectOf(answer).and_then(wire::healthFromJson));
}

Result<Readiness> readReadiness(const ServiceAnswer &answer, const QString &place)
{
    return orNotTheContract(answer, place, objectOf(answer).and_then(wire::readinessFromJson));
}

Result<MachinePage> readMachinePage(const ServiceAnswer &answer, const QString &place)
{
    return orNotTheContract(answer, place, objectOf(answer).and_then(wire::machinePageFromJson));
}

Result<AuditPage> readAuditPage(const ServiceAnswer &answer, const QString &place)
{
    return orNotTheContract(answer, place, objectOf(answer).and_then(wire::auditPageFromJson));
}

Result<Machine> readMachine(const ServiceAnswer &answer, const QString &place, const QString &id)
{
    const auto fromItem = [](const QJsonObject &item) { return wire::machineFromJson(item, u"/item"_s); };
    Result<Machine> machine = objectOf(answer).and_then(wire::itemFromEnvelope).and_then(fromItem);
    if (machine && !id.isEmpty() && machine->id != id)
        return Failure(
            otherThanAsked(answer, place, u"/item/id"_s, u"This is another machine than was asked for."_s));
    if (machine)
        machine->revision = answer.revision;
    return orNotTheContract(answer, place, std::move(machine));
}

Result<Challenge> readChallenge(const ServiceAnswer &answer, const QString &place,
                                const IdentityRef &identity)
{
    Result<Challenge> challenge =
        objectOf(answer).and_then(wire::itemFromEnvelope).and_then(wire::challengeFromJson);
    if (challenge && challenge->identityRef != identity)
        return Failure(otherThanAsked(answer, place, u"/item/identityRef"_s,
                                      u"This challenge is for another identity than was asked for."_s));
    return orNotTheContract(answer, place, std::move(challenge));
}

} // namespace muster
