// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inlinenote.h"
#include "proofplan.h"
#include "proofrun.h"

#include <QList>
#include <QTreeWidget>

namespace muster {

/// Machines that are to be proven again: which key held here would do, or which is missing, and what became
/// of each. Those that can be proven are ticked. GUI thread.
class ProofTable : public QTreeWidget
{
    Q_OBJECT

public:
    /// `plan` outlives it.
    explicit ProofTable(const ProofPlan &plan, QWidget *parent = nullptr);

    /// Looks at these rows of the plan again.
    void refresh(int first, int last);
    QList<int> ticked() const;
    /// As the plan said when it was looked at.
    ProofPlan::Need need(int row) const;
    int provable() const;
    /// What became of the machine of this row; ticks rest from now on.
    void showState(int row, ProofRun::State state, const std::optional<Error> &error);

signals:
    void tickedChanged();

private:
    void showNeed(int row);
    void tell(int row, InlineNote::Kind kind, const QString &words);

    const ProofPlan &m_plan;
};

} // namespace muster
