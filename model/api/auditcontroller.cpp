// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditcontroller.h"

#include "auditjson.h"
#include "auditsearch.h"
#include "machineregistry.h"
#include "servicestack.h"

namespace muster {

AuditController::AuditController(ServiceStack &stack)
    : m_stack(stack)
{}

ApiAnswer AuditController::list(const ApiRequest &request)
{
    const Result<AuditQuery> query = auditQueryFrom(request.query);
    if (!query)
        return errorAnswer(query.error());
    const Result<AuditPage> page = m_stack.machines().auditEvents(*query);
    if (!page)
        return errorAnswer(page.error());
    return jsonAnswer(200, wire::auditPageToJson(*page));
}

} // namespace muster
