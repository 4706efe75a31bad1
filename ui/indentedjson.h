// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace muster {

/// JSON text with line breaks and indentation put between its tokens and nothing else changed: order,
/// numbers, escapes and repeated members stay as they came. Text that is no JSON comes back readable enough.
QString indentedJson(const QString &text);

} // namespace muster
