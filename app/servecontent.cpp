// SPDX-License-Identifier: GPL-3.0-or-later
#include "servecontent.h"

#include "registryinput.h"
#include "seedfile.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kLongestSeed = qint64(4) << 30;

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

Result<QByteArray> readSeedFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusedFile(u"seed"_s, path, file.errorString());
    if (file.size() > kLongestSeed)
        return refusedFile(u"seed"_s, path, u"it is larger than 4 GiB."_s);
    return file.readAll();
}

} // namespace

Result<QList<RegistryEntry>> registryFileContent(const ServeOptions &options)
{
    if (options.registryFile.isEmpty())
        return QList<RegistryEntry>();
    auto entries = readRegistryFile(options.registryFile);
    if (!entries && entries.error().code == ErrorCode::StorageFailure)
        return fail(ErrorCode::ValidationError, entries.error().message);
    if (!entries)
        return refusedFile(u"registry"_s, options.registryFile, firstFault(entries.error()));
    return entries;
}

Result<QList<Machine>> seedFileContent(const ServeOptions &options)
{
    if (options.seedFile.isEmpty())
        return QList<Machine>();
    const auto content = readSeedFile(options.seedFile);
    if (!content)
        return Failure(content.error());
    auto machines = readSeed(*content);
    if (!machines)
        return refusedFile(u"seed"_s, options.seedFile, firstFault(machines.error()));
    return machines;
}

Error seedRefusal(const ServeOptions &options, const Error &error)
{
    if (error.code != ErrorCode::ValidationError)
        return error;
    return refusedFile(u"seed"_s, options.seedFile, firstFault(error)).value();
}

Result<WorkspaceContent> initialContent(const ServeOptions &options)
{
    WorkspaceContent content;
    if (options.workspace.demo) {
        auto demo = demoContent();
        if (!demo)
            return demo;
        content = *demo;
    }
    const auto entries = registryFileContent(options);
    const auto machines = seedFileContent(options);
    if (!entries || !machines)
        return Failure(entries ? machines.error() : entries.error());
    content.entries.append(*entries);
    // A record that is there already stays as it is, as at the start.
    const auto held = [demo = content.machines](const Machine &machine) {
        return std::any_of(demo.begin(), demo.end(),
                           [&](const Machine &known) { return known.id == machine.id; });
    };
    for (const Machine &machine : *machines) {
        if (!held(machine))
            content.machines.append(machine);
    }
    return content;
}

} // namespace muster
