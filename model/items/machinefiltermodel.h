// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace muster {

/// The rows of a MachineTableModel that are shown, in the order that is asked for. Hides archived records
/// unless told otherwise; the text filter looks into every field and wants every word. GUI thread.
class MachineFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit MachineFilterModel(QObject *parent = nullptr);

    /// Plain text, never an expression; blanks separate words, case does not matter.
    void setFilterText(const QString &text);
    const QString &filterText() const { return m_text; }
    void setArchivedShown(bool shown);
    bool isArchivedShown() const { return m_archivedShown; }
    /// Archived records of the source, whether they match the text or not.
    int archivedCount() const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QString m_text;
    QStringList m_words;
    bool m_archivedShown = false;
};

} // namespace muster
