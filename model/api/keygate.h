// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requesthead.h"
#include "result.h"
#include "wrongkeybrake.h"

#include <QByteArray>
#include <QByteArrayList>

#include <mutex>

namespace muster {

class StopSignal;

/// What the request presents as keys: `x-api-key`, and what follows `Bearer` in `Authorization`.
QByteArrayList presentedKeys(const RequestHead &head);

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

    /// Whether the key stands anywhere in the text: such a text must not be logged.
    bool occursIn(const QByteArray &text) const;

private:
    /// As much of a key as is kept.
    struct Wanted
    {
        QByteArray hash; ///< SHA-256; empty when no key is demanded
        qsizetype length = 0;
    };
    static Wanted keptOf(const QByteArray &apiKey);
    Wanted wanted() const;
    static bool isRight(const QByteArray &wanted, const QByteArray &candidate);

    mutable std::mutex m_mutex; ///< of m_wanted
    Wanted m_wanted;
    const StopSignal &m_stop;
    std::chrono::milliseconds m_delay;
    int m_mostWrong;
    WrongKeyBrake m_brake;
};

} // namespace muster
