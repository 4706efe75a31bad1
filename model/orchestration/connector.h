// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

#include <memory>

namespace muster {

class RegistryEditor;

/// What the window works on, with the words that say which one it is.
struct Connection
{
    std::shared_ptr<Orchestrator> orchestrator;
    QString title; ///< `Local workspace`, or the host of a remote service
    QString place; ///< folder or URL
    bool remote = false;
    bool demo = false;
    std::shared_ptr<RegistryEditor> registry = {}; ///< null where identities are not ours to name
};

/// Opens connections for the window. Implemented by app, so that ui links neither store nor network. GUI
/// thread.
class Connector : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Cleans the URL; VALIDATION_ERROR when it is none. Opens no socket yet.
    virtual Result<Connection> connectRemote(const QString &url, const QByteArray &apiKey) = 0;
    /// The workspace this process opened at its start; opening happens off the GUI thread.
    virtual QFuture<Result<Connection>> openWorkspace() = 0;
};

} // namespace muster
