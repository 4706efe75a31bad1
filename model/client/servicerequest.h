// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace muster {

/// One request to the orchestration API.
struct ServiceRequest
{
    QByteArray method;              ///< GET, POST, PATCH, DELETE
    QByteArray target;              ///< below /api/v1, percent-encoded, with its query: `/machines?limit=100`
    std::optional<QByteArray> body; ///< JSON
    std::optional<qint64> ifRevision;
    bool withKey = true;
};

/// What came back with a status from 200 to 299.
struct ServiceAnswer
{
    int status = 0;
    QByteArray body;
    qint64 revision = 0; ///< from our own form of ETag, `"<revision>"`; 0 for any other
};

} // namespace muster
