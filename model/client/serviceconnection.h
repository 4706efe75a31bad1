// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remoteprofile.h"
#include "servicerequest.h"

#include <QFutureWatcher>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSslCertificate>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

class QNetworkReply;
class QNetworkRequest;
class QSslError;

namespace muster {

/// Exchanges requests and answers with one service over HTTP and turns everything that can go wrong on the
/// way into an Error. Follows no redirect, keeps no cookie, reads at most 16 MiB of an answer. One thread
/// with an event loop.
class ServiceConnection final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kLargestAnswer = 16 * 1024 * 1024;
    using Done = std::function<void(const Result<ServiceAnswer> &)>;

    explicit ServiceConnection(RemoteProfile profile, QObject *parent = nullptr);
    /// Everything that waits is done with Cancelled.
    ~ServiceConnection() override;

    /// `done` is called once: from the event loop, or from here when the request cannot be sent, or on
    /// destruction.
    void send(const ServiceRequest &request, Done done);

    /// Host, and port where the address names one, for sentences.
    QString place() const;

private:
    struct Exchange
    {
        Done done;
        bool writes = false;
        QByteArray body;
        std::optional<Error> fault; ///< why we broke it off
        QString tlsFault;
        QJsonObject certificate; ///< that the fault is about
    };
    struct Waiting
    {
        ServiceRequest request;
        Done done;
    };
    using Certificates = QList<QSslCertificate>;

    void takeCaFile();
    void keepTlsFault(QNetworkReply *reply, const QList<QSslError> &errors);
    QNetworkRequest networkRequest(const ServiceRequest &request) const;
    QNetworkReply *start(const QNetworkRequest &network, const ServiceRequest &request);
    void readBody(QNetworkReply *reply);
    void finish(QNetworkReply *reply);
    Result<ServiceAnswer> verdict(QNetworkReply *reply, const Exchange &exchange) const;
    Error networkFault(const QNetworkReply *reply, const Exchange &exchange) const;
    Error redirectFault(const QNetworkReply *reply, int status) const;

    RemoteProfile m_profile;
    std::optional<Result<Certificates>> m_trusted; ///< of the profile's file, once it is read
    QFutureWatcher<Result<Certificates>> m_reading;
    std::vector<Waiting> m_waiting; ///< for that
    QNetworkAccessManager m_network;
    std::unordered_map<QNetworkReply *, Exchange> m_exchanges;
};

} // namespace muster
