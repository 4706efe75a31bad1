// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keptplace.h"
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
    /// Of a workspace that the program may come back to by itself; empty where a start of the program named
    /// it.
    QString folder = {};

    /// Where to come back to; empty for what is only visited.
    KeptPlace keptPlace() const
    {
        return remote ? KeptPlace{profile.id, {}, false} : KeptPlace{{}, folder, demo};
    }
    /// Under what the looks of its fleet are kept: one word for all services that are only visited, nothing
    /// for a workspace that is.
    QString stateKey() const
    {
        return remote && profile.id.isEmpty() ? QStringLiteral("visited") : keptPlace().key();
    }
};

/// A workspace that is asked for.
struct WorkspaceChoice
{
    QString folder;
    bool demo = false;  ///< an empty one is filled with the demo fleet
    bool isNew = false; ///< where nothing is, one is made; else a folder without one is a fault
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
    /// The workspace that this process was started for; opening happens off the GUI thread.
    virtual QFuture<Result<Connection>> openWorkspace() = 0;
    /// Another one. WORKSPACE_REFUSED where there is none and none may be made; else as WorkspaceFile::open.
    /// What was opened stays open until the program ends.
    virtual QFuture<Result<Connection>> openWorkspaceIn(const WorkspaceChoice &choice) = 0;
};

} // namespace muster
