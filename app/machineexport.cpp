// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineexport.h"

#include "machinejson.h"
#include "optionvalue.h"
#include "replacingfile.h"
#include "settings.h"
#include "standardstreams.h"
#include "storereader.h"
#include "workspacefile.h"

#include <QCommandLineParser>
#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kPage = 500;

Failure notWritten(const QString &path, const QString &why)
{
    return fail(ErrorCode::StorageFailure, u"%1 cannot be written: %2."_s.arg(path, why));
}

Result<std::unique_ptr<WorkspaceFile>> openExisting(const QString &folder)
{
    if (!QFile::exists(QDir(folder).filePath(u"muster.db"_s)))
        return fail(ErrorCode::NotFound, u"There is no workspace in %1."_s.arg(folder));
    return WorkspaceFile::open(folder);
}

Result<qsizetype> exportFrom(const QString &folder, const QString &path)
{
    const auto file = openExisting(folder);
    if (!file)
        return Failure(file.error());
    const auto reader = (*file)->reader();
    if (!reader)
        return Failure(reader.error());
    if (path != "-"_L1)
        return exportMachinesToFile(**reader, path);
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return notWritten(u"Standard output"_s, out.errorString());
    return exportMachines(**reader, out);
}

} // namespace

Result<qsizetype> exportMachines(StoreReader &reader, QIODevice &device)
{
    qsizetype count = 0;
    for (qint64 last = 0;;) {
        const auto rows = reader.machinesAfter(last, kPage);
        if (!rows)
            return Failure(rows.error());
        for (const StoredMachine &row : *rows) {
            const QByteArray line =
                QJsonDocument(wire::machineToJson(row.machine, true)).toJson(QJsonDocument::Compact) + '\n';
            if (device.write(line) != line.size())
                return notWritten(u"The export"_s, device.errorString());
            last = row.sequence;
            ++count;
        }
        if (rows->size() < kPage)
            return count;
    }
}

Result<qsizetype> exportMachinesToFile(StoreReader &reader, const QString &path)
{
    QSaveFile file(path);
    if (const auto opened = openToReplace(file); !opened)
        return Failure(opened.error());
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return notWritten(path, file.errorString());
    auto count = exportMachines(reader, file);
    if (!count)
        return count;
    if (!file.commit())
        return notWritten(path, file.errorString());
    return count;
}

int runExport(const QStringList &arguments, const QString &program)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Writes every machine of a workspace that no server has open, with its proof, as one JSON object a "
        "line: what --seed reads. A running server exports with: %1 ctl --control PATH export FILE"_s.arg(
            program));
    parser.addOption({u"data-dir"_s, u"Folder of the workspace."_s, u"DIR"_s, defaultDataFolder()});
    parser.addPositionalArgument(u"FILE"_s, u"Where to; - is standard output."_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Shows this."_s);
    parser.addOption(help);
    const bool parsed = parser.parse(QStringList{program + u" export"_s} + arguments);
    if (parsed && parser.isSet(help)) {
        printLine(stdout, helpWithUsage(parser, u"Usage: %1 export [options] FILE"_s.arg(program)).toUtf8());
        return 0;
    }
    if (!parsed || parser.positionalArguments().size() != 1) {
        complain(parsed ? u"export takes one FILE, or - for standard output."_s : parser.errorText());
        return 2;
    }
    const auto count = exportFrom(parser.value(u"data-dir"_s), parser.positionalArguments().first());
    if (!count) {
        complain(count.error().message);
        return 1;
    }
    complain(u"%1 machines exported."_s.arg(*count));
    return 0;
}

} // namespace muster
