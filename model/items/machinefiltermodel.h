// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filterterms.h"
#include "machineorder.h"

#include <QAbstractProxyModel>

#include <optional>
#include <vector>

namespace muster {

class MachineTableModel;

/// The rows of a MachineTableModel that are shown, in the order that is asked for. Hides archived records
/// unless told otherwise or the text asks for them; the text is read as FilterTerms.
///
/// A QSortFilterProxyModel asks the model for each row through variants and tells a view of every run of rows
/// that comes or goes: with a hundred thousand rows a letter in the filter took it 1.4 s. This one goes
/// through a MachineIndex and tells of many runs as one of them and a change of the layout. GUI thread.
class MachineFilterModel : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit MachineFilterModel(QObject *parent = nullptr);
    ~MachineFilterModel() override;

    /// Takes no other model than that one.
    void setSourceModel(QAbstractItemModel *model) override;
    void setFilterText(const QString &text);
    const QString &filterText() const { return m_text; }
    void setArchivedShown(bool shown);
    bool isArchivedShown() const { return m_archivedShown; }
    /// Archived records of the source that are hidden because nobody asked for them.
    int hiddenArchivedCount() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex &shown) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// -1: as the rows came.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    bool showsArchived() const { return m_archivedShown || m_terms.asksForArchived(); }
    bool accepts(int row) const;
    const MachineOrder &order() const;
    std::vector<int> chosen() const;
    void adopt(const std::vector<int> &rows);
    void reorder(std::vector<int> rows);
    bool tellRemoved(const std::vector<int> &rows);
    bool tellInserted(const std::vector<int> &rows);
    void place(std::vector<int> rows);
    void takeInserted(int first, int last);
    void takeReplaced(const std::vector<int> &rows);
    void hide(int first, int last);
    void takeRemoved(int first, int last);
    void takeReset();

    MachineTableModel *m_machines = nullptr;
    QString m_text;
    FilterTerms m_terms;
    bool m_archivedShown = false;
    /// By name is what a fleet is shown in at first; kept, since comparing names takes longest.
    std::optional<MachineOrder> m_byName;
    std::optional<MachineOrder> m_byOther; ///< set while the order is another one
    Qt::SortOrder m_direction = Qt::AscendingOrder;
    std::vector<int> m_shown;   ///< rows of the source
    std::vector<int> m_placeOf; ///< of a row of the source in m_shown; -1: hidden
};

} // namespace muster
