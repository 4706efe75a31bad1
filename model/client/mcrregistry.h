// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clock.h"
#include "upstreamregistry.h"

#include <QThread>
#include <QUrl>

#include <memory>

namespace muster {

/// A public registry (MCR) over HTTP: `GET /machine/{did}` (contract ID, resolver). Owns the one network
/// thread. Any thread may ask; an answer is read up to 1 MiB and within 5 s, redirects are not followed.
class McrRegistry final : public UpstreamRegistry
{
public:
    McrRegistry(QUrl base, const Clock &clock);
    ~McrRegistry() override; ///< ends questions under way with resolver_unreachable

    void ask(const IdentityRef &identity, Answered answered) override;

private:
    class Caller;
    QThread m_thread;
    Caller *m_caller; ///< lives on m_thread, goes with it
};

/// Reads the body of a 200. Nothing when it is not what the registry documents, or speaks of another
/// identity.
std::optional<UpstreamAnswer> readMcrMachine(const IdentityRef &identity, const QByteArray &body,
                                             Timestamp answeredAt);

} // namespace muster
