// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

#include "result.h"

class QCommandLineParser;

namespace muster {

/// One command of `ctl` as it is typed, and the request that it becomes.
struct CtlForm
{
    enum class Kind { Text, Number, File };
    struct Argument
    {
        const char *shown;  ///< `SECONDS`
        const char *member; ///< of the request: `seconds`
        Kind kind = Kind::Text;
        bool optional = false;
    };

    const char *words; ///< `clock advance`
    QList<Argument> arguments;
    QStringList options; ///< those that it takes beside the general ones
    const char *meaning;

    /// All commands, in the order in which help lists them.
    static const QList<CtlForm> &all();
    /// The form whose words begin the typed ones; none for an unknown command.
    static const CtlForm *find(const QStringList &typed);

    QString synopsis() const;
    /// ValidationError in one sentence: too few, too many, no number, an option of another command.
    Result<QJsonObject> request(const QStringList &typed, const QCommandLineParser &options) const;
};

/// The options that single commands take.
void addCtlFormOptions(QCommandLineParser &parser);

} // namespace muster
