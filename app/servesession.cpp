// SPDX-License-Identifier: GPL-3.0-or-later
#include "servesession.h"

#include "apikeyfile.h"
#include "descriptorlimit.h"
#include "environmentfile.h"
#include "machineseed.h"
#include "processsignals.h"
#include "registryfile.h"
#include "seedfile.h"
#include "strictjson.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kLongestInput = qint64(4) << 30;

void printLine(FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

void complain(const QString &sentence)
{
    QString oneLine = sentence;
    oneLine.replace(u'\n', u' ');
    printLine(stderr, "muster: " + oneLine.toUtf8());
}

/// The first fault in words, since exit 2 promises one line.
QString firstFault(const Error &error)
{
    const QList<Issue> issues = issuesOf(error);
    if (issues.isEmpty())
        return error.message;
    const QString rest = issues.size() == 1 ? QString() : u" (and %1 more)"_s.arg(issues.size() - 1);
    const QString place = issues.first().path.isEmpty() ? QString() : QString(issues.first().path + u": "_s);
    return place + issues.first().message + rest;
}

Failure refusedFile(const QString &kind, const QString &path, const QString &why)
{
    return fail(ErrorCode::ValidationError, u"The %1 file %2 was refused: %3"_s.arg(kind, path, why));
}

Result<QByteArray> readInput(const QString &kind, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusedFile(kind, path, file.errorString());
    if (file.size() > kLongestInput)
        return refusedFile(kind, path, u"it is larger than 4 GiB."_s);
    return file.readAll();
}

} // namespace

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
    const auto entries = readRegistryFile();
    if (!entries)
        return Failure(entries.error());
    const auto seed = readSeedFile();
    if (!seed)
        return Failure(seed.error());
    auto workspace = Workspace::open(m_options.workspace);
    if (!workspace)
        return Failure(workspace.error());
    m_workspace = std::move(*workspace);
    if (const auto filled = fill(*entries, *seed); !filled)
        return filled;
    const auto key = apiKey();
    if (!key)
        return Failure(key.error());
    return listen(*key);
}

Result<void> ServeSession::fill(const QList<RegistryEntry> &entries, const QList<Machine> &seed)
{
    if (!entries.isEmpty()) {
        if (const auto loaded = m_workspace->loadRegistry(entries); !loaded)
            return loaded;
    }
    if (seed.isEmpty())
        return {};
    const auto stack = m_workspace->stackFactory()();
    if (!stack)
        return Failure(stack.error());
    const auto seeded = seedMachines(**stack, seed);
    if (!seeded && seeded.error().code == ErrorCode::ValidationError)
        return refusedFile(u"seed"_s, m_options.seedFile, firstFault(seeded.error()));
    return seeded ? Result<void>() : Result<void>(Failure(seeded.error()));
}

Result<QList<RegistryEntry>> ServeSession::readRegistryFile() const
{
    if (m_options.registryFile.isEmpty())
        return QList<RegistryEntry>();
    const auto content = readInput(u"registry"_s, m_options.registryFile);
    if (!content)
        return Failure(content.error());
    const auto json = readStrictJson(*content);
    const auto entries = json ? parseRegistry(*json) : Result<QList<RegistryEntry>>(Failure(json.error()));
    if (!entries)
        return refusedFile(u"registry"_s, m_options.registryFile, firstFault(entries.error()));
    return entries;
}

Result<QList<Machine>> ServeSession::readSeedFile() const
{
    if (m_options.seedFile.isEmpty())
        return QList<Machine>();
    const auto content = readInput(u"seed"_s, m_options.seedFile);
    if (!content)
        return Failure(content.error());
    const auto machines = readSeed(*content);
    if (!machines)
        return refusedFile(u"seed"_s, m_options.seedFile, firstFault(machines.error()));
    return machines;
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
    const auto url = m_server->start(options);
    if (!url)
        return Failure(url.error());
    m_workspace->file().announceUrl(url->toString());
    if (!m_options.environmentFile.isEmpty()) {
        const auto written = writeEnvironmentFile(m_options.environmentFile, *url, key);
        if (!written)
            return written;
    }
    watchRegistry();
    if (m_options.workspace.defaultController)
        complain(
            u"every identity that the registry does not know is answered with the controller %1; this is for "
            "development only."_s.arg(*m_options.workspace.defaultController));
    if (!options.address.isLoopback())
        complain(
            u"other computers can reach %1; all that is sent, the API key too, can be read on the way."_s.arg(
                options.address.toString()));
    printReady(*url);
    return {};
}

void ServeSession::stop()
{
    if (m_server)
        m_server->stop();
    m_server.reset();
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
    const auto entries = readRegistryFile();
    if (!entries) {
        complain(entries.error().message);
        return;
    }
    if (const auto loaded = m_workspace->loadRegistry(*entries); !loaded)
        complain(loaded.error().message);
}

void ServeSession::logRequest(const RequestLogEntry &entry)
{
    printLine(stderr, m_log.append(entry));
}

void ServeSession::printReady(const QUrl &url) const
{
    const QJsonValue keyFile = m_options.apiKeyDemanded ? QJsonValue(m_options.apiKeyFile) : QJsonValue();
    const QJsonObject ready{{u"event"_s, u"ready"_s}, {u"url"_s, url.toString()}, {u"apiKeyFile"_s, keyFile}};
    printLine(stdout, QJsonDocument(ready).toJson(QJsonDocument::Compact));
}

int runServe(const QStringList &arguments, const QString &program)
{
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
    QObject::connect(&processSignals, &ProcessSignals::terminationAsked, &session, [&session] {
        session.stop();
        QCoreApplication::quit();
    });
    QObject::connect(&processSignals, &ProcessSignals::reloadAsked, &session, &ServeSession::reloadRegistry);
    if (const auto started = session.start(); !started) {
        complain(started.error().message);
        return started.error().code == ErrorCode::ValidationError ? 2 : 1;
    }
    return QCoreApplication::exec();
}

} // namespace muster
