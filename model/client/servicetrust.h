// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QSslCertificate>

namespace muster {

/// Reads a file of certificates (PEM, or one in DER) in the thread pool. VALIDATION_ERROR at /caFile when it
/// cannot be read, is larger than 1 MiB or holds none.
QFuture<Result<QList<QSslCertificate>>> readCaFile(const QString &path);

/// A certificate in words, for `details.certificate` of an Error: `subject`, `issuer`, `names` (list),
/// `validFrom` and `validUntil` (ISO 8601), `sha256` (hex with colons). Empty for none. Any thread.
QJsonObject certificateDetails(const QSslCertificate &certificate);

} // namespace muster
