// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinecells.h"
#include "machineindex.h"

#include <QCollator>

#include <optional>
#include <vector>

namespace muster {

/// The rows of a MachineIndex in the order of one column: numbers by value, texts as people sort them,
/// verdicts by how much they need attention; equal ones as they came. What is added is merged into the order.
/// One thread.
class MachineOrder
{
public:
    /// `index` outlives this; no column: as they came.
    explicit MachineOrder(const MachineIndex &index, std::optional<MachineColumn> column = std::nullopt);

    /// Orders every row of the index anew.
    void setColumn(std::optional<MachineColumn> column);
    std::optional<MachineColumn> column() const { return m_column; }
    /// Those rows are in the index now, and not in the order yet.
    void insert(std::vector<int> rows);
    /// What those rows say has changed.
    void move(const std::vector<int> &rows);
    /// The rows are no longer in the index, and those behind them have moved up.
    void remove(int first, int last);
    void clear() { m_rows.clear(); }

    const std::vector<int> &rows() const { return m_rows; }

private:
    bool isLess(int one, int other) const;
    int compare(int one, int other) const;
    void sortAll();
    void sortByNumber();
    void sortByText();
    void sortByBytes();
    qsizetype sameStart() const;
    std::optional<MachineIndex::Field> field() const;

    const MachineIndex &m_index;
    std::optional<MachineColumn> m_column;
    QCollator m_collator;
    std::vector<int> m_rows;
};

} // namespace muster
