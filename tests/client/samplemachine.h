// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QByteArray>

namespace muster {

/// A small record with this id.
Machine sampleMachine(const QString &id, MachineStatus status = MachineStatus::Draft);
/// Its wire document, bare and in the envelope of a single answer.
QByteArray documentOf(const Machine &machine);
QByteArray itemOf(const Machine &machine);

} // namespace muster
