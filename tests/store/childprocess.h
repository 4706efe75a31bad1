// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// Lets a test program act as a second process: it starts itself again with other arguments.
namespace childprocess {

/// What a finished child did.
struct Outcome
{
    int exitCode = -1;
    QStringList lines; ///< of its standard output
    QString errors;    ///< its standard error
};

/// Runs this program with `arguments` under `prefix` (a program and its arguments, or nothing) to its end.
Outcome run(const QStringList &arguments, const QStringList &prefix = {});

/// A prefix that binds the superuser to the permissions of files; empty for everybody else.
QStringList withoutPrivileges();

/// A prefix under which no file can grow beyond `kibibytes`.
QStringList withFileSizeLimit(int kibibytes);

/// Writes one line to standard output at once. Any thread.
void say(const QString &line);

} // namespace childprocess
