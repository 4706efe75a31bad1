// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controlrequest.h"
#include "simulatedfaults.h"

#include <QJsonArray>

namespace muster {

/// What is simulated, in one sentence that says so.
QString faultSentence(const SimulatedFaults::Named &named);
QString answersSentence(int count, const std::optional<Error> &error);

QJsonArray faultsJson(const QList<SimulatedFaults::Named> &faults);

/// The member `code`: an error code of the API, or `close` for a connection that is closed, which is no
/// error. Another word is an issue.
std::optional<Error> simulatedError(ControlRequest &request);

} // namespace muster
