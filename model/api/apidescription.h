// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace muster {

/// What one server demands beside what all do.
struct ApiDemands
{
    bool apiKey = true;
    bool identityProof = true; ///< PEAQOS_MACHINE_IDENTITY_VERIFICATION is required
};

/// The API document as this server answers it, compact JSON: without a key there is no security and no answer
/// that speaks of keys; where a proof is demanded the schema of a registration says so (contract HTTP-37).
/// Any thread.
QByteArray apiDescription(const ApiDemands &demands);

} // namespace muster
