// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "workspace.h"

#include <QByteArrayList>
#include <QHostAddress>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <optional>

namespace muster {

/// What `serve` was asked for, from the command line and, below it, the environment (contract SWITCH).
struct ServeOptions
{
    WorkspaceOptions workspace;
    quint16 port = 8787;
    QHostAddress listenAddress = QHostAddress::LocalHost;
    QByteArrayList hostNames; ///< --allow-host, lower case
    QString registryFile;
    QString apiKeyFile; ///< empty: `<data-dir>/api-key`
    bool apiKeyDemanded = true;
    QString environmentFile;
    QString seedFile;    ///< machine records to put into the workspace
    QString controlPath; ///< of the control socket; empty: none
    QStringList remarks; ///< what was set aside or has no effect, in sentences to be said at the start

    /// `arguments` without the program's name and `serve`. VALIDATION_ERROR in one sentence naming the
    /// option.
    static Result<ServeOptions> parse(const QStringList &arguments, const QProcessEnvironment &environment);
    /// What `--help` prints.
    static QString helpText(const QString &program);
};

} // namespace muster
