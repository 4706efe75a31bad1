// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QLocalSocket;

namespace muster {

class ControlCommands;

/// One client of the control socket: a request a line, an answer a line, `{"result":{…}}` or
/// `{"error":{"code","message","details"}}`. After `log.tail` with `follow` each answered request comes as
/// `{"entry":{…}}`. Goes with its socket.
class ControlConnection : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 kLongestLine = 64 * 1024;
    static constexpr qint64 kMostUnsent = 1024 * 1024;

    /// Belongs to the socket.
    ControlConnection(QLocalSocket *socket, ControlCommands &commands);

    /// Tells a client that follows the log of one more request.
    void follow(const QByteArray &entry);
    /// Answers its first request with this and closes. Not sooner: what is sent to a client that is still
    /// writing is lost when the connection closes.
    void refuse(const QString &sentence) { m_refusal = sentence; }

private:
    void readLines();
    QByteArray answerTo(const QByteArray &line);
    void send(const QByteArray &line);
    void close(const QString &sentence);

    QLocalSocket *m_socket;
    ControlCommands &m_commands;
    bool m_following = false;
    QString m_refusal;
};

} // namespace muster
