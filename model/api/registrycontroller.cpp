// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrycontroller.h"

#include "identityerrors.h"
#include "mcrjson.h"
#include "registrydirectory.h"
#include "stacksource.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

ApiAnswer refusal(int status, const QString &code, const QString &message)
{
    ApiAnswer answer = jsonAnswer(status, wire::mcrErrorToJson(code, message));
    answer.errorCode = code;
    return answer;
}

ApiAnswer invalid(const QList<Issue> &issues)
{
    QStringList sentences;
    for (const Issue &issue : issues)
        sentences.append(issue.message);
    ApiAnswer answer = refusal(400, {}, sentences.join(u"; "_s));
    answer.errorCode = u"INVALID_REQUEST"_s;
    return answer;
}

ApiAnswer refusalOf(const Error &error)
{
    if (error.code == ErrorCode::ValidationError)
        return invalid(issuesOf(error));
    if (error.code == ErrorCode::NotFound) {
        ApiAnswer answer = refusal(404, {}, error.message);
        answer.errorCode = u"NOT_FOUND"_s;
        return answer;
    }
    if (reasonOf(error) == reason::kIdentityInactive)
        return refusal(409, u"MACHINE_DEACTIVATED"_s, error.message);
    if (reasonOf(error) == reason::kResolverUnreachable)
        return refusal(503, u"MACHINE_UNAVAILABLE"_s, error.message);
    logInternal(error);
    return refusal(503, u"MACHINE_UNAVAILABLE"_s, u"The registry cannot be read; its own log says why."_s);
}

Result<IdentityRef> identityOf(const ApiRequest &request)
{
    if (request.ids.first().isEmpty())
        return Failure(validationError({{u"/did"_s, u"Empty DID"_s}}));
    return IdentityRef::parse(request.ids.first());
}

/// A whole number of a query; nothing when it is no number.
std::optional<qint64> number(const QString &text)
{
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

template <typename Render>
ApiAnswer answerFor(StackSource &source, const ApiRequest &request, Render render)
{
    const Result<IdentityRef> identity = identityOf(request);
    if (!identity)
        return refusalOf(identity.error());
    const Result<ServiceStack *> stack = source.stack();
    if (!stack)
        return refusalOf(stack.error());
    const Result<RegistryEntry> entry =
        RegistryDirectory((*stack)->context(), (*stack)->reader()).entry(*identity);
    return entry ? jsonAnswer(200, render(*entry)) : refusalOf(entry.error());
}

} // namespace

ApiAnswer RegistryController::rating(StackSource &source, const ApiRequest &request)
{
    return answerFor(source, request, &wire::mcrRatingToJson);
}

ApiAnswer RegistryController::machine(StackSource &source, const ApiRequest &request)
{
    return answerFor(source, request, &wire::mcrMachineToJson);
}

ApiAnswer RegistryController::operatorMachines(StackSource &source, const ApiRequest &request)
{
    QList<Issue> issues;
    const std::optional<qint64> offset = number(request.query.value(u"offset"_s, issues).value_or(u"0"_s));
    const std::optional<qint64> limit = number(request.query.value(u"limit"_s, issues).value_or(u"20"_s));
    if (!offset)
        issues.append({u"/offset"_s, u"offset must be a whole number"_s});
    if (!limit)
        issues.append({u"/limit"_s, u"limit must be a whole number"_s});
    if (!issues.isEmpty())
        return invalid(issues);
    const Result<ServiceStack *> stack = source.stack();
    if (!stack)
        return refusalOf(stack.error());
    // Any other limit is refused by the service; here it must only fit.
    const int most = int(qBound(qint64(0), *limit, qint64(RegistryDirectory::kLargestLimit + 1)));
    const auto fleet = RegistryDirectory((*stack)->context(), (*stack)->reader())
                           .machinesOf(request.ids.first(), *offset, most);
    if (!fleet)
        return refusalOf(fleet.error());
    return jsonAnswer(200, wire::mcrOperatorPageToJson(
                               {fleet->operatorAddress, fleet->entries, *offset, most, fleet->total}));
}

} // namespace muster
