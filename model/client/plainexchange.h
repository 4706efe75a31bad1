// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkRequest>

class QNetworkReply;
class QUrl;

namespace muster {

/// A request for JSON that follows no redirect, keeps no cookie and no login, and asks for no compression.
QNetworkRequest plainRequest(const QUrl &url);

/// The HTTP status; 0 when no answer began.
int statusOf(const QNetworkReply *reply);

/// The seconds of `Retry-After`, at most a day; 0 without one, and for a date.
int retryAfterOf(const QNetworkReply *reply);

/// Whether the exchange broke, as opposed to an answer that says no.
bool isBroken(const QNetworkReply *reply);

} // namespace muster
