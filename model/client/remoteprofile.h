// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "serviceaddress.h"

#include <QByteArray>
#include <QUrl>

#include <chrono>

namespace muster {

/// How a remote service is reached.
struct RemoteProfile
{
    QUrl url;          ///< without /api/v1; see cleanServiceUrl()
    QByteArray apiKey; ///< empty: none is sent
    /// How long nothing may arrive before a request is given up: reads (GET), and writes (the rest).
    std::chrono::milliseconds readTimeout = std::chrono::seconds(30);
    std::chrono::milliseconds writeTimeout = std::chrono::seconds(60);
    /// How long one request waits in all when the service says that it comes too fast (429, Retry-After).
    std::chrono::seconds longestPause = std::chrono::seconds(60);
    QString caFile = {}; ///< only what these certificates vouch for is trusted; empty: what the system trusts
};

/// Cleans what people paste: blanks around it, trailing slashes, `/api/v1`. VALIDATION_ERROR at /url, all
/// faults at once, for anything but http(s) with a host, and for a user name, a password, a query or a
/// fragment; a missing scheme is not guessed, but one is proposed. Any thread.
Result<QUrl> cleanServiceUrl(const QString &typed);
/// The same, with what was left out and whether the way there is open to others.
Result<ServiceAddress> serviceAddress(const QString &typed);

} // namespace muster
