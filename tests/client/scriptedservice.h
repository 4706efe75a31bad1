// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace muster {

/// A service that says exactly the bytes it was told to, one answer for each request in the order they come,
/// on a real socket. A request for which nothing is left stays without an answer.
class ScriptedService : public QObject
{
    Q_OBJECT

public:
    enum class Then { KeepOpen, Close };

    ScriptedService();

    QUrl url() const;
    void say(const QByteArray &raw, Then then = Then::KeepOpen);
    /// A complete answer with a JSON body.
    void sayJson(int status, const QByteArray &body, const QByteArray &headers = {});
    /// What came in, head and body, one entry for each request.
    const QList<QByteArray> &requests() const { return m_requests; }
    /// Value of a header of a request, empty when it is not there.
    static QByteArray header(const QByteArray &request, const QByteArray &name);
    static QByteArray bodyOf(const QByteArray &request);

private:
    struct Answer
    {
        QByteArray raw;
        Then then;
    };

    void serve(QTcpSocket *socket);

    QTcpServer m_server;
    QList<Answer> m_answers;
    QList<QByteArray> m_requests;
};

} // namespace muster
