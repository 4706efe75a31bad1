// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

namespace muster {

/// What a person reads for an error: our own translated sentence, with what to do next, where the service
/// gave one of the reasons of the contract (details.reason); otherwise the message, the code if
/// it is not one we know, and what to do next where the message is a single sentence.
QString errorSentence(const Error &error);

/// `details.reason`, empty where there is none.
QString errorReason(const Error &error);

} // namespace muster
