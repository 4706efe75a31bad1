// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinefiltermodel.h"

#include "machinetablemodel.h"

#include <algorithm>

namespace muster {
namespace {

bool isArchived(const QModelIndex &index)
{
    return index.data(MachineTableModel::StatusRole).toInt() == static_cast<int>(MachineStatus::Archived);
}

} // namespace

MachineFilterModel::MachineFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(MachineTableModel::SortRole);
    setSortLocaleAware(true);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
}

void MachineFilterModel::setFilterText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_words = text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void MachineFilterModel::setArchivedShown(bool shown)
{
    if (shown == m_archivedShown)
        return;
    m_archivedShown = shown;
    invalidateRowsFilter();
}

int MachineFilterModel::archivedCount() const
{
    const QAbstractItemModel *source = sourceModel();
    int count = 0;
    for (int row = 0; source && row < source->rowCount(); ++row)
        count += isArchived(source->index(row, 0)) ? 1 : 0;
    return count;
}

bool MachineFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    if (!m_archivedShown && isArchived(index))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = index.data(MachineTableModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word); });
}

} // namespace muster
