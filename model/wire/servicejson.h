// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challenge.h"
#include "result.h"
#include "servicehealth.h"

#include <QJsonObject>

namespace muster::wire {

/// JSON shapes of what the service says of itself and of the challenge it hands out (contract ID-3, HTTP-18,
/// HTTP-19). Readers as in machinejson.h. Any thread.
QJsonObject challengeToJson(const Challenge &challenge);
Result<Challenge> challengeFromJson(const QJsonObject &object);

QJsonObject healthToJson(const ServiceHealth &health);
/// `instance` and `extensions` may be absent: other services know neither.
Result<ServiceHealth> healthFromJson(const QJsonObject &object);

QJsonObject readinessToJson(const Readiness &readiness);
Result<Readiness> readinessFromJson(const QJsonObject &object);

} // namespace muster::wire
