// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainexchange.h"

#include <QNetworkReply>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kLongestRetryAfter = 24 * 3600;

} // namespace

QNetworkRequest plainRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"muster/" MUSTER_VERSION ""_s);
    request.setRawHeader("Accept", "application/json");
    // Compressed answers are not asked for: the bound on their size would be a bound on something else.
    request.setRawHeader("Accept-Encoding", "identity");
    return request;
}

int statusOf(const QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

int retryAfterOf(const QNetworkReply *reply)
{
    const int seconds = reply->rawHeader("Retry-After").trimmed().toInt();
    return std::clamp(seconds, 0, kLongestRetryAfter);
}

// Qt has an error of its own for many statuses; those below ContentAccessDenied are about the connection.
bool isBroken(const QNetworkReply *reply)
{
    const auto error = reply->error();
    const bool aboutConnection = error < QNetworkReply::ContentAccessDenied;
    return error != QNetworkReply::NoError && (aboutConnection || statusOf(reply) < 400);
}

} // namespace muster
