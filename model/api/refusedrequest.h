// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apirequest.h"
#include "result.h"

namespace muster {

class Redaction;
struct Route;
class StackSource;

/// Tells the audit log of a write that was refused to a caller whose key was right (docs/contract.md AUD-4).
/// Other requests, and refusals the services have recorded, leave no event. `redaction`: of the request.
void recordRefusedRequest(StackSource &source, const Route &route, const ApiRequest &request,
                          const Redaction &redaction, const Error &refusal);

} // namespace muster
