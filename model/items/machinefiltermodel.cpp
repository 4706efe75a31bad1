// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinefiltermodel.h"

#include "machinetablemodel.h"

namespace muster {

MachineFilterModel::MachineFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(MachineTableModel::SortRole);
    setSortLocaleAware(true);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
}

void MachineFilterModel::setSourceModel(QAbstractItemModel *model)
{
    m_machines = qobject_cast<const MachineTableModel *>(model);
    Q_ASSERT(m_machines || !model);
    QSortFilterProxyModel::setSourceModel(model);
}

void MachineFilterModel::setFilterText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_terms = FilterTerms(text);
    invalidateRowsFilter();
}

void MachineFilterModel::setArchivedShown(bool shown)
{
    if (shown == m_archivedShown)
        return;
    m_archivedShown = shown;
    invalidateRowsFilter();
}

int MachineFilterModel::hiddenArchivedCount() const
{
    return showsArchived() || !m_machines ? 0 : m_machines->tally().of(MachineStatus::Archived);
}

bool MachineFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (!m_machines || sourceParent.isValid())
        return false;
    if (!showsArchived() && m_machines->statusAt(sourceRow) == MachineStatus::Archived)
        return false;
    return m_terms.matches(m_machines->filterTextAt(sourceRow));
}

} // namespace muster
