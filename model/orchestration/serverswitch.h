// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QObject>
#include <QUrl>

namespace muster {

/// One answered request, for the window's log; secrets are masked before it is made.
struct ServedRequest
{
    QString time; ///< RFC 3339
    QString requestId;
    QString method;
    QString path;
    int status = 0;
    QString code; ///< error code, empty below 400
    qint64 microseconds = 0;
    QString client;
};

/// The window's view of the embedded server: a switch with a state. Implemented by app, so that ui links no
/// server. GUI thread.
class ServerSwitch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Answers at once; changed() or failed() follow. Port 0 picks a free one.
    virtual void start(quint16 port) = 0;
    virtual void stop() = 0;
    virtual bool isRunning() const = 0;
    virtual QUrl url() const = 0;
    /// The file that holds the key clients must send; empty when none is demanded.
    virtual QString apiKeyFile() const = 0;

signals:
    void changed();
    void failed(const muster::Error &error);
    void requestServed(const muster::ServedRequest &request);
};

} // namespace muster

Q_DECLARE_METATYPE(muster::ServedRequest)
