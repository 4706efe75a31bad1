// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QJsonObject>
#include <QLocalSocket>

namespace muster {

/// The other end of a control socket, for a program that has nothing else to do while it waits. Every wait
/// has a limit in milliseconds; -1 is none.
class ControlClient
{
public:
    static constexpr int kConnectMs = 5000;

    /// NetworkFailure in one sentence when no server answers there.
    Result<void> open(const QString &path);
    /// Sends the request; the answer as it came, `result` or `error`.
    Result<QJsonObject> ask(const QJsonObject &request, int milliseconds);
    /// The next line that the server sends. NetworkFailure when it ends or says nothing in time, BadResponse
    /// when it sends something else than a JSON object.
    Result<QJsonObject> nextAnswer(int milliseconds);
    /// Until the server has closed the socket.
    Result<void> waitForEnd(int milliseconds);

private:
    QLocalSocket m_socket;
};

} // namespace muster
