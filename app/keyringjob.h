// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QObject>

#include <functional>

namespace QKeychain {
class Job;
}

namespace muster {

/// What every use of the desktop's keyring (Secret Service or KWallet, through QtKeychain) has in common. GUI
/// thread.
namespace keyringjob {

/// Under this name all of Muster's entries stand in the keyring.
inline const QString kService = QStringLiteral("muster");
constexpr int kPatienceMs = 10'000;

/// Starts the job, without the fallback to a file; `handle` hears of its end once, while `context` lives,
/// with null when it took longer than kPatienceMs.
void start(QKeychain::Job *job, QObject *context, const std::function<void(QKeychain::Job *)> &handle);
/// `what` did not happen, and why; `job` as it ended, null when it took too long.
Error failure(const QString &what, const QKeychain::Job *job);
/// Whether there is a keyring: brings no secret into memory and opens none.
void look(QObject *context, const std::function<void(const Result<void> &)> &handle);
/// Overwrites the bytes, also those of every copy that shares them.
void wipe(const QByteArray &bytes);

} // namespace keyringjob
} // namespace muster
