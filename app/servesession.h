// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controlserver.h"
#include "orchestratorserver.h"
#include "requestlog.h"
#include "serveoptions.h"
#include "workspace.h"

#include <QFileSystemWatcher>
#include <QObject>

#include <memory>

namespace muster {

/// A server without a window: opens the workspace, loads the registry, listens, says so in one JSON line on
/// stdout, and writes one JSON line per request to stderr. Lives on the main thread.
class ServeSession : public QObject
{
    Q_OBJECT

public:
    explicit ServeSession(ServeOptions options, QObject *parent = nullptr);
    ~ServeSession() override;

    /// ValidationError: something the user gave is wrong (exit 2); anything else: exit 1.
    Result<void> start();
    /// Closes the port and the control socket, ends running requests within a second.
    void stop();
    /// stop(), and the event loop ends with exit code 0.
    void end();
    /// Reads the registry file again; a fault leaves the registry as it is and is said on stderr.
    void reloadRegistry();

private:
    Result<void> fill(const QList<RegistryEntry> &entries, const QList<Machine> &seed);
    Result<QByteArray> apiKey();
    Result<void> listen(const QByteArray &key);
    Result<void> openControl(const QUrl &url);
    Result<void> reset();
    void watchRegistry();
    void logRequest(const RequestLogEntry &entry);
    Result<void> printReady(const QUrl &url) const;

    ServeOptions m_options;
    std::unique_ptr<Workspace> m_workspace;
    std::shared_ptr<SimulatedAnswers> m_simulatedAnswers = std::make_shared<SimulatedAnswers>();
    std::unique_ptr<OrchestratorServer> m_server;
    std::unique_ptr<ControlServer> m_control;
    QFileSystemWatcher m_watcher;
    RequestLog m_log;
};

/// Runs `serve` to its end: arguments after the word serve; answers the exit code (0, 1 runtime failure, 2
/// usage). Needs a QCoreApplication; runs its event loop.
int runServe(const QStringList &arguments, const QString &program);

} // namespace muster
