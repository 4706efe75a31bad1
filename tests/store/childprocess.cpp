// SPDX-License-Identifier: GPL-3.0-or-later
#include "childprocess.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <mutex>

using namespace Qt::StringLiterals;

namespace childprocess {

Outcome run(const QStringList &arguments, const QStringList &prefix)
{
    QStringList command = prefix + QStringList(QCoreApplication::applicationFilePath()) + arguments;
    const QString program = command.takeFirst();
    QProcess process;
    process.start(program, command);
    Outcome outcome;
    if (!process.waitForFinished(60000)) {
        outcome.errors = u"%1 did not end: %2"_s.arg(program, process.errorString());
        return outcome;
    }
    outcome.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    outcome.lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    outcome.errors = QString::fromUtf8(process.readAllStandardError());
    return outcome;
}

QStringList withoutPrivileges()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"probe"_s));
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner);
    const bool powerful = file.open(QIODevice::WriteOnly);
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (!powerful)
        return {};
    return {u"setpriv"_s, u"--bounding-set=-dac_override,-dac_read_search"_s,
            u"--inh-caps=-dac_override,-dac_read_search"_s};
}

QStringList withFileSizeLimit(int kibibytes)
{
    // The signal is ignored so that the write fails, as on a full disk. dash counts in blocks of 512 bytes.
    return {u"dash"_s, u"-c"_s, u"trap '' XFSZ; ulimit -f %1; exec \"$0\" \"$@\""_s.arg(kibibytes * 2)};
}

void say(const QString &line)
{
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

} // namespace childprocess
