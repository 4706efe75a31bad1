// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace muster::wire {

/// A value that a schema refuses, with what was expected there.
struct RefusedSpot
{
    QString path; ///< JSON Pointer
    QJsonObject schema;
    QJsonValue value;
    bool required = true; ///< a list's element too
};

/// What is wrong at a place, in our words; `constraint` is the validator's account of it. Nothing when that
/// only repeats what it said of something inside. Any thread.
std::optional<Issue> issueFrom(const QString &constraint, const RefusedSpot &spot);

} // namespace muster::wire
