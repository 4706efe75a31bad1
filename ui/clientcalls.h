// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace muster {

/// Where a machine can be asked for from elsewhere.
struct MachineAddress
{
    QUrl service; ///< without /api/v1
    QString machineId;
    bool anyProof = false; ///< ask for it whether its proof holds or not: an extension of ours
};

/// A line for a shell that asks for the record. The API key is left out: PEAQOS_API_KEY stands in its place.
QString curlCall(const MachineAddress &address);
/// The same for the public Python client; keys come from the environment.
QString sdkCall(const MachineAddress &address);

} // namespace muster
