// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>

#include <optional>

namespace muster {

/// One HTTP answer as it came over the wire.
struct RawAnswer
{
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    QJsonObject json() const;
    QJsonObject item() const;
    /// `error.code` of the envelope; empty when the body is none.
    QString code() const;
    /// The JSON Pointers of a VALIDATION_ERROR.
    QStringList issuePaths() const;

    /// Takes the first whole answer off `bytes`. `withBody` is false for the answer to a HEAD.
    static std::optional<RawAnswer> takenFrom(QByteArray &bytes, bool withBody = true);
};

} // namespace muster
