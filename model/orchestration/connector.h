// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator.h"
#include "serviceaddress.h"
#include "serviceprofile.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

#include <memory>

namespace muster {

class ApiKeyKeeper;
class RegistryEditor;

/// What the window works on, with the words that say which one it is.
struct Connection
{
    std::shared_ptr<Orchestrator> orchestrator;
    QString title; ///< `Local workspace`, the name of a kept service, or the host of a visited one
    QString place; ///< folder or URL
    bool remote = false;
    bool demo = false;
    std::shared_ptr<RegistryEditor> registry = {}; ///< null where identities are not ours to name
    ServiceProfile profile = {};                   ///< of a remote one
    bool exposed = false;                          ///< what travels to it is not encrypted

    /// Under what the looks of its fleet are kept: empty for the local workspace, the service's id, or one
    /// word for all services that are only visited.
    QString stateKey() const
    {
        return !remote ? QString() : profile.id.isEmpty() ? QStringLiteral("visited") : profile.id;
    }
};

/// Opens connections for the window. Implemented by app, so that ui links neither store nor network. GUI
/// thread.
class Connector : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// What was typed, cleaned; VALIDATION_ERROR at /url, all faults at once.
    virtual Result<ServiceAddress> readAddress(const QString &typed) const = 0;
    /// Cleans the URL; VALIDATION_ERROR when it is none. Opens no socket yet; a file of certificates is read
    /// before the first request, which a fault at /caFile ends.
    virtual Result<Connection> connectRemote(const ServiceProfile &profile, const QByteArray &apiKey) = 0;
    /// Lives as long as the connector; null: keys are asked for each time.
    virtual ApiKeyKeeper *apiKeys() = 0;
    /// The workspace this process opened at its start; opening happens off the GUI thread.
    virtual QFuture<Result<Connection>> openWorkspace() = 0;
};

} // namespace muster
