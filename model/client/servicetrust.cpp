// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicetrust.h"

#include "ordinaryfile.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QPromise>
#include <QThreadPool>

#include <memory>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kLargestFile = 1024 * 1024;

Failure refuse(const QString &sentence)
{
    return Failure(validationError({{u"/caFile"_s, sentence}}));
}

Result<QList<QSslCertificate>> readNow(const QString &path)
{
    if (isNoFile(path))
        return refuse(u"%1 is a folder, a pipe or a device, and no file."_s.arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(u"The certificate file %1 cannot be read: %2."_s.arg(path, file.errorString()));
    const QByteArray bytes = file.read(kLargestFile + 1);
    if (bytes.size() > kLargestFile)
        return refuse(u"The file %1 is larger than 1 MiB, which no certificate file is."_s.arg(path));
    QList<QSslCertificate> certificates = QSslCertificate::fromData(bytes, QSsl::Pem);
    if (certificates.isEmpty())
        certificates = QSslCertificate::fromData(bytes, QSsl::Der);
    if (certificates.isEmpty())
        return refuse(
            u"The file %1 holds no certificate; a PEM file has lines with BEGIN CERTIFICATE."_s.arg(path));
    return certificates;
}

} // namespace

QFuture<Result<QList<QSslCertificate>>> readCaFile(const QString &path)
{
    const auto promise = std::make_shared<QPromise<Result<QList<QSslCertificate>>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, path] {
        promise->addResult(readNow(path));
        promise->finish();
    });
    return promise->future();
}

QJsonObject certificateDetails(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    QJsonArray names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (const QString &name : alternatives)
        names.append(name);
    return {{u"subject"_s, certificate.subjectDisplayName()},
            {u"issuer"_s, certificate.issuerDisplayName()},
            {u"names"_s, names},
            {u"validFrom"_s, certificate.effectiveDate().toUTC().toString(Qt::ISODate)},
            {u"validUntil"_s, certificate.expiryDate().toUTC().toString(Qt::ISODate)},
            {u"sha256"_s,
             QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper())}};
}

} // namespace muster
