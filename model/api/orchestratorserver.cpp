// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestratorserver.h"

#include "acceptor.h"
#include "apiroutes.h"
#include "servercontext.h"
#include "workerpool.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

const QByteArrayList &loopbackNames()
{
    static const QByteArrayList names{"127.0.0.1", "localhost", "[::1]"};
    return names;
}

Failure bindRefusal(QAbstractSocket::SocketError error, quint16 port, const QString &reason)
{
    if (error == QAbstractSocket::AddressInUseError)
        return fail(
            ErrorCode::NetworkFailure,
            u"Port %1 is in use by another program; choose another port, or 0 for a free one."_s.arg(port));
    return fail(ErrorCode::NetworkFailure,
                u"Port %1 of 127.0.0.1 cannot be opened: %2."_s.arg(port).arg(reason));
}

} // namespace

/// One run of the server, from start to stop. Members go in reverse order: the port, the workers, what they
/// share.
struct OrchestratorServer::Parts
{
    Parts(OrchestratorServer *server, const ServerOptions &options)
        : context{.clock = server->m_clock,
                  .limits = options.limits,
                  .judge = HeadJudge(options.limits, loopbackNames()),
                  .routes = options.routes ? *options.routes : apiRoutes(),
                  .makeStack = server->m_makeStack,
                  .actor = options.actor.isEmpty() ? u"platform"_s : options.actor,
                  .log =
                      [server](const RequestLogEntry &entry) {
                          QMetaObject::invokeMethod(
                              server, [server, entry] { emit server->requestServed(entry); },
                              Qt::QueuedConnection);
                      },
                  .stop = {},
                  .keys = KeyGate(options.apiKey, options.limits, context.stop),
                  .streams = StreamDoor(options.limits)}
        , pool(context)
        , acceptor(std::make_unique<Acceptor>(context, pool))
    {
        thread.setObjectName(u"http accept"_s);
        acceptor->moveToThread(&thread);
        thread.start();
    }

    ~Parts()
    {
        QMetaObject::invokeMethod(acceptor.get(), &Acceptor::shutDown, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
        acceptor.reset();
        pool.stop();
    }

    ServerContext context;
    WorkerPool pool;
    std::unique_ptr<Acceptor> acceptor;
    QThread thread;
    QUrl url;
};

OrchestratorServer::OrchestratorServer(StackFactory makeStack, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_makeStack(std::move(makeStack))
    , m_clock(clock)
{}

OrchestratorServer::~OrchestratorServer()
{
    stop();
}

Result<QUrl> OrchestratorServer::start(const ServerOptions &options)
{
    if (m_parts)
        return fail(ErrorCode::NetworkFailure,
                    u"The server runs already; stop it before starting it anew."_s);
    auto parts = std::make_unique<Parts>(this, options);
    Result<quint16> port;
    QMetaObject::invokeMethod(
        parts->acceptor.get(),
        [&parts, &port, &options] {
            Acceptor &acceptor = *parts->acceptor;
            if (acceptor.listen(QHostAddress::LocalHost, options.port))
                port = acceptor.serverPort();
            else
                port = bindRefusal(acceptor.serverError(), options.port, acceptor.errorString());
        },
        Qt::BlockingQueuedConnection);
    if (!port)
        return Failure(port.error());
    parts->url = QUrl(u"http://127.0.0.1:%1"_s.arg(*port));
    m_parts = std::move(parts);
    return m_parts->url;
}

void OrchestratorServer::stop()
{
    m_parts.reset();
}

bool OrchestratorServer::isRunning() const
{
    return m_parts != nullptr;
}

QUrl OrchestratorServer::url() const
{
    return m_parts ? m_parts->url : QUrl();
}

} // namespace muster
