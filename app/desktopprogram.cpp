// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopprogram.h"

#include "apikeyfile.h"
#include "desktopconnector.h"
#include "desktopkeys.h"
#include "desktopserver.h"
#include "displaywatch.h"
#include "inventorydesk.h"
#include "mainwindow.h"
#include "mcroptions.h"
#include "processsignals.h"
#include "remoteprofile.h"
#include "settings.h"
#include "sqlinventorystore.h"
#include "wordhelp.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QProcessEnvironment>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct WindowOptions
{
    WorkspaceOptions workspace;
    bool isNamed = false; ///< whether the command line names the workspace
    QString url;
    QByteArray apiKey;
};

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"The desktop of a machine fleet manager."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"data-dir"_s, u"Folder of the local workspace."_s, u"DIR"_s},
        {u"ephemeral"_s, u"Keep the local workspace in a temporary folder."_s},
        {u"demo"_s, u"Open a demo workspace instead of your own."_s},
        {u"url"_s, u"Connect to the orchestration service at this address."_s, u"URL"_s},
        {u"api-key-file"_s, u"File with the API key of that service."_s, u"FILE"_s},
    });
    addMcrOptions(parser);
}

void say(const QString &sentence)
{
    std::fprintf(stderr, "muster: %s\n", qUtf8Printable(sentence));
}

Result<WindowOptions> readOptions(const QCommandLineParser &parser, const Settings &settings)
{
    if (!parser.positionalArguments().isEmpty())
        return fail(ErrorCode::ValidationError, u"There is no command \"%1\"; see muster --help."_s.arg(
                                                    parser.positionalArguments().first()));
    WindowOptions options;
    options.workspace = workspaceOptionsFrom(settings);
    options.workspace.demo = parser.isSet(u"demo"_s);
    options.workspace.ephemeral = parser.isSet(u"ephemeral"_s);
    options.workspace.folder = parser.value(u"data-dir"_s);
    if (options.workspace.folder.isEmpty())
        options.workspace.folder = options.workspace.demo ? demoDataFolder() : defaultDataFolder();
    options.isNamed = parser.isSet(u"data-dir"_s) || options.workspace.demo || options.workspace.ephemeral;
    const auto remark = chooseMcr(parser, QProcessEnvironment::systemEnvironment(), options.workspace);
    if (!remark)
        return Failure(remark.error());
    if (!remark->isEmpty())
        say(*remark);
    options.url = parser.value(u"url"_s);
    if (parser.isSet(u"api-key-file"_s)) {
        const QString path = parser.value(u"api-key-file"_s);
        if (!QFile::exists(path))
            return fail(ErrorCode::ValidationError, u"There is no API key file %1."_s.arg(path));
        const auto key = readOrCreateApiKey(path);
        if (!key)
            return fail(ErrorCode::ValidationError, key.error().message);
        options.apiKey = *key;
    }
    return options;
}

/// The kept service of this address, with its name, colour and certificates; else a visit.
ServiceProfile serviceAt(const QString &url, const Settings &settings)
{
    const auto address = serviceAddress(url);
    const QList<ServiceProfile> kept = settings.serviceProfiles();
    const auto found = std::find_if(kept.begin(), kept.end(), [&address](const ServiceProfile &profile) {
        return address && profile.url == address->url.toString(QUrl::FullyEncoded);
    });
    return found == kept.end() ? visitTo(url) : *found;
}

InventoryDesk::Open inventoryIn(const QString &path)
{
    return [path]() -> Result<std::unique_ptr<InventoryStore>> { return SqlInventoryStore::open(path); };
}

int refuse(const QString &sentence)
{
    say(sentence);
    return 2;
}

/// What needs no window must not need a display either.
bool asksForWordsOnly(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *argument) {
        const QLatin1StringView word(argument);
        return word == "--version"_L1 || word == "-v"_L1 || word == "--help"_L1 || word == "-h"_L1 ||
               word == "--help-all"_L1;
    });
}

} // namespace

int runDesktop(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"muster"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MUSTER_VERSION));
    QCommandLineParser parser;
    addOptions(parser);
    if (asksForWordsOnly(argc, argv)) {
        const QCoreApplication application(argc, argv);
        parser.process(application); // prints them and ends the program
        return 0;
    }
    std::optional<DisplayWatch> watchOfDisplay(std::in_place);
    QApplication application(argc, argv);
    watchOfDisplay.reset();
    QApplication::setApplicationDisplayName(u"Muster"_s);
    QApplication::setDesktopFileName(u"muster"_s);
    if (!parser.parse(QCoreApplication::arguments()))
        return refuse(u"%1 See muster --help."_s.arg(parser.errorText()));
    Settings settings;
    const auto options = readOptions(parser, settings);
    if (!options)
        return refuse(options.error().message);

    DesktopKeys keys(options->workspace, settings);
    const SystemClock clock;
    InventoryDesk inventory(inventoryIn(keys.file(u"inventory.db"_s)), clock);
    DesktopConnector connector(options->workspace);
    DesktopServer server(connector);
    std::optional<Connection> remote;
    const ServiceProfile service = serviceAt(options->url, settings);
    // A key that was given with the address is the one that is meant; else that of the kept service is.
    const bool isKept = !options->url.isEmpty() && !service.id.isEmpty() && options->apiKey.isEmpty();
    if (!options->url.isEmpty() && !isKept) {
        const auto connection = connector.connectRemote(service, options->apiKey);
        if (!connection)
            return refuse(connection.error().message);
        remote = *connection;
    }
    const WordHelp wordHelp(application);
    MainWindow window(connector, &server, keys.desk(), settings);
    window.setInventory(inventory);
    keys.open();
    ProcessSignals processSignals;
    QObject::connect(&processSignals, &ProcessSignals::terminationAsked, &window, &QWidget::close);
    window.show();
    if (remote)
        window.setConnection(*remote);
    else if (isKept)
        window.openService(service.id);
    else if (options->isNamed ||
             (settings.recentPlaces().isEmpty() && WorkspaceFile::isIn(defaultDataFolder())))
        window.openWorkspace();
    else
        window.openLastPlace();
    return QApplication::exec();
}

} // namespace muster
