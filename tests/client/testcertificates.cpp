// SPDX-License-Identifier: GPL-3.0-or-later
#include "testcertificates.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace muster {

TestCertificates::TestCertificates()
{
    make(authority(), u"Authority of a test"_s, {});
    make(otherAuthority(), u"Another authority"_s, {});
    const QStringList signedBy{u"-CA"_s, authority(), u"-CAkey"_s, keyOf(authority())};
    make(server(), u"fleet.test"_s, signedBy + QStringList{u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s});
    make(elsewhere(), u"elsewhere.test"_s,
         signedBy + QStringList{u"-addext"_s, u"subjectAltName=DNS:elsewhere.test"_s});
}

void TestCertificates::make(const QString &certificate, const QString &subject, const QStringList &more)
{
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(u"openssl"_s,
                  QStringList{u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                              u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-days"_s, u"30"_s, u"-subj"_s,
                              u"/CN="_s + subject, u"-keyout"_s, keyOf(certificate), u"-out"_s, certificate} +
                      more);
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        m_fault += openssl.errorString() + QString::fromUtf8(openssl.readAll());
}

} // namespace muster
