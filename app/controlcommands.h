// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controlrequest.h"
#include "simulatedfaults.h"

#include <QUrl>

#include <functional>
#include <memory>

namespace muster {

class MovableClock;
class RequestLog;
class ServiceStack;
class SimulatedAnswers;
class Workspace;

/// The running server that the commands of the control socket change. Everything outlives the commands.
struct ControlledServer
{
    Workspace &workspace;
    SimulatedAnswers &answers;
    const RequestLog &log;
    QUrl url;
    /// Throws away what the workspace holds and loads what the server was started with.
    std::function<Result<void>()> reset;
    std::function<void()> shutDown; ///< ends the program, later
    QString challengeText = {};     ///< the simulated one that it was started with, if any
};

/// Carries out one request of the control socket after the other. Blocks while it reads and writes the
/// workspace; on the thread that made it.
class ControlCommands
{
public:
    explicit ControlCommands(ControlledServer server);
    ~ControlCommands();

    /// The result, always with a `message` for people. ValidationError names every fault of the request.
    Result<QJsonObject> run(const QJsonObject &request);

private:
    using Handler = Result<QJsonObject> (ControlCommands::*)(ControlRequest &);
    static Handler handlerOf(const QString &command);

    template <auto member>
    Result<QJsonObject> onRegistry(ControlRequest &request);
    Result<QJsonObject> status(ControlRequest &request);
    Result<QJsonObject> showClock(ControlRequest &request);
    Result<QJsonObject> advanceClock(ControlRequest &request);
    Result<QJsonObject> setClock(ControlRequest &request);
    Result<QJsonObject> resetClock(ControlRequest &request);
    Result<QJsonObject> resolverUnavailable(ControlRequest &request);
    Result<QJsonObject> resolverSlow(ControlRequest &request);
    Result<QJsonObject> resolverNormal(ControlRequest &request);
    Result<QJsonObject> fault(ControlRequest &request);
    Result<QJsonObject> challengeText(ControlRequest &request);
    Result<QJsonObject> logTail(ControlRequest &request);
    Result<QJsonObject> exportMachines(ControlRequest &request);
    Result<QJsonObject> reset(ControlRequest &request);
    Result<QJsonObject> shutDown(ControlRequest &request);

    Result<QJsonObject> moveClock(const std::function<Result<void>(MovableClock &)> &move);
    Result<QJsonObject> setFault(ControlRequest &request, SimulatedFault fault);
    QJsonObject clockFacts() const;

    Result<ServiceStack *> stack();

    ControlledServer m_server;
    std::unique_ptr<ServiceStack> m_stack; ///< of this thread, made when first needed
};

} // namespace muster
