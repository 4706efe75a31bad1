// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicejson.h"

#include "objectreader.h"
#include "utf8text.h"

using namespace Qt::StringLiterals;

namespace muster::wire {

QJsonObject challengeToJson(const Challenge &challenge)
{
    return {{u"challengeId"_s, challenge.challengeId},
            {u"identityRef"_s, challenge.identityRef.did()},
            {u"message"_s, exactText(challenge.message)},
            {u"expiresAt"_s, challenge.expiresAt.text()},
            {u"verificationMethod"_s, u"eip191"_s},
            {u"controllerAddresses"_s, QJsonArray::fromStringList(challenge.controllerAddresses)}};
}

Result<Challenge> challengeFromJson(const QJsonObject &object)
{
    QList<Issue> issues;
    ObjectReader reader(object, {}, issues);
    const QString id = reader.filledText("challengeId"_L1);
    const auto identity = reader.requiredIdentity("identityRef"_L1, false);
    const QByteArray message = reader.text("message"_L1).toUtf8();
    const Timestamp expiresAt = reader.timestamp("expiresAt"_L1);
    reader.literal("verificationMethod"_L1, "eip191"_L1);
    const qsizetype faults = issues.size();
    const QStringList controllers = reader.texts("controllerAddresses"_L1);
    if (controllers.isEmpty() && issues.size() == faults)
        reader.report("controllerAddresses"_L1, u"At least one address is needed here."_s);
    if (!issues.isEmpty() || !identity)
        return Failure(validationError(issues));
    return Challenge{id, *identity, message, expiresAt, controllers};
}

QJsonObject healthToJson(const ServiceHealth &health)
{
    QJsonObject object{{u"ok"_s, health.ok},
                       {u"extensions"_s, QJsonArray::fromStringList(health.extensions)}};
    if (!health.instance.isEmpty())
        object.insert("instance"_L1, health.instance);
    return object;
}

Result<ServiceHealth> healthFromJson(const QJsonObject &object)
{
    QList<Issue> issues;
    ObjectReader reader(object, {}, issues);
    ServiceHealth health;
    health.ok = reader.truth("ok"_L1);
    health.instance = reader.optionalText("instance"_L1).value_or(QString());
    health.extensions = reader.texts("extensions"_L1);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return health;
}

QJsonObject readinessToJson(const Readiness &readiness)
{
    QJsonArray checks;
    for (const Readiness::Check &check : readiness.checks) {
        QJsonObject entry{{u"name"_s, check.name}, {u"status"_s, check.pass ? u"pass"_s : u"fail"_s}};
        if (!check.message.isEmpty())
            entry.insert("message"_L1, check.message);
        checks.append(entry);
    }
    return {{u"status"_s, readiness.ready ? u"ready"_s : u"not_ready"_s}, {u"checks"_s, checks}};
}

namespace {

/// One of two words, else an issue.
bool readWord(ObjectReader &reader, QLatin1StringView name, QLatin1StringView yes, QLatin1StringView no)
{
    const QString word = reader.text(name);
    if (reader.isText(name) && word != yes && word != no)
        reader.report(name, u"Only \"%1\" and \"%2\" are understood here."_s.arg(yes, no));
    return word == yes;
}

Readiness::Check readCheck(const QJsonValue &value, const QString &path, QList<Issue> &issues)
{
    if (!value.isObject()) {
        issues.append({path, u"An object is needed here."_s});
        return {};
    }
    ObjectReader reader(value.toObject(), path, issues);
    Readiness::Check check;
    check.name = reader.text("name"_L1);
    check.pass = readWord(reader, "status"_L1, "pass"_L1, "fail"_L1);
    check.message = reader.optionalText("message"_L1).value_or(QString());
    return check;
}

} // namespace

Result<Readiness> readinessFromJson(const QJsonObject &object)
{
    QList<Issue> issues;
    ObjectReader reader(object, {}, issues);
    Readiness readiness;
    readiness.ready = readWord(reader, "status"_L1, "ready"_L1, "not_ready"_L1);
    const QJsonArray checks = reader.array("checks"_L1);
    for (qsizetype i = 0; i < checks.size(); ++i)
        readiness.checks.append(readCheck(checks.at(i), u"/checks/%1"_s.arg(i), issues));
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return readiness;
}

} // namespace muster::wire
