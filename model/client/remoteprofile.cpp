// SPDX-License-Identifier: GPL-3.0-or-later
#include "remoteprofile.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Failure refused(const QStringList &sentences)
{
    QList<Issue> issues;
    for (const QString &sentence : sentences)
        issues.append({u"/url"_s, sentence});
    return Failure(validationError(issues));
}

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

/// What was probably meant by an address without a scheme; empty when that cannot be said, or would repeat a
/// password.
QString proposal(const QString &text)
{
    const QUrl url(QString(u"https://"_s + text), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || text.contains(u'@') ||
        text.startsWith("http"_L1, Qt::CaseInsensitive))
        return {};
    return isLoopback(url.host()) ? QString(u"http://"_s + text) : QString(u"https://"_s + text);
}

QString withoutApiPath(QString path, QStringList &removed)
{
    const auto dropSlashes = [&path, &removed] {
        // One alone is no more than the end of an address.
        if (path.size() > 1 && path.endsWith(u'/'))
            removed.append(u"slashes at its end"_s);
        while (path.endsWith(u'/'))
            path.chop(1);
    };
    dropSlashes();
    while (path.endsWith("/api/v1"_L1)) {
        path.chop(7);
        removed.append(u"/api/v1"_s);
        dropSlashes();
    }
    removed.removeDuplicates();
    return path;
}

} // namespace

Result<QUrl> cleanServiceUrl(const QString &typed)
{
    return serviceAddress(typed).transform([](const ServiceAddress &address) { return address.url; });
}

Result<ServiceAddress> serviceAddress(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return refused({u"An address is needed, for example https://orchestrator.example.org."_s});
    if (std::any_of(text.begin(), text.end(),
                    [](QChar c) { return c.isSpace() || c < u' ' || c == u'\x7f'; }))
        return refused({u"An address has no blanks inside; remove them."_s});
    if (!text.contains("://"_L1)) {
        const QString meant = proposal(text);
        const QString rule = u"An address starts with http:// or https://."_s;
        return refused({meant.isEmpty() ? rule : QString(rule + u" Is "_s + meant + u" meant?"_s)});
    }
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return refused({u"This is not the address of a host; check its spelling."_s});

    QStringList faults;
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        faults.append(u"Only http:// and https:// can be used, not %1://."_s.arg(url.scheme()));
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@'))
        faults.append(
            u"A user name or password cannot stand in the address; the API key has its own field."_s);
    if (url.hasQuery())
        faults.append(u"The address must not contain a question mark."_s);
    if (url.hasFragment())
        faults.append(u"The address must not contain a number sign (#)."_s);
    if (!faults.isEmpty())
        return refused(faults);
    ServiceAddress address;
    if (text != typed)
        address.removed.append(u"blanks around it"_s);
    url.setPath(withoutApiPath(url.path(QUrl::FullyEncoded), address.removed), QUrl::StrictMode);
    address.url = url;
    address.exposed = url.scheme() == "http"_L1 && !isLoopback(url.host());
    return address;
}

} // namespace muster
