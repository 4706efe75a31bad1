// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace muster {

/// Whether something lies at this path that is no file: a folder, a pipe, a socket or a device. Opening a
/// pipe waits for somebody at its other end, a device may never end, and replacing either takes it away from
/// those who use it. Any thread.
bool isNoFile(const QString &path);

} // namespace muster
