// SPDX-License-Identifier: GPL-3.0-or-later
#include "controlconnection.h"

#include "controlcommands.h"
#include "strictjson.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

/// With everything that the error says: who may open the socket may read the files that it names.
QByteArray errorLine(const Error &error)
{
    return lineOf({{u"error"_s, QJsonObject{{u"code"_s, error.codeName()},
                                            {u"message"_s, error.message},
                                            {u"details"_s, error.details}}}});
}

} // namespace

ControlConnection::ControlConnection(QLocalSocket *socket, ControlCommands &commands)
    : QObject(socket)
    , m_socket(socket)
    , m_commands(commands)
{
    m_socket->setReadBufferSize(kLongestLine + 1);
    connect(m_socket, &QLocalSocket::readyRead, this, &ControlConnection::readLines);
    connect(m_socket, &QLocalSocket::disconnected, m_socket, &QObject::deleteLater);
}

void ControlConnection::readLines()
{
    while (m_refusal.isEmpty() && m_socket->isOpen() && m_socket->canReadLine())
        send(answerTo(m_socket->readLine().chopped(1)));
    if (!m_refusal.isEmpty())
        close(m_refusal);
    else if (m_socket->bytesAvailable() > kLongestLine)
        close(u"A request of the control socket is at most %1 KiB long."_s.arg(kLongestLine / 1024));
}

QByteArray ControlConnection::answerTo(const QByteArray &line)
{
    const auto json = readStrictJson(line);
    if (!json)
        return errorLine(json.error());
    if (!json->isObject())
        return errorLine(validationError({{QString(), u"A request is a JSON object."_s}}));
    const QJsonObject request = json->toObject();
    const auto result = m_commands.run(request);
    if (!result)
        return errorLine(result.error());
    if (request.value("command"_L1) == "log.tail"_L1)
        m_following = request.value("follow"_L1).toBool();
    return lineOf({{u"result"_s, *result}});
}

void ControlConnection::follow(const QByteArray &entry)
{
    if (m_following)
        send("{\"entry\":" + entry + "}\n");
}

void ControlConnection::close(const QString &sentence)
{
    send(errorLine(validationError({{QString(), sentence}})));
    m_socket->disconnectFromServer();
}

void ControlConnection::send(const QByteArray &line)
{
    if (m_socket->state() != QLocalSocket::ConnectedState)
        return;
    m_socket->write(line);
    m_socket->flush();
    // A client that does not read must not fill the memory.
    if (m_socket->bytesToWrite() > kMostUnsent)
        m_socket->abort();
}

} // namespace muster
