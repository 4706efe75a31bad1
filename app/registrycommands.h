// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controlrequest.h"
#include "registryentry.h"

namespace muster {

class ServiceStack;

/// The commands `registry.*` of the control socket: they change single identities of the embedded registry,
/// at once for every request that follows. On the stack's thread.
class RegistryCommands
{
public:
    explicit RegistryCommands(ServiceStack &stack);

    Result<QJsonObject> list(ControlRequest &request);
    Result<QJsonObject> set(ControlRequest &request);
    Result<QJsonObject> rotate(ControlRequest &request);
    Result<QJsonObject> activate(ControlRequest &request);
    Result<QJsonObject> deactivate(ControlRequest &request);
    Result<QJsonObject> remove(ControlRequest &request);

private:
    Result<QJsonObject> setActive(ControlRequest &request, bool active);
    ServiceStack &m_stack;
};

/// As `--registry FILE` reads it.
QJsonObject registryEntryJson(const RegistryEntry &entry);

} // namespace muster
