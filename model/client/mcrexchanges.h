// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identitylookup.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <unordered_map>

class QNetworkReply;

namespace muster {

/// The exchanges with one MCR that are under way. One thread with an event loop.
class McrExchanges final : public QObject
{
    Q_OBJECT

public:
    McrExchanges(QUrl base, std::chrono::milliseconds timeLimit);

    void start(const IdentityRef &identity, IdentityLookup::Done done);
    /// Ends all of them with Cancelled; what is started later is cancelled too.
    void cancelAll();

private:
    struct Exchange
    {
        IdentityRef identity;
        IdentityLookup::Done done;
        QByteArray body;
        QString fault; ///< why we broke it off
    };

    void read(QNetworkReply *reply);
    void breakOff(QNetworkReply *reply, const QString &why);
    void finish(QNetworkReply *reply);
    static Result<IdentityFacts> verdict(const QNetworkReply *reply, const Exchange &exchange);

    QUrl m_base;
    std::chrono::milliseconds m_timeLimit;
    QNetworkAccessManager m_network{this};
    std::unordered_map<QNetworkReply *, Exchange> m_exchanges;
    bool m_cancelled = false;
};

} // namespace muster
