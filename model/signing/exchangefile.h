// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

namespace muster {

/// What goes to a signer elsewhere and comes back, as files. Written and read in the thread pool; call from
/// any thread.
namespace exchangefile {

/// No signature, in whatever form, needs more.
inline constexpr qint64 kLongestSignature = 64 * 1024;

/// Exactly these bytes; the file appears whole, or takes the place of an old one. StorageFailure.
QFuture<Result<void>> write(const QString &path, const QByteArray &bytes);
/// StorageFailure; VALIDATION_ERROR when it is longer than kLongestSignature.
QFuture<Result<QByteArray>> read(const QString &path);

} // namespace exchangefile

} // namespace muster
