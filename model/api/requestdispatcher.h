// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apianswer.h"
#include "routetable.h"
#include "stacksource.h"

namespace muster {

class KeyGate;

/// From a request that the guard let pass to its answer, refusing in this order: route, method, key, media
/// type, body (docs/contract.md HTTP, order of refusals). No exception leaves it. One object per worker
/// thread.
class RequestDispatcher
{
public:
    /// `actor` names the callers in the audit log.
    RequestDispatcher(const RouteTable &routes, KeyGate &keys, const StackFactory &makeStack, QString actor);

    ApiAnswer answer(const RequestHead &head, const QByteArray &body) noexcept;

    /// The same for a request for a stream or a WebSocket, whose body nobody reads.
    StreamOpening openStream(const RequestHead &head) noexcept;

private:
    StreamOpening outcomeOf(const RequestHead &head, const QByteArray &body) noexcept;
    StreamOpening dispatched(const RequestHead &head, const QByteArray &body);
    /// What the handler makes of it; one that throws is answered here, so that its refusal is recorded too.
    StreamOpening handled(const Route &route, const ApiRequest &request);

    const RouteTable &m_routes;
    KeyGate &m_keys;
    StackSource m_stack;
    QString m_actor;
};

} // namespace muster
