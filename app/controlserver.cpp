// SPDX-License-Identifier: GPL-3.0-or-later
#include "controlserver.h"

#include "controlconnection.h"

#include <QFileInfo>
#include <QLocalSocket>
#include <QLockFile>

#include <filesystem>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kLockMs = 2000;
constexpr int kConnectMs = 1000;

Failure notListening(const QString &path, const QString &why)
{
    return fail(ErrorCode::NetworkFailure, u"The control socket %1 cannot be opened: %2"_s.arg(path, why));
}

/// Leaves nothing at the path, unless it is somebody else's.
Result<void> clearPath(const QString &path)
{
    std::error_code fault;
    const auto status = std::filesystem::symlink_status(path.toStdString(), fault);
    if (status.type() == std::filesystem::file_type::not_found)
        return {};
    if (!std::filesystem::is_socket(status))
        return notListening(path, u"something that is no socket lies there."_s);
    QLocalSocket probe;
    probe.connectToServer(path);
    if (probe.waitForConnected(kConnectMs))
        return notListening(path, u"another server answers there; choose another path."_s);
    if (!QLocalServer::removeServer(path))
        return notListening(path, u"the socket that lies there cannot be removed."_s);
    return {};
}

} // namespace

ControlServer::ControlServer(ControlledServer server, QObject *parent)
    : QObject(parent)
    , m_commands(std::move(server))
{
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::takeConnections);
}

Result<void> ControlServer::listen(const QString &path)
{
    const QString full = QFileInfo(path).absoluteFilePath();
    // Two servers that start at once must not both find the socket of a third one dead.
    QLockFile lock(full + u".lock"_s);
    if (!lock.tryLock(kLockMs))
        return notListening(full, lock.error() == QLockFile::LockFailedError
                                      ? u"another server is opening it."_s
                                      : u"its folder cannot be written."_s);
    if (const auto cleared = clearPath(full); !cleared)
        return cleared;
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    if (!m_server.listen(full))
        return notListening(full, m_server.errorString() + u'.');
    return {};
}

void ControlServer::takeConnections()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        const auto others = m_server.findChildren<ControlConnection *>().size();
        auto *connection = new ControlConnection(socket, m_commands);
        if (others >= kMostClients + kMostRefused)
            socket->abort();
        else if (others >= kMostClients)
            connection->refuse(u"The control socket has %1 clients already."_s.arg(kMostClients));
    }
}

void ControlServer::publish(const QByteArray &entry)
{
    const auto connections = m_server.findChildren<ControlConnection *>();
    for (ControlConnection *connection : connections)
        connection->follow(entry);
}

} // namespace muster
