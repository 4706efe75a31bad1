// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editsides.h"
#include "machinefield.h"

#include <QTableWidget>

class QComboBox;

namespace muster {

/// What an edit would change, one line a member and one a label: field, now, after. After a conflict also
/// what stood there when the edit began, and a choice of whose value is kept; a line that both sides changed
/// is marked. GUI thread.
class ChangeTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit ChangeTable(QWidget *parent = nullptr);

    void showChanges(const Machine &before, const Machine &after);
    /// `after`: as it would be saved.
    void showConflict(const EditSides &sides, const Machine &after);

signals:
    void sideChosen(const muster::MachineField &field, muster::EditSides::Side side);

private:
    void showRows(const EditSides &sides, const Machine &after);
    void writeRow(int row, const EditSides &sides, const Machine &after);
    void markRow(int row, bool bothChanged);
    void offerChoice(int row, const EditSides &sides, const Machine &after);
    QComboBox *choiceAt(int row);

    QList<MachineField> m_fields; ///< of the rows
};

} // namespace muster
