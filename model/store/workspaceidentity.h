// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace muster {

/// `PRAGMA application_id` of every workspace database: the bytes MUST. Written by migration 001.
inline constexpr qint64 kApplicationId = 0x4d555354;

} // namespace muster
