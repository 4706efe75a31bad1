// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apianswer.h"
#include "guardlimits.h"
#include "requesthead.h"

#include <QObject>
#include <QString>

#include <memory>
#include <variant>

class QTcpSocket;

namespace muster {

/// A client that was taken away from the HTTP parser.
struct StreamClient
{
    QTcpSocket *socket; ///< connected; its unread bytes begin with the head of the request
    const RequestHead &head;
    QString requestId;
    const GuardLimits &limits;
};

/// What a stream route serves to one client outside the HTTP parser: an event stream, a control socket. Made
/// on the thread of the connection, moved to the stream thread, a child of the socket from serve() on.
class StreamSession : public QObject
{
    Q_OBJECT

public:
    ~StreamSession() override;

    /// Writes the whole answer, its head included, and is the only one that reads and writes from here on.
    /// Never blocks: all streams share one thread.
    virtual void serve(const StreamClient &client) = 0;
};

/// What opening a stream leads to: a refusal in the envelope, or the session.
using StreamOpening = std::variant<ApiAnswer, std::unique_ptr<StreamSession>>;

} // namespace muster
