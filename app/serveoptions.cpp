// SPDX-License-Identifier: GPL-3.0-or-later
#include "serveoptions.h"

#include "address.h"
#include "hostname.h"
#include "mcroptions.h"
#include "optionvalue.h"
#include "settings.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"port"_s, u"Port to listen on; 0 picks a free one."_s, u"N"_s, u"8787"_s},
        {u"listen"_s,
         u"Address to listen on; one that other computers reach needs the API key and --allow-host."_s,
         u"ADDRESS"_s, u"127.0.0.1"_s},
        {u"allow-host"_s, u"A further name that clients may call this server by; may be repeated."_s,
         u"NAME"_s},
        {u"data-dir"_s, u"Folder of the workspace."_s, u"DIR"_s},
        {u"ephemeral"_s, u"Keep the database in a temporary folder."_s},
        {u"demo"_s, u"Fill an empty workspace with a demo fleet and write its demo keys beside it."_s},
        {u"registry"_s, u"Load identities into the embedded registry; read again when it changes."_s,
         u"FILE"_s},
        {u"seed"_s, u"Put the machine records of an export into the workspace."_s, u"FILE"_s},
        {u"api-key-file"_s, u"File with the API key; made with a new key when missing."_s, u"FILE"_s},
        {u"no-api-key"_s, u"Demand no API key."_s},
        {u"default-controller"_s, u"Answer every unknown identity with this controller (development only)."_s,
         u"ADDRESS"_s},
        {u"identity-verification"_s, u"required or optional."_s, u"MODE"_s},
        {u"challenge-ttl"_s, u"Seconds a challenge stays valid, 1 to 3600."_s, u"SECONDS"_s, u"300"_s},
        {u"challenge-text"_s,
         u"Simulate a service with other challenges: %1."_s.arg(SimulatedTexts::names().join(u", "_s)),
         u"NAME"_s},
        {u"audit-days"_s, u"Days that the audit log reaches back, 1 to 36500."_s, u"DAYS"_s, u"400"_s},
        {u"control"_s, u"Open a local socket for the commands of ctl, which drive this server in a test."_s,
         u"PATH"_s},
        {u"env-file"_s, u"Write a file for sh with everything the public SDK and CLI need."_s, u"PATH"_s},
    });
    addMcrOptions(parser);
}

/// The command line wins over the environment.
Result<bool> verificationRequired(const QCommandLineParser &parser, const QProcessEnvironment &environment)
{
    const QString variable = u"PEAQOS_MACHINE_IDENTITY_VERIFICATION"_s;
    const bool typed = parser.isSet(u"identity-verification"_s);
    const QString mode =
        typed ? parser.value(u"identity-verification"_s) : environment.value(variable, u"required"_s);
    if (mode == "required"_L1 || mode == "optional"_L1)
        return mode == "required"_L1;
    return usage(u"%1 is required or optional, not \"%2\"."_s.arg(
        typed ? u"--identity-verification"_s : variable, mode));
}

Result<bool> demandsApiKey(const QCommandLineParser &parser, const QProcessEnvironment &environment)
{
    if (parser.isSet(u"no-api-key"_s)) {
        if (parser.isSet(u"api-key-file"_s))
            return usage(u"--no-api-key and --api-key-file exclude each other."_s);
        return false;
    }
    if (parser.isSet(u"api-key-file"_s))
        return true;
    return environmentSwitch(environment, u"PEAQOS_REQUIRE_API_AUTH"_s);
}

/// The switches of what this server does not have yet: a sentence for each that is set.
Result<QStringList> switchesWithoutEffect(const QProcessEnvironment &environment)
{
    QStringList remarks;
    for (const QString &variable :
         {u"PEAQOS_REQUIRE_AGENT_PAIRING_AUTH"_s, u"PEAQOS_ENFORCE_SERVICE_PAYMENT_RAILS"_s}) {
        if (const auto on = environmentSwitch(environment, variable); !on)
            return Failure(on.error());
        if (environment.contains(variable))
            remarks.append(
                u"%1 has no effect yet: this server has neither pairings nor payments."_s.arg(variable));
    }
    return remarks;
}

Result<QByteArrayList> allowedHosts(const QCommandLineParser &parser)
{
    QByteArrayList names;
    for (const QString &typed : parser.values(u"allow-host"_s)) {
        names.append(typed.toLower().toUtf8());
        if (!isHostName(names.last()))
            return usage(
                u"--allow-host takes one host name without a port, an IPv6 address in brackets, not \"%1\"."_s
                    .arg(typed));
    }
    return names;
}

/// Any program of this computer may be served as --no-api-key wishes; other computers never without both.
Result<QHostAddress> addressToListenOn(const QCommandLineParser &parser, const ServeOptions &options)
{
    const QString typed = parser.value(u"listen"_s);
    const QHostAddress address(typed);
    if (address.isNull())
        return usage(u"--listen takes an address like 127.0.0.1 or ::1, not \"%1\"."_s.arg(typed));
    if (address.isLoopback())
        return address;
    if (!options.apiKeyDemanded)
        return usage(
            u"--listen %1 can be reached by other computers, which is never without an API key."_s.arg(
                typed));
    if (options.hostNames.isEmpty())
        return usage(
            u"--listen %1 can be reached by other computers: name this one with --allow-host."_s.arg(typed));
    return address;
}

Result<WorkspaceOptions> workspaceOptions(const QCommandLineParser &parser,
                                          const QProcessEnvironment &environment)
{
    WorkspaceOptions options;
    options.ephemeral = parser.isSet(u"ephemeral"_s);
    options.demo = parser.isSet(u"demo"_s);
    if (options.ephemeral && parser.isSet(u"data-dir"_s))
        return usage(u"--ephemeral and --data-dir exclude each other."_s);
    options.folder = parser.isSet(u"data-dir"_s) ? parser.value(u"data-dir"_s) : defaultDataFolder();
    if (options.folder.isEmpty())
        return usage(u"--data-dir takes a folder."_s);
    const auto seconds = numberOption(parser, u"challenge-ttl"_s, 1, 3600);
    if (!seconds)
        return Failure(seconds.error());
    options.challengeSeconds = *seconds;
    options.challengeText = parser.value(u"challenge-text"_s);
    if (parser.isSet(u"challenge-text"_s) && !SimulatedTexts::names().contains(options.challengeText))
        return usage(u"--challenge-text is one of %1, not \"%2\"."_s.arg(
            SimulatedTexts::names().join(u", "_s), options.challengeText));
    const auto days = numberOption(parser, u"audit-days"_s, 1, AuditKeeper::kMostDays);
    if (!days)
        return Failure(days.error());
    options.auditDays = *days;
    const auto required = verificationRequired(parser, environment);
    if (!required)
        return Failure(required.error());
    options.verificationRequired = *required;
    if (parser.isSet(u"default-controller"_s)) {
        Address::Fault fault{};
        const auto address = Address::parse(parser.value(u"default-controller"_s), &fault);
        if (!address)
            return usage(u"--default-controller: "_s + addressFaultText(fault));
        options.defaultController = address->text();
    }
    return options;
}

/// An empty path is a variable of a shell that was not set, not a wish to go without.
Result<void> pathsAreNamed(const QCommandLineParser &parser)
{
    for (const QString &option :
         {u"registry"_s, u"seed"_s, u"api-key-file"_s, u"env-file"_s, u"control"_s, u"data-dir"_s}) {
        if (parser.isSet(option) && parser.value(option).isEmpty())
            return usage(u"--%1 takes a path, and it is empty."_s.arg(option));
    }
    return {};
}

} // namespace

Result<ServeOptions> ServeOptions::parse(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{u"serve"_s} + arguments))
        return usage(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return usage(u"serve takes no \"%1\"."_s.arg(parser.positionalArguments().first()));
    if (const auto named = pathsAreNamed(parser); !named)
        return Failure(named.error());
    ServeOptions options;
    auto workspace = workspaceOptions(parser, environment);
    if (!workspace)
        return Failure(workspace.error());
    options.workspace = *workspace;
    const auto port = numberOption(parser, u"port"_s, 0, 65535);
    if (!port)
        return Failure(port.error());
    options.port = static_cast<quint16>(*port);
    const auto demanded = demandsApiKey(parser, environment);
    if (!demanded)
        return Failure(demanded.error());
    options.apiKeyDemanded = *demanded;
    const auto names = allowedHosts(parser);
    if (!names)
        return Failure(names.error());
    options.hostNames = *names;
    const auto address = addressToListenOn(parser, options);
    if (!address)
        return Failure(address.error());
    options.listenAddress = *address;
    const auto remark = chooseMcr(parser, environment, options.workspace);
    if (!remark)
        return Failure(remark.error());
    if (!remark->isEmpty())
        options.remarks.append(*remark);
    const auto withoutEffect = switchesWithoutEffect(environment);
    if (!withoutEffect)
        return Failure(withoutEffect.error());
    options.remarks += *withoutEffect;
    options.registryFile = parser.value(u"registry"_s);
    options.seedFile = parser.value(u"seed"_s);
    options.apiKeyFile = parser.value(u"api-key-file"_s);
    options.controlPath = parser.value(u"control"_s);
    options.environmentFile = parser.value(u"env-file"_s);
    return options;
}

QString ServeOptions::helpText(const QString &program)
{
    QCommandLineParser parser;
    addOptions(parser);
    parser.setApplicationDescription(
        u"Serves the orchestration API until SIGINT or SIGTERM. Further words: ctl drives a server that was "
        "started with --control, export writes the machines of a workspace to a file."_s);
    return parser.helpText().replace(u"[options]"_s,
                                     program.endsWith("-server"_L1) ? u"[options]"_s : u"serve [options]"_s);
}

} // namespace muster
