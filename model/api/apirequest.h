// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "caller.h"
#include "requesthead.h"
#include "requestquery.h"

#include <QJsonValue>
#include <QStringList>

namespace muster {

/// What a controller needs of one request that the guard and the dispatcher let pass.
struct ApiRequest
{
    const RequestHead &head;
    /// The path's `{id}` segments in order, each of [A-Za-z0-9_-]{1,64}, or `{did}`: [A-Za-z0-9_:-]{0,128}.
    QStringList ids;
    RequestQuery query;
    QJsonValue body; ///< strictly read; null for routes without a body
    Caller caller;
};

} // namespace muster
