// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace muster {

/// Every setting, declared once (design: model/settings). GUI thread.
class Settings;

/// Folders of this user, by XDG; `dataFolder` is where the default workspace lives.
QString defaultDataFolder();

} // namespace muster
