// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"

#include <QHash>
#include <QTableWidget>

#include <optional>

namespace muster {

struct VaultKey;

/// The keys of the vault: name, address, the machines that were proven with each, last use, last backup. GUI
/// thread.
class KeyTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit KeyTable(QWidget *parent = nullptr);

    /// Names of machines by the EIP-55 address that controls them.
    using Machines = QHash<QString, QStringList>;
    /// Keeps the selection by address.
    void showKeys(const QList<VaultKey> &keys, const Machines &machines);
    std::optional<Address> current() const;
    void select(const Address &address);

signals:
    void currentChanged();
    void menuAsked(const QPoint &globalPosition);
};

} // namespace muster
