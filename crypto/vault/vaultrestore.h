// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "cancelled.h"
#include "result.h"
#include "securebytes.h"
#include "vaultbackup.h"

#include <QList>
#include <QString>

namespace muster {

/// Puts a backup where no vault is, or puts back what is missing in the vault it was made of, which must not
/// be open; the answer is the keys that were written. Files of that vault that are damaged are put aside
/// under names with `.damaged`. Another vault, or a key file that differs, is never overwritten: VaultRefused
/// before anything is written, naming the keys (details {"addresses": […]}). PassphraseWrong: the passphrase
/// of the time of the backup counts. A restore that was killed is done again. Cancelled only while the
/// passphrase is worked out. Any thread; takes seconds.
Result<QList<Address>> restoreVault(const QString &backup, const QString &folder,
                                    const SecureBytes &passphrase, const Cancelled &cancelled = {});
/// The same with a backup that was opened with `passphrase` already.
Result<QList<Address>> restoreVault(const VaultBackup &backup, const VaultBackup::Content &content,
                                    const QString &folder, const SecureBytes &passphrase);

} // namespace muster
