// SPDX-License-Identifier: GPL-3.0-or-later
#include "refusedrequest.h"

#include "redaction.h"
#include "refusallog.h"
#include "routetable.h"
#include "stacksource.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qsizetype kLongestId = 64;

/// What the request was about, as far as it can be told: the machine in its path, the identity in its body,
/// or the path alone.
AuditSubject subjectOf(const Route &route, const ApiRequest &request, const Redaction &redaction)
{
    if (route.pattern.startsWith("/api/v1/machines/{id}"))
        return {u"machine"_s, redaction.word(request.ids.first().toLatin1(), kLongestId)};
    const QJsonValue named = request.body.toObject().value("identityRef"_L1);
    if (const Result<IdentityRef> identity = IdentityRef::parse(named.toString()))
        return {u"identity"_s, identity->did(), *identity};
    return {u"request"_s, redaction.target(request.head.path())};
}

} // namespace

void recordRefusedRequest(StackSource &source, const Route &route, const ApiRequest &request,
                          const Redaction &redaction, const Error &refusal)
{
    if (!route.needsKey || route.method == "GET" || refusallog::isRecorded(refusal))
        return;
    const Result<ServiceStack *> stack = source.stack();
    if (!stack)
        return;
    const ServiceContext &context = (*stack)->context();
    const QJsonObject attempt{{u"method"_s, QString::fromLatin1(request.head.method)},
                              {u"path"_s, redaction.target(request.head.path())}};
    refusallog::record(context, refusallog::requestRefusal(context, request.caller, refusal,
                                                           subjectOf(route, request, redaction), attempt));
}

} // namespace muster
