// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "workspace.h"

class QCommandLineParser;
class QProcessEnvironment;

namespace muster {

/// --mcr-url and --mcr-fresh, which the window's workspace and a served one share.
void addMcrOptions(QCommandLineParser &parser);

/// Puts the MCR that was asked for into `workspace` (contract ID-34): identities come from one place, the
/// command line wins over the environment, and two places on it are too many. Answers what was set aside, in
/// a sentence to be said at the start; usually empty. VALIDATION_ERROR in one sentence naming the option.
Result<QString> chooseMcr(const QCommandLineParser &parser, const QProcessEnvironment &environment,
                          WorkspaceOptions &workspace);

} // namespace muster
