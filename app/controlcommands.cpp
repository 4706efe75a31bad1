// SPDX-License-Identifier: GPL-3.0-or-later
#include "controlcommands.h"

#include "auditnotes.h"
#include "machineexport.h"
#include "registrycommands.h"
#include "requestlog.h"
#include "simulatedanswers.h"
#include "simulationwords.h"
#include "standardstreams.h"
#include "workspace.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kOwnText = "own"_L1;
constexpr qint64 kMostEntries = 1000;
constexpr qint64 kMostAnswers = 100'000;
constexpr qint64 kLongestMove = 253'370'764'800;

QJsonObject told(const QString &message)
{
    return {{u"message"_s, message}};
}

} // namespace

ControlCommands::ControlCommands(ControlledServer server)
    : m_server(std::move(server))
{}

ControlCommands::~ControlCommands() = default;

ControlCommands::Handler ControlCommands::handlerOf(const QString &command)
{
    struct Named
    {
        QLatin1StringView name;
        Handler handler;
    };
    using Commands = ControlCommands;
    static constexpr std::array kCommands{
        Named{"status"_L1, &Commands::status},
        Named{"registry.list"_L1, &Commands::onRegistry<&RegistryCommands::list>},
        Named{"registry.set"_L1, &Commands::onRegistry<&RegistryCommands::set>},
        Named{"registry.rotate"_L1, &Commands::onRegistry<&RegistryCommands::rotate>},
        Named{"registry.activate"_L1, &Commands::onRegistry<&RegistryCommands::activate>},
        Named{"registry.deactivate"_L1, &Commands::onRegistry<&RegistryCommands::deactivate>},
        Named{"registry.remove"_L1, &Commands::onRegistry<&RegistryCommands::remove>},
        Named{"resolver.unavailable"_L1, &Commands::resolverUnavailable},
        Named{"resolver.slow"_L1, &Commands::resolverSlow},
        Named{"resolver.normal"_L1, &Commands::resolverNormal},
        Named{"clock.show"_L1, &Commands::showClock},
        Named{"clock.advance"_L1, &Commands::advanceClock},
        Named{"clock.set"_L1, &Commands::setClock},
        Named{"clock.reset"_L1, &Commands::resetClock},
        Named{"fault"_L1, &Commands::fault},
        Named{"challenge-text"_L1, &Commands::challengeText},
        Named{"log.tail"_L1, &Commands::logTail},
        Named{"export"_L1, &Commands::exportMachines},
        Named{"reset"_L1, &Commands::reset},
        Named{"shutdown"_L1, &Commands::shutDown},
    };
    const auto *found = std::find_if(kCommands.begin(), kCommands.end(),
                                     [&command](const Named &named) { return named.name == command; });
    return found == kCommands.end() ? nullptr : found->handler;
}

Result<QJsonObject> ControlCommands::run(const QJsonObject &object)
{
    ControlRequest request(object);
    const QString command = request.command();
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    const Handler handler = handlerOf(command);
    if (!handler)
        request.report("command"_L1, u"There is no command \"%1\"."_s.arg(command.left(100)));
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    return (this->*handler)(request);
}

Result<ServiceStack *> ControlCommands::stack()
{
    if (!m_stack) {
        auto made = m_server.workspace.stackFactory()();
        if (!made)
            return Failure(made.error());
        m_stack = std::move(*made);
    }
    return m_stack.get();
}

template <auto member>
Result<QJsonObject> ControlCommands::onRegistry(ControlRequest &request)
{
    const auto own = stack();
    if (!own)
        return Failure(own.error());
    return (RegistryCommands(**own).*member)(request);
}

Result<QJsonObject> ControlCommands::status(ControlRequest &)
{
    const auto own = stack();
    if (!own)
        return Failure(own.error());
    const auto machines = (*own)->reader().machineCount();
    const auto entries = (*own)->reader().registryEntries();
    if (!machines || !entries)
        return Failure(machines ? entries.error() : machines.error());
    const QList<SimulatedFaults::Named> faults = m_server.workspace.faults().all();
    QStringList lines{
        u"%1, process %2"_s.arg(m_server.url.toString()).arg(QCoreApplication::applicationPid()),
        u"%1 in %2"_s.arg((*own)->context().instanceId, m_server.workspace.folder()),
        u"%1 machines, %2 identities"_s.arg(*machines).arg(entries->size()),
        clockSentence(m_server.workspace.clock().simulatedOffset())};
    for (const SimulatedFaults::Named &named : faults)
        lines.append(faultSentence(named));
    const QString text = m_server.workspace.challengeTexts().name();
    if (!text.isEmpty())
        lines.append(challengeTextSentence(text));
    if (const int left = m_server.answers.remaining(); left > 0)
        lines.append(u"Simulated: the next %1 requests do not get their own answer."_s.arg(left));
    return QJsonObject{{u"message"_s, lines.join(u'\n')},
                       {u"url"_s, m_server.url.toString()},
                       {u"processId"_s, QCoreApplication::applicationPid()},
                       {u"instance"_s, (*own)->context().instanceId},
                       {u"folder"_s, m_server.workspace.folder()},
                       {u"machines"_s, *machines},
                       {u"identities"_s, entries->size()},
                       {u"clock"_s, clockFacts()},
                       {u"resolverFaults"_s, faultsJson(faults)},
                       {u"challengeText"_s, text.isEmpty() ? QJsonValue() : QJsonValue(text)},
                       {u"simulatedAnswers"_s, m_server.answers.remaining()}};
}

QJsonObject ControlCommands::clockFacts() const
{
    const MovableClock &clock = m_server.workspace.clock();
    return {{u"now"_s, clock.now().text()}, {u"offsetMilliseconds"_s, clock.simulatedOffset()}};
}

Result<QJsonObject> ControlCommands::moveClock(const std::function<Result<void>(MovableClock &)> &move)
{
    MovableClock &clock = m_server.workspace.clock();
    const qint64 before = clock.simulatedOffset();
    if (const auto moved = move(clock); !moved)
        return Failure(moved.error());
    const AuditEvent event = auditEvent(clock, {u"system"_s}, u"clock.moved"_s, {u"clock"_s, u"clock"_s},
                                        {{u"before"_s, before}, {u"after"_s, clock.simulatedOffset()}});
    const auto noted = m_server.workspace.file().writer().write(
        [&event](WriteSession &session) { return session.appendAuditEvent(event); });
    if (!noted)
        return Failure(noted.error());
    const QString sentence = clockSentence(clock.simulatedOffset());
    complain(sentence);
    QJsonObject facts = clockFacts();
    facts.insert("message"_L1, QString(clock.now().text() + u". "_s + sentence));
    return facts;
}

Result<QJsonObject> ControlCommands::showClock(ControlRequest &)
{
    QJsonObject facts = clockFacts();
    facts.insert("message"_L1, QString(facts.value("now"_L1).toString() + u". "_s +
                                       clockSentence(m_server.workspace.clock().simulatedOffset())));
    return facts;
}

Result<QJsonObject> ControlCommands::advanceClock(ControlRequest &request)
{
    const qint64 seconds = request.number("seconds"_L1, -kLongestMove, kLongestMove);
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    return moveClock([seconds](MovableClock &clock) { return clock.advance(seconds); });
}

Result<QJsonObject> ControlCommands::setClock(ControlRequest &request)
{
    const Timestamp moment = request.moment("moment"_L1);
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    return moveClock([moment](MovableClock &clock) { return clock.moveTo(moment); });
}

Result<QJsonObject> ControlCommands::resetClock(ControlRequest &)
{
    return moveClock([](MovableClock &clock) {
        clock.reset();
        return Result<void>();
    });
}

Result<QJsonObject> ControlCommands::setFault(ControlRequest &request, SimulatedFault fault)
{
    const auto identity = request.optionalIdentity("did"_L1);
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    m_server.workspace.faults().set(identity, fault);
    const QString sentence = faultSentence({identity, fault});
    complain(sentence);
    return told(sentence);
}

Result<QJsonObject> ControlCommands::resolverUnavailable(ControlRequest &request)
{
    return setFault(request, {true, {}});
}

Result<QJsonObject> ControlCommands::resolverSlow(ControlRequest &request)
{
    const qint64 delay = request.number("milliseconds"_L1, 1, SimulatedFaults::kLongestDelay.count());
    return setFault(request, {false, std::chrono::milliseconds(delay)});
}

Result<QJsonObject> ControlCommands::resolverNormal(ControlRequest &request)
{
    return setFault(request, {});
}

Result<QJsonObject> ControlCommands::fault(ControlRequest &request)
{
    const auto error = simulatedError(request);
    const int count = int(request.number("count"_L1, 0, kMostAnswers, 1));
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    m_server.answers.set(count, error);
    const QString sentence = answersSentence(count, error);
    complain(sentence);
    return told(sentence);
}

Result<QJsonObject> ControlCommands::challengeText(ControlRequest &request)
{
    QString name = request.text("name"_L1);
    if (name == kOwnText)
        name.clear();
    else if (!name.isEmpty() && !SimulatedTexts::names().contains(name))
        request.report("name"_L1, u"Neither \"%1\" nor one of %2: \"%3\"."_s.arg(
                                      kOwnText, SimulatedTexts::names().join(u", "_s), name.left(100)));
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    m_server.workspace.challengeTexts().use(name);
    const QString sentence = challengeTextSentence(name);
    complain(sentence);
    return told(sentence);
}

Result<QJsonObject> ControlCommands::logTail(ControlRequest &request)
{
    const qint64 count = request.number("count"_L1, 0, kMostEntries, 20);
    request.flag("follow"_L1);
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    QJsonArray entries;
    const QList<QByteArray> lines = m_server.log.tail(count);
    for (const QByteArray &line : lines)
        entries.append(QJsonDocument::fromJson(line).object());
    QJsonObject result = told(u"%1 requests."_s.arg(entries.size()));
    result.insert("entries"_L1, entries);
    return result;
}

Result<QJsonObject> ControlCommands::exportMachines(ControlRequest &request)
{
    const QString path = request.text("file"_L1);
    if (!path.isEmpty() && QDir::isRelativePath(path))
        request.report("file"_L1, u"A path from the root is needed here."_s);
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    const auto own = stack();
    if (!own)
        return Failure(own.error());
    const auto count = exportMachinesToFile((*own)->reader(), path);
    if (!count)
        return Failure(count.error());
    return QJsonObject{{u"message"_s, u"%1 machines exported to %2."_s.arg(*count).arg(path)},
                       {u"machines"_s, *count}};
}

Result<QJsonObject> ControlCommands::reset(ControlRequest &request)
{
    const bool discard = request.flag("discardRecords"_L1);
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    if (!m_server.workspace.isEphemeral() && !discard)
        return fail(ErrorCode::PreconditionFailed,
                    u"The workspace in %1 is kept, and a reset throws its records away; add "
                    "--discard-records if that is meant."_s.arg(m_server.workspace.folder()));
    if (const auto done = m_server.reset(); !done)
        return Failure(done.error());
    m_server.workspace.clock().reset();
    m_server.workspace.faults().set(std::nullopt, {});
    m_server.answers.set(0, std::nullopt);
    m_server.workspace.challengeTexts().use(m_server.challengeText);
    complain(u"everything is as it was at the start; the control socket asked for it."_s);
    return told(u"Everything is as it was at the start."_s);
}

Result<QJsonObject> ControlCommands::shutDown(ControlRequest &)
{
    m_server.shutDown();
    return told(u"The server ends."_s);
}

} // namespace muster
