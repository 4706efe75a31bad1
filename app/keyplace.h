// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace muster {

/// Where the vault of the data folder is.
QString vaultFolderIn(const QString &dataFolder);
/// The journal of a vault: beside its folder.
QString journalOfVault(const QString &vaultFolder);

} // namespace muster
