// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identitylookup.h"

#include <QThread>
#include <QUrl>

#include <chrono>

namespace muster {

class McrExchanges;

/// Asks one MCR over HTTP: `GET {base}/machine/{did}` (contract ID-28). One thread of its own owns the
/// network; any thread may ask. An exchange has five seconds from the call to the last byte, whatever
/// trickles in between, and its answer 256 KiB; no redirect is followed.
class McrConnection final : public IdentityLookup
{
public:
    static constexpr qsizetype kLargestAnswer = 256 * 1024;
    static constexpr std::chrono::milliseconds kTimeLimit{5'000};

    explicit McrConnection(const QUrl &base, std::chrono::milliseconds timeLimit = kTimeLimit);
    /// What still waits is done with Cancelled. Nobody may ask any more.
    ~McrConnection() override;

    void ask(const IdentityRef &identity, Done done) override;

private:
    QThread m_thread;
    McrExchanges *m_exchanges; ///< lives on m_thread, which deletes it
};

} // namespace muster
