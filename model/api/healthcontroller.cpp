// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthcontroller.h"

#include "machinejson.h"
#include "machineregistry.h"
#include "stacksource.h"

using namespace Qt::StringLiterals;

namespace muster {

ApiAnswer HealthController::health(StackSource &source, const ApiRequest &)
{
    const Result<ServiceStack *> stack = source.stack();
    if (!stack)
        return errorAnswer(stack.error());
    return jsonAnswer(200, wire::healthToJson((*stack)->machines().health()));
}

ApiAnswer HealthController::readiness(StackSource &source, const ApiRequest &)
{
    const Result<ServiceStack *> stack = source.stack();
    if (!stack)
        logInternal(stack.error());
    Readiness readiness =
        stack ? (*stack)->machines().readiness() : Readiness{false, {{u"database"_s, false, QString()}}};
    for (Readiness::Check &check : readiness.checks) {
        if (check.pass)
            continue;
        if (stack)
            logInternal(Error{ErrorCode::InternalError, check.message, {}, 0, {}});
        check.message = u"This does not answer; the log of the server says why."_s;
    }
    return jsonAnswer(200, wire::readinessToJson(readiness));
}

} // namespace muster
