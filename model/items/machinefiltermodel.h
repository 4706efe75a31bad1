// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filterterms.h"

#include <QSortFilterProxyModel>

namespace muster {

class MachineTableModel;

/// The rows of a MachineTableModel that are shown, in the order that is asked for. Hides archived records
/// unless told otherwise or the text asks for them; the text is read as FilterTerms. GUI thread.
class MachineFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit MachineFilterModel(QObject *parent = nullptr);

    /// Takes no other model than that one.
    void setSourceModel(QAbstractItemModel *model) override;
    void setFilterText(const QString &text);
    const QString &filterText() const { return m_text; }
    void setArchivedShown(bool shown);
    bool isArchivedShown() const { return m_archivedShown; }
    /// Archived records of the source that are hidden because nobody asked for them.
    int hiddenArchivedCount() const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    bool showsArchived() const { return m_archivedShown || m_terms.asksForArchived(); }

    const MachineTableModel *m_machines = nullptr;
    QString m_text;
    FilterTerms m_terms;
    bool m_archivedShown = false;
};

} // namespace muster
