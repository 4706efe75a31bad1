// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace muster {

/// Certificates made anew for each run with the openssl program.
class TestCertificates
{
public:
    TestCertificates();

    /// Empty when all of them were made, else what openssl said.
    QString fault() const { return m_fault; }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    /// An authority that no system trusts, and another one.
    QString authority() const { return path(QStringLiteral("authority.pem")); }
    QString otherAuthority() const { return path(QStringLiteral("other.pem")); }
    /// From the authority for 127.0.0.1, and for the host `elsewhere.test`.
    QString server() const { return path(QStringLiteral("server.pem")); }
    QString elsewhere() const { return path(QStringLiteral("elsewhere.pem")); }
    /// The private key of a certificate.
    static QString keyOf(const QString &certificate) { return certificate + QStringLiteral(".key"); }

private:
    void make(const QString &certificate, const QString &subject, const QStringList &more);

    QTemporaryDir m_folder;
    QString m_fault;
};

} // namespace muster
