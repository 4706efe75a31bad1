// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
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

    /// Whether the next start() demands the key of the API; yes unless changed.
    void setKeyDemanded(bool demanded) { m_keyDemanded = demanded; }
    bool isKeyDemanded() const { return m_keyDemanded; }
    /// Answers at once; changed() or failed() follow. Port 0 picks a free one.
    virtual void start(quint16 port) = 0;
    virtual void stop() = 0;
    virtual bool isRunning() const = 0;
    virtual QUrl url() const = 0;
    /// The file that holds the key clients must send; empty when none is demanded.
    virtual QString apiKeyFile() const = 0;
    /// Shell lines that point the public SDK and CLI at the running server. The key of the API is not in
    /// them: they read it from its file.
    virtual QString clientEnvironment() const = 0;
    /// Puts a new key in the place of the old one, in its file and in the running server: requests with the
    /// old one are refused from then on. keyMade() or keyFailed() follow; after keyFailed() the old one
    /// stands.
    virtual void reissueKey() = 0;

signals:
    void changed();
    /// `details` may hold `freePort`, a number: a port that was free a moment ago, where the wanted one is
    /// taken.
    void failed(const muster::Error &error);
    /// A key that was not there before, because the first start or reissueKey() made it. Said once; later it
    /// stands in its file only.
    void keyMade(const QByteArray &key);
    void keyFailed(const muster::Error &error);
    void requestServed(const muster::ServedRequest &request);

private:
    bool m_keyDemanded = true;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::ServedRequest)
