// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registryentry.h"

#include <QAbstractTableModel>
#include <QList>

#include <optional>

namespace muster {

/// The identities of an embedded registry as rows, in the order of their numbers. GUI thread.
class RegistryTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Identity, Name, Controllers, Operator, Bonded, Active };
    static constexpr int kColumns = 6;
    enum Role { ActiveRole = Qt::UserRole + 1 /**< bool, for the icon of the cell */ };

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes the entries as they stand now; rows that are the same stay, so that a selection does too.
    void setEntries(const QList<RegistryEntry> &entries);
    std::optional<RegistryEntry> entryAt(int row) const;
    int rowOf(const IdentityRef &identity) const; ///< -1 when it is not there

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static QString text(const RegistryEntry &entry, Column column);
    static QString toolTip(const RegistryEntry &entry, Column column);

    QList<RegistryEntry> m_entries;
};

} // namespace muster
