// SPDX-License-Identifier: GPL-3.0-or-later
#include "tlsfront.h"

#include "testcertificates.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace muster {

TlsFront::TlsFront(quint16 port, const QString &certificate)
    : m_port(port)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    QFile key(TestCertificates::keyOf(certificate));
    if (key.open(QIODevice::ReadOnly))
        tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_server.setSslConfiguration(tls);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, &TlsFront::forward);
    m_server.listen(QHostAddress::LocalHost);
}

QUrl TlsFront::url() const
{
    return QUrl(u"https://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

void TlsFront::forward()
{
    QTcpSocket *outer = m_server.nextPendingConnection();
    auto *inner = new QTcpSocket(outer);
    connect(outer, &QTcpSocket::readyRead, inner, [outer, inner] { inner->write(outer->readAll()); });
    connect(inner, &QTcpSocket::readyRead, outer, [outer, inner] { outer->write(inner->readAll()); });
    connect(inner, &QTcpSocket::disconnected, outer, &QTcpSocket::disconnectFromHost);
    connect(outer, &QTcpSocket::disconnected, outer, &QObject::deleteLater);
    inner->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
}

} // namespace muster
