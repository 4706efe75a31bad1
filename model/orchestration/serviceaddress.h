// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QUrl>

namespace muster {

/// The address of a service as it will be used.
struct ServiceAddress
{
    QUrl url;             ///< without /api/v1
    QStringList removed;  ///< what stood there and was left out, in words: `/api/v1`
    bool exposed = false; ///< key and answers would travel without encryption through a network
};

} // namespace muster
