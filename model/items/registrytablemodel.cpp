// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrytablemodel.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

bool comesBefore(const RegistryEntry &one, const RegistryEntry &other)
{
    const QString &left = one.identityRef.number();
    const QString &right = other.identityRef.number();
    return left.size() != right.size() ? left.size() < right.size() : left < right;
}

} // namespace

// Both lists are in the order of their numbers, so one walk over them finds what differs.
void RegistryTableModel::setEntries(const QList<RegistryEntry> &entries)
{
    QList<RegistryEntry> wanted = entries;
    std::sort(wanted.begin(), wanted.end(), &comesBefore);
    int row = 0;
    for (const RegistryEntry &entry : std::as_const(wanted)) {
        while (row < rowCount() && comesBefore(m_entries.at(row), entry)) {
            beginRemoveRows({}, row, row);
            m_entries.removeAt(row);
            endRemoveRows();
        }
        const bool held = row < rowCount() && m_entries.at(row).identityRef == entry.identityRef;
        if (!held) {
            beginInsertRows({}, row, row);
            m_entries.insert(row, entry);
            endInsertRows();
        } else if (m_entries.at(row) != entry) {
            m_entries[row] = entry;
            emit dataChanged(index(row, 0), index(row, kColumns - 1));
        }
        ++row;
    }
    if (row >= rowCount())
        return;
    beginRemoveRows({}, row, rowCount() - 1);
    m_entries.remove(row, m_entries.size() - row);
    endRemoveRows();
}

std::optional<RegistryEntry> RegistryTableModel::entryAt(int row) const
{
    return row >= 0 && row < rowCount() ? std::optional(m_entries.at(row)) : std::nullopt;
}

int RegistryTableModel::rowOf(const IdentityRef &identity) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_entries.at(row).identityRef == identity)
            return row;
    }
    return -1;
}

int RegistryTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int RegistryTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString RegistryTableModel::text(const RegistryEntry &entry, Column column)
{
    switch (column) {
    case Column::Identity:
        return entry.identityRef.did();
    case Column::Name:
        return entry.name;
    case Column::Controllers:
        return entry.controllers.isEmpty() ? tr("none") : entry.controllers.join(", "_L1);
    case Column::Operator:
        return entry.operatorAddress;
    case Column::Bonded:
        if (!entry.bonded)
            return tr("Not bonded");
        return entry.rating.isEmpty() ? tr("Bonded") : tr("Bonded \u00b7 %1").arg(entry.rating);
    case Column::Active:
        return entry.active ? tr("Active") : tr("Not active");
    }
    Q_UNREACHABLE();
}

QString RegistryTableModel::toolTip(const RegistryEntry &entry, Column column)
{
    switch (column) {
    case Column::Identity:
    case Column::Name:
    case Column::Operator:
        return text(entry, column);
    case Column::Controllers:
        return entry.controllers.isEmpty()
                   ? tr("No account address controls this identity, so no key can prove it.")
                   : entry.controllers.join(u'\n');
    case Column::Bonded:
        if (!entry.bonded)
            return tr("The market does not search machines that are not bonded.");
        return entry.rating.isEmpty() ? tr("Its credit is not rated.")
                                      : tr("Its credit is rated %1.").arg(entry.rating);
    case Column::Active:
        return entry.active ? QString() : tr("Machines of this identity cannot be registered or used.");
    }
    Q_UNREACHABLE();
}

QVariant RegistryTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RegistryEntry &entry = m_entries.at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, column);
    case Qt::ToolTipRole:
        return toolTip(entry, column);
    case ActiveRole:
        return entry.active;
    default:
        return {};
    }
}

QVariant RegistryTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Identity:
        return tr("Identity");
    case Column::Name:
        return tr("Name");
    case Column::Controllers:
        return tr("Controllers");
    case Column::Operator:
        return tr("Operator");
    case Column::Bonded:
        return tr("Bond");
    case Column::Active:
        return tr("State");
    }
    Q_UNREACHABLE();
}

} // namespace muster
