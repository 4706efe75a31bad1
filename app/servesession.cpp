// SPDX-License-Identifier: GPL-3.0-or-later
#include "servesession.h"

#include "apikeyfile.h"
#include "descriptorlimit.h"
#include "environmentfile.h"
#include "errorstream.h"
#include "processsignals.h"
#include "servecontent.h"
#include "standardstreams.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {
ServeSession::ServeSession(ServeOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{}

ServeSession::~ServeSession()
{
    stop();
}

Result<void> ServeSession::start()
{
    const auto entries = registryFileContent(m_options);
    if (!entries)
        return Failure(entries.error());
    const auto seed = seedFileContent(m_options);
    if (!seed)
        return Failure(seed.error());
    auto workspace = Workspace::open(m_options.workspace);
    if (!workspace)
        return Failure(workspace.error());
    m_workspace = std::move(*workspace);
    if (auto filled = fill(*entries, *seed); !filled)
        return filled;
    const auto key = apiKey();
    if (!key)
        return Failure(key.error());
    return listen(*key);
}

Result<void> ServeSession::fill(const QList<RegistryEntry> &entries, const QList<Machine> &seed)
{
    if (!entries.isEmpty()) {
        if (auto loaded = m_workspace->loadRegistry(entries); !loaded)
            return loaded;
    }
    if (seed.isEmpty())
        return {};
    const auto stack = m_workspace->stackFactory()();
    if (!stack)
        return Failure(stack.error());
    const auto seeded = seedMachines(**stack, seed);
    return seeded ? Result<void>() : Result<void>(Failure(seedRefusal(m_options, seeded.error())));
}

Result<QByteArray> ServeSession::apiKey()
{
    if (!m_options.apiKeyDemanded)
        return QByteArray();
    if (m_options.apiKeyFile.isEmpty())
        m_options.apiKeyFile = m_workspace->folder() + u"/api-key"_s;
    m_options.apiKeyFile = QFileInfo(m_options.apiKeyFile).absoluteFilePath();
    return readOrCreateApiKey(m_options.apiKeyFile);
}

Result<void> ServeSession::listen(const QByteArray &key)
{
    m_server = std::make_unique<OrchestratorServer>(m_workspace->stackFactory(), m_workspace->clock());
    connect(m_server.get(), &OrchestratorServer::requestServed, this, &ServeSession::logRequest);
    ServerOptions options;
    options.port = m_options.port;
    options.apiKey = key;
    options.limits.descriptors = raiseDescriptorLimit();
    options.address = m_options.listenAddress;
    options.hostNames = m_options.hostNames;
    options.simulated = m_simulatedAnswers;
    options.verificationRequired = m_options.workspace.verificationRequired;
    const auto url = m_server->start(options);
    if (!url)
        return Failure(url.error());
    m_workspace->file().announceUrl(url->toString());
    if (!m_options.environmentFile.isEmpty()) {
        auto written = writeEnvironmentFile(m_options.environmentFile, *url, key);
        if (!written)
            return written;
    }
    if (auto opened = openControl(*url); !opened)
        return opened;
    watchRegistry();
    if (!m_options.workspace.mcrUrl.isEmpty())
        complain(u"who controls an identity is asked at the MCR %1."_s.arg(
            m_options.workspace.mcrUrl.toDisplayString()));
    for (const QString &remark : m_options.remarks)
        complain(remark);
    if (!m_options.workspace.challengeText.isEmpty())
        complain(challengeTextSentence(m_options.workspace.challengeText));
    if (m_options.workspace.defaultController)
        complain(
            u"every identity that the registry does not know is answered with the controller %1; this is for "
            "development only."_s.arg(*m_options.workspace.defaultController));
    if (!options.address.isLoopback())
        complain(
            u"other computers can reach %1; all that is sent, the API key too, can be read on the way."_s.arg(
                options.address.toString()));
    return printReady(*url);
}

Result<void> ServeSession::openControl(const QUrl &url)
{
    if (m_options.controlPath.isEmpty())
        return {};
    m_control = std::make_unique<ControlServer>(ControlledServer{
        *m_workspace, *m_simulatedAnswers, m_log, url, [this] { return reset(); },
        [this] { QMetaObject::invokeMethod(this, &ServeSession::end, Qt::QueuedConnection); },
        m_options.workspace.challengeText});
    return m_control->listen(m_options.controlPath);
}

Result<void> ServeSession::reset()
{
    const auto content = initialContent(m_options);
    if (!content)
        return Failure(content.error());
    const auto stack = m_workspace->stackFactory()();
    if (!stack)
        return Failure(stack.error());
    const auto done = resetWorkspace(**stack, *content);
    return done ? Result<void>() : Result<void>(Failure(seedRefusal(m_options, done.error())));
}

void ServeSession::end()
{
    stop();
    QCoreApplication::quit();
}

void ServeSession::stop()
{
    if (m_workspace)
        m_workspace->endWaits();
    if (m_server)
        m_server->stop();
    m_server.reset();
    // Last, so that who asked for the end over the control socket sees it close when the port is closed. Its
    // commands read the workspace.
    m_control.reset();
    m_workspace.reset();
}

void ServeSession::watchRegistry()
{
    if (m_options.registryFile.isEmpty())
        return;
    // The folder too: editors replace a file, and a watch on the old one dies with it.
    m_watcher.addPaths({m_options.registryFile, QFileInfo(m_options.registryFile).absolutePath()});
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &ServeSession::reloadRegistry);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (!m_watcher.files().contains(m_options.registryFile) && m_watcher.addPath(m_options.registryFile))
            reloadRegistry();
    });
}

void ServeSession::reloadRegistry()
{
    if (m_options.registryFile.isEmpty() || !m_workspace)
        return;
    const auto entries = registryFileContent(m_options);
    if (!entries) {
        complain(entries.error().message);
        return;
    }
    if (const auto loaded = m_workspace->loadRegistry(*entries); !loaded)
        complain(loaded.error().message);
}

void ServeSession::logRequest(const RequestLogEntry &entry)
{
    const QByteArray line = m_log.append(entry);
    printLine(stderr, line);
    if (m_control)
        m_control->publish(line);
}

Result<void> ServeSession::printReady(const QUrl &url) const
{
    const QJsonValue keyFile = m_options.apiKeyDemanded ? QJsonValue(m_options.apiKeyFile) : QJsonValue();
    const QJsonObject ready{{u"event"_s, u"ready"_s}, {u"url"_s, url.toString()}, {u"apiKeyFile"_s, keyFile}};
    if (!printLine(stdout, QJsonDocument(ready).toJson(QJsonDocument::Compact)))
        return fail(
            ErrorCode::StorageFailure,
            u"Standard output takes no line, so that nobody would learn that the server is ready. Send "
            "it somewhere else."_s);
    return {};
}

int runServe(const QStringList &arguments, const QString &program)
{
    // Before anything can be said, and gone after everything that says something.
    const ErrorStream errors(ErrorStream::kStandardError);
    if (arguments.contains("--help"_L1) || arguments.contains("-h"_L1)) {
        printLine(stdout, ServeOptions::helpText(program).toUtf8());
        return 0;
    }
    auto options = ServeOptions::parse(arguments, QProcessEnvironment::systemEnvironment());
    if (!options) {
        complain(options.error().message);
        return 2;
    }
    ServeSession session(std::move(*options));
    ProcessSignals processSignals;
    QObject::connect(&processSignals, &ProcessSignals::terminationAsked, &session, &ServeSession::end);
    QObject::connect(&processSignals, &ProcessSignals::reloadAsked, &session, &ServeSession::reloadRegistry);
    if (const auto started = session.start(); !started) {
        complain(started.error().message);
        return started.error().code == ErrorCode::ValidationError ? 2 : 1;
    }
    return QCoreApplication::exec();
}

} // namespace muster
