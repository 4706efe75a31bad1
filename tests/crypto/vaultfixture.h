// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault.h"

#include <QByteArray>
#include <QStringList>

#include <memory>

/// What the tests of the vault share. Vaults are made at a cost of milliseconds, which no program of the
/// product asks for.
namespace muster::vaultfixture {

inline constexpr ScryptCost kQuick{1024, 1, 1};
inline constexpr auto kPassphrase = "correct horse battery";
inline constexpr Timestamp kNow{1'700'000'000'000};
extern const QByteArray kDigest;

SecureBytes typed(const QByteArray &text);
/// A new vault under kPassphrase, unlocked; null when it cannot be made.
std::unique_ptr<Vault> created(const QString &folder);
/// The vault that is there, unlocked with kPassphrase; null when it does not open.
std::unique_ptr<Vault> unlockedAgain(const QString &folder);
/// Adds a new key.
Result<QList<Address>> addNew(Vault &vault);
/// Adds `count` new keys; their addresses, fewer when it failed.
QList<Address> added(Vault &vault, int count);

QByteArray contentOf(const QString &path);
void overwrite(const QString &path, const QByteArray &content);
/// The paths of all files below a folder, hidden ones too.
QStringList allFiles(const QString &folder);

} // namespace muster::vaultfixture
