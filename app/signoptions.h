// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "lonechallenge.h"
#include "result.h"

#include <QString>
#include <QStringList>

namespace muster {

/// What `muster sign` was asked for.
struct SignOptions
{
    Address signer;
    QString messageFile; ///< empty: standard input
    QString vaultFolder;
    QString bytes; ///< name of a PastedReading; empty: ask
    LoneChallengeExpectation expected;
    bool freeMessage = false; ///< a text that is no challenge may be signed, too

    /// `arguments` without the program's name and `sign`. VALIDATION_ERROR in one sentence naming the option.
    static Result<SignOptions> parse(const QStringList &arguments);
    /// What `--help` prints.
    static QString helpText(const QString &program);
};

} // namespace muster
