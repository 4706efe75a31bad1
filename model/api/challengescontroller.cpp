// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengescontroller.h"

#include "machinejson.h"
#include "machineregistry.h"
#include "servicestack.h"

using namespace Qt::StringLiterals;

namespace muster {

ChallengesController::ChallengesController(ServiceStack &stack)
    : m_stack(stack)
{}

ApiAnswer ChallengesController::create(const ApiRequest &request)
{
    const Result<IdentityRef> identity = wire::challengeRequestFromJson(request.body);
    if (!identity)
        return errorAnswer(identity.error());
    const Result<Challenge> challenge = m_stack.machines().createChallenge(*identity, request.caller);
    if (!challenge)
        return errorAnswer(challenge.error());
    return jsonAnswer(201, QJsonObject{{u"item"_s, wire::challengeToJson(*challenge)}});
}

} // namespace muster
