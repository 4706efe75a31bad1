// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requesthead.h"
#include "result.h"
#include "wrongkeybrake.h"

#include <QByteArray>

#include <mutex>

namespace muster {

class StopSignal;

/// Lets requests with the right API key pass (docs/contract.md HTTP, API key). Keeps only a hash of the key.
/// Any thread.
class KeyGate
{
public:
    /// `apiKey` empty: every request passes.
    KeyGate(const QByteArray &apiKey, const GuardLimits &limits, const StopSignal &stop);

    /// AuthRequired without a key, AuthInvalid for a wrong one (after a delay that holds up the calling
    /// thread alone), RateLimited when there were too many wrong ones. The key is `x-api-key`, or
    /// `Authorization: Bearer`.
    Result<void> check(const RequestHead &head);

    /// From now on `apiKey` is the one key; every request judged after this call is judged by it.
    void replaceKey(const QByteArray &apiKey);

private:
    QByteArray hash() const;
    static bool isRight(const QByteArray &wanted, const QByteArray &candidate);

    mutable std::mutex m_mutex; ///< of m_hash
    QByteArray m_hash;          ///< SHA-256; empty when no key is demanded
    const StopSignal &m_stop;
    std::chrono::milliseconds m_delay;
    int m_mostWrong;
    WrongKeyBrake m_brake;
};

} // namespace muster
