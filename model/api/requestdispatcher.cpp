// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestdispatcher.h"

#include "keygate.h"
#include "mediatype.h"
#include "redaction.h"
#include "refusedrequest.h"
#include "strictjson.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

ApiAnswer methodRefusal(const RequestHead &head, const QByteArrayList &allowed)
{
    ApiAnswer answer = errorAnswer(
        fail(ErrorCode::MethodNotAllowed, u"%1 cannot be used here; the header Allow names what can."_s.arg(
                                              QString::fromLatin1(head.method.left(32))))
            .value());
    answer.headers.append({"Allow", allowed.join(", ")});
    return answer;
}

ApiAnswer authRefusal(const Error &error)
{
    ApiAnswer answer = errorAnswer(error);
    if (answer.status == 401)
        answer.headers.append(RequestHead::Field{"WWW-Authenticate", "Bearer"});
    return answer;
}

Failure bodyRefusal(const QString &message)
{
    return Failure(validationError({Issue{u""_s, message}}));
}

Result<QJsonValue> absence(const Route &route)
{
    return fail(ErrorCode::NotImplemented,
                u"This server does not have this operation (%1); docs/fidelity.md lists what it has."_s.arg(
                    QLatin1StringView(route.note)));
}

/// The media type first, then whether there is a body where there must be one, then what is in it.
Result<QJsonValue> readBody(const Route &route, const RequestHead &head, const QByteArray &body)
{
    const bool isJson = isJsonMediaType(head.field("content-type").value_or(QByteArray()));
    if (!body.isEmpty() && !isJson)
        return fail(ErrorCode::UnsupportedMediaType, u"Send the body as application/json in UTF-8."_s);
    if (body.isEmpty() && route.hasBody)
        return bodyRefusal(u"This operation needs a JSON body."_s);
    if (body.isEmpty() && isJson)
        return bodyRefusal(
            u"The request says application/json but has no body; leave the Content-Type out."_s);
    if (body.isEmpty())
        return QJsonValue();
    if (!route.hasBody)
        return bodyRefusal(u"This operation takes no body."_s);
    return readStrictJson(body);
}

/// What the operation gets to work with, or why there is none.
Result<QJsonValue> content(const Route &route, const RequestHead &head, const QByteArray &body)
{
    if (route.fidelity == Fidelity::Absent)
        return absence(route);
    if (head.wantsWebSocket && !route.opensStream)
        return fail(ErrorCode::NotImplemented, u"There is no WebSocket at this path."_s);
    return readBody(route, head, body);
}

} // namespace

RequestDispatcher::RequestDispatcher(const RouteTable &routes, KeyGate &keys, const StackFactory &makeStack,
                                     QString actor)
    : m_routes(routes)
    , m_keys(keys)
    , m_stack(makeStack)
    , m_actor(std::move(actor))
{}

ApiAnswer RequestDispatcher::answer(const RequestHead &head, const QByteArray &body) noexcept
{
    StreamOpening outcome = outcomeOf(head, body);
    if (auto *answer = std::get_if<ApiAnswer>(&outcome))
        return std::move(*answer);
    return errorAnswer(fail(ErrorCode::InternalError, u"A stream reached the HTTP parser."_s).value());
}

StreamOpening RequestDispatcher::openStream(const RequestHead &head) noexcept
{
    return outcomeOf(head, QByteArray());
}

StreamOpening RequestDispatcher::outcomeOf(const RequestHead &head, const QByteArray &body) noexcept
{
    try {
        return dispatched(head, body);
    } catch (const std::exception &fault) {
        return errorAnswer(fail(ErrorCode::InternalError, QString::fromUtf8(fault.what())).value());
    } catch (...) {
        return errorAnswer(
            fail(ErrorCode::InternalError, u"A handler threw something that is no exception."_s).value());
    }
}

StreamOpening RequestDispatcher::dispatched(const RequestHead &head, const QByteArray &body)
{
    const RouteTable::Found found = m_routes.find(head.method, head.path());
    if (found.allowedMethods.isEmpty())
        return errorAnswer(fail(ErrorCode::NotFound, u"There is nothing at this path."_s).value());
    if (!found.route)
        return methodRefusal(head, found.allowedMethods);
    if (found.route->needsKey) {
        if (const Result<void> allowed = m_keys.check(head); !allowed)
            return authRefusal(allowed.error());
    }
    const Result<QJsonValue> json = content(*found.route, head, body);
    const ApiRequest request{
        head, found.ids, RequestQuery(head.query()), json.value_or(QJsonValue()), {m_actor}};
    StreamOpening outcome = json ? handled(*found.route, request) : errorAnswer(json.error());
    if (const auto *answer = std::get_if<ApiAnswer>(&outcome); answer && answer->refusal)
        recordRefusedRequest(m_stack, *found.route, request, Redaction(m_keys, head), *answer->refusal);
    return outcome;
}

StreamOpening RequestDispatcher::handled(const Route &route, const ApiRequest &request)
{
    try {
        if (!route.opensStream)
            return route.handler(m_stack, request);
        if (request.head.bodyLength > 0)
            return errorAnswer(bodyRefusal(u"This operation takes no body."_s).value());
        return route.opensStream(m_stack, request);
    } catch (const std::exception &fault) {
        return errorAnswer(fail(ErrorCode::InternalError, QString::fromUtf8(fault.what())).value());
    }
}

} // namespace muster
