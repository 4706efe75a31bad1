// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rawanswer.h"

#include <QTcpSocket>
#include <QUrl>

namespace muster {

/// A client that sends exactly the bytes it is told to. Blocks the calling thread: the server has threads of
/// its own.
class RawClient
{
public:
    explicit RawClient(const QUrl &server);

    bool isConnected();
    /// False when the server has hung up.
    bool send(const QByteArray &bytes);
    /// The next answer on the connection; status 0 when none came in time.
    RawAnswer answer(int milliseconds = 20'000);
    /// All that comes until the server hangs up; `closed` tells whether it did in time.
    QByteArray everything(bool *closed = nullptr, int milliseconds = 20'000);
    void close();
    /// From here on what the server sends is left in the kernel's hands.
    void readNothing();
    /// Whether the server has hung up, found out by sending it one byte more.
    bool isGone();

    /// How many answers there are in what a server sent.
    static qsizetype answersIn(const QByteArray &bytes);
    /// A request with Host and, where there is a body, its length and type.
    static QByteArray request(const QByteArray &method, const QByteArray &target,
                              const QByteArray &fields = {}, const QByteArray &body = {});

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace muster
