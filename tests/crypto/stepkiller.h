// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

/// Runs a child up to a chosen system call that changes files, and kills it there as SIGKILL does at any
/// moment: what came before that call is done, the call itself is not. The child says where it begins.
namespace stepkiller {

/// In the child, where counting begins. Nothing when no one traces it.
void beginSteps();

/// The names of the system calls that change files, in order, of a run of this program with `arguments` to
/// its end; nothing when the system forbids tracing or the child failed.
std::optional<QStringList> stepsOf(const QStringList &arguments);

/// Kills the child before step `step` (0 is the first). False when it ended before that.
bool killBefore(int step, const QStringList &arguments);

} // namespace stepkiller
