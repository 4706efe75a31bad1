// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestratorserver.h"

#include "acceptor.h"
#include "apidescription.h"
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

/// As it stands in a URL and in Host.
QByteArray nameOf(const QHostAddress &address)
{
    const QByteArray text = address.toString().toLatin1();
    return address.protocol() == QHostAddress::IPv6Protocol ? QByteArray("[").append(text).append(']') : text;
}

QByteArrayList hostNames(const ServerOptions &options)
{
    QByteArrayList names = loopbackNames() + options.hostNames;
    if (options.address.isLoopback() && !names.contains(nameOf(options.address)))
        names.append(nameOf(options.address));
    return names;
}

/// The address itself where Host may name it, else the first name that was allowed.
QUrl urlOf(const ServerOptions &options, quint16 port)
{
    const QByteArray address = nameOf(options.address);
    const QByteArray host = hostNames(options).contains(address) ? address : options.hostNames.first();
    return QUrl(u"http://%1:%2"_s.arg(QString::fromLatin1(host)).arg(port));
}

Result<void> checkReach(const ServerOptions &options)
{
    if (options.address.isLoopback() || (!options.apiKey.isEmpty() && !options.hostNames.isEmpty()))
        return {};
    return fail(
        ErrorCode::ValidationError,
        u"Other computers can reach %1: that needs an API key, and the names that Host may have."_s.arg(
            options.address.toString()));
}

Failure bindRefusal(const Acceptor &acceptor, const ServerOptions &options)
{
    const quint16 port = options.port;
    if (acceptor.serverError() == QAbstractSocket::AddressInUseError)
        return fail(
            ErrorCode::NetworkFailure,
            u"Port %1 is in use by another program; choose another port, or 0 for a free one."_s.arg(port));
    return fail(ErrorCode::NetworkFailure, u"Port %1 of %2 cannot be opened: %3."_s.arg(port).arg(
                                               options.address.toString(), acceptor.errorString()));
}

} // namespace

/// One run of the server, from start to stop. Members go in reverse order: the port, the workers, what they
/// share.
struct OrchestratorServer::Parts
{
    Parts(OrchestratorServer *server, const ServerOptions &options)
        : context{.clock = server->m_clock,
                  .limits = options.limits,
                  .judge = HeadJudge(options.limits, hostNames(options)),
                  .routes = options.routes ? *options.routes
                                           : apiRoutes(apiDescription(
                                                 {!options.apiKey.isEmpty(), options.verificationRequired})),
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
                  .streams = StreamDoor(options.limits),
                  .simulated = options.simulated}
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
    if (const Result<void> reach = checkReach(options); !reach)
        return Failure(reach.error());
    auto parts = std::make_unique<Parts>(this, options);
    Result<quint16> port;
    QMetaObject::invokeMethod(
        parts->acceptor.get(),
        [&parts, &port, &options] {
            Acceptor &acceptor = *parts->acceptor;
            if (acceptor.listen(options.address, options.port))
                port = acceptor.serverPort();
            else
                port = bindRefusal(acceptor, options);
        },
        Qt::BlockingQueuedConnection);
    if (!port)
        return Failure(port.error());
    parts->url = urlOf(options, *port);
    m_parts = std::move(parts);
    return m_parts->url;
}

void OrchestratorServer::stop()
{
    m_parts.reset();
}

void OrchestratorServer::replaceKey(const QByteArray &apiKey)
{
    if (m_parts)
        m_parts->context.keys.replaceKey(apiKey);
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
