// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "errorcode.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

namespace muster {

/// A failure as a value: a code for programs, a sentence for people, details for both.
struct Error
{
    ErrorCode code = ErrorCode::InternalError;
    QString message;           ///< one sentence: what went wrong and, where known, what to do next
    QJsonObject details;       ///< as `error.details` on the wire (contract/decisions HTTP); no secrets
    int retryAfterSeconds = 0; ///< 0: retrying as it is will not help
    QString foreignCode;       ///< the spelling a remote service used, only with ErrorCode::Foreign

    /// The wire spelling, the foreign one where there is one.
    QString codeName() const;
    bool operator==(const Error &) const = default;
};

/// Either a value or an Error. Never ignored: [[nodiscard]] comes with tl::expected.
template <typename T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

/// Shorthand for returning an Error from a function that answers a Result.
[[nodiscard]] Failure fail(ErrorCode code, QString message, QJsonObject details = {});

/// One fault of an input, with a JSON Pointer (RFC 6901) to the place; the empty pointer is the whole input.
struct Issue
{
    QString path;
    QString message;
    bool operator==(const Issue &) const = default;
};

/// VALIDATION_ERROR naming every issue at once: details {"issues":[{"path","message"}]}.
[[nodiscard]] Error validationError(const QList<Issue> &issues);

/// The issues that a VALIDATION_ERROR carries, empty for any other error.
QList<Issue> issuesOf(const Error &error);

} // namespace muster
