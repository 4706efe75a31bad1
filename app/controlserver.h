// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controlcommands.h"

#include <QLocalServer>
#include <QObject>

namespace muster {

/// The control socket of a running server (`--control`): a local socket for its owner alone (0600), at most
/// 16 clients. Who can open it can do what `ctl` can, and nothing that reveals a key. Main thread.
class ControlServer : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMostClients = 16;
    static constexpr int kMostRefused = 48;

    explicit ControlServer(ControlledServer server, QObject *parent = nullptr);

    /// A socket that a dead server left behind is replaced. NetworkFailure when a live one answers there,
    /// when something else lies there, or when the path is too long or cannot be made.
    Result<void> listen(const QString &path);
    /// The line of a request that was answered just now, for those who follow the log.
    void publish(const QByteArray &entry);

private:
    void takeConnections();

    ControlCommands m_commands;
    QLocalServer m_server;
};

} // namespace muster
