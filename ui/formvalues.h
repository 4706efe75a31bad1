// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "newmachine.h"

#include <QJsonObject>

namespace muster {

/// What a MachineForm shows of a record.
NewMachine formValues(const Machine &machine);

/// The record with what was typed. Names as they will be stored, unless they were not touched: a record of
/// another service may carry blanks of its own.
Machine withTyped(const Machine &before, const NewMachine &typed);

/// What a form held, to be kept as a draft; and back. Members that are missing or of another type are empty,
/// an unknown state stays the one before.
QJsonObject draftOf(const NewMachine &values);
QJsonObject draftOf(const Machine &machine);
NewMachine valuesOfDraft(const QJsonObject &draft);
Machine machineOfDraft(const Machine &before, const QJsonObject &draft);

} // namespace muster
