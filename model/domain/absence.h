// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "result.h"

#include <QStringList>

namespace muster {

/// Why a service lists a machine no longer, as it answered when it was asked for that machine alone.
struct Absence
{
    QString code;          ///< of the answer, `NOT_FOUND`; empty: not asked yet
    QString reason = {};   ///< `details.reason` of the answer, a word of the contract where there is one
    QString sentence = {}; ///< the service's own
    QStringList controllers = {}; ///< who controls the identity now, where the answer names them; EIP-55
    Timestamp askedAt = {};       ///< 0: not asked yet
    bool operator==(const Absence &) const = default;
};

/// A machine that its service lists no longer keeps its place in lists: as it was last seen, and marked. The
/// mark takes the place of its verification. Any thread.
namespace absence {

/// The service knows the machine, but does not list it.
inline constexpr auto kUnlisted = QLatin1StringView("NOT_LISTED");

void mark(Machine &machine, const Absence &absence);
bool isMarked(const Machine &machine);
/// Nothing for a machine that is listed.
std::optional<Absence> of(const Machine &machine);
/// What an answer to the question for this machine says.
Absence from(const Error &error, Timestamp askedAt);
/// Whether a new proof of its identity may bring the machine back: not for one that is gone, or whose
/// identity nobody can prove now.
bool isProvable(const Absence &absence);

} // namespace absence
} // namespace muster
