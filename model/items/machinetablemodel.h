// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clock.h"
#include "filterterms.h"
#include "labelvocabulary.h"
#include "machinecells.h"
#include "machinechange.h"
#include "machinetally.h"
#include "result.h"

#include <QAbstractTableModel>
#include <QFuture>
#include <QHash>
#include <QPointer>
#include <QSet>

#include <optional>
#include <vector>

namespace muster {

class Orchestrator;
struct MachinePage;

/// The fleet as rows: a thin snapshot with exact diffs and no rules of its own. Archived records keep their
/// row; what to hide is the filter's business. GUI thread.
class MachineTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Column = MachineColumn;
    static constexpr int kColumns = kMachineColumns;
    static constexpr int kPageSize = 500; ///< the most the API hands out at once (contract HTTP, paging)
    enum Role {
        SortRole = Qt::UserRole + 1, ///< what a proxy orders by
        MachineRole,                 ///< the whole record, muster::Machine
        StatusRole,                  ///< int of MachineStatus, for the cell's icon
        VerificationRole,            ///< int of Verification::State, invalid where the service does not say
    };

    explicit MachineTableModel(QObject *parent = nullptr);
    /// `clock`: what "3 min ago" counts from; must outlive the model.
    explicit MachineTableModel(const Clock &clock, QObject *parent = nullptr);

    /// Follows another orchestrator: drops all rows, loads page by page, then keeps itself current. Null
    /// stops.
    void setOrchestrator(Orchestrator *orchestrator);
    /// Asks for all pages again and changes only what differs; rows that are gone go when the last page has
    /// come.
    void reload();
    /// Takes one record as it stands now, unless a newer one is held.
    void take(const Machine &machine);
    /// Asks for one record and takes it; a failure leaves the rows as they are.
    void fetch(const QString &id);

    bool isLoading() const { return m_loading; }
    /// Every page has come, and nothing failed since.
    bool isComplete() const { return m_complete; }
    std::optional<Machine> machineAt(int row) const;
    int rowOf(const QString &id) const; ///< -1 when it is not there
    /// For a filter that looks at every row; `row` is there.
    const FilterText &filterTextAt(int row) const { return m_rows[static_cast<std::size_t>(row)].filter; }
    MachineStatus statusAt(int row) const { return m_rows[static_cast<std::size_t>(row)].machine.status; }
    /// Counted anew at each call.
    MachineTally tally() const;
    /// The labels of the rows that are there now; counted in the thread pool.
    QFuture<Result<LabelVocabulary>> labelsInUse() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// Also when a page has come: ask rowCount() and isComplete().
    void loadingChanged(bool loading);
    void loadFailed(const muster::Error &error);

private:
    struct Row
    {
        Machine machine;
        FilterText filter;
    };

    void requestPage(const QString &cursor);
    void takePage(const MachinePage &page);
    void finishLoading();
    void takeChanges(const QList<MachineChange> &changes);
    void append(const QList<Machine> &machines);
    /// Whether anything differed; who calls says so with tellChanged().
    bool replace(int row, Machine machine);
    void tellChanged(std::vector<int> rows);
    void drop(int first, int last);
    void setLoading(bool loading);

    SystemClock m_systemClock;
    const Clock &m_clock;
    QPointer<Orchestrator> m_orchestrator;
    std::vector<Row> m_rows;
    QHash<QString, int> m_rowOfId;
    QSet<QString> m_seen; ///< ids met since the current load began
    int m_generation = 0; ///< answers to an older load are dropped
    bool m_loading = false;
    bool m_complete = false;
};

} // namespace muster
