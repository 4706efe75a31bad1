// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSslServer>
#include <QUrl>

namespace muster {

/// Speaks TLS before a service on this computer that does not.
class TlsFront : public QObject
{
    Q_OBJECT

public:
    /// `certificate`: a PEM file with its key beside it (TestCertificates::keyOf).
    TlsFront(quint16 port, const QString &certificate);

    bool listens() const { return m_server.isListening(); }
    QUrl url() const;

private:
    void forward();

    quint16 m_port;
    QSslServer m_server;
};

} // namespace muster
