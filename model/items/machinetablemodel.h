// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "absence.h"
#include "clock.h"
#include "labelvocabulary.h"
#include "machinecells.h"
#include "machinechange.h"
#include "machineindex.h"
#include "packedmachine.h"
#include "result.h"

#include <QAbstractTableModel>
#include <QFuture>
#include <QHash>
#include <QPointer>

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
        MachineRole = Qt::UserRole + 1, ///< the whole record, muster::Machine
        StatusRole,                     ///< int of MachineStatus, for the cell's icon
        VerificationRole, ///< int of Verification::State, invalid where the service does not say
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
    /// Rows of machines that a complete list does not show stay and are marked (absence.h), not dropped.
    void setKeepsAbsent(bool keeps) { m_keepsAbsent = keeps; }
    /// What is known of machines that the service does not list: rows that are not there yet, or are marked,
    /// or were taken here before. No news for machinesSeen().
    void takeKept(const QList<Machine> &machines);
    /// Why a machine is not listed.
    void markAbsent(const QString &id, const Absence &absence);
    /// Takes one record as it stands now, unless a newer one is held.
    void take(const Machine &machine);
    /// Asks for one record and takes it; a failure leaves the rows as they are.
    void fetch(const QString &id);

    bool isLoading() const { return m_loading; }
    /// Every page has come, and nothing failed since.
    bool isComplete() const { return m_complete; }
    /// The service has shown something, if only that it has nothing.
    bool isLive() const { return m_live; }
    /// The rows are what is known from an earlier time.
    bool isOffline() const { return !m_live && !m_rows.empty(); }
    std::optional<Machine> machineAt(int row) const;
    /// Valid until another row is asked for.
    const Machine &at(int row) const;
    int rowOf(const QString &id) const; ///< -1 when it is not there
    /// For who looks at every row.
    const MachineIndex &machineIndex() const { return m_index; }
    const MachineTally &tally() const { return m_index.tally(); }
    /// The labels of the rows that are there now; counted in the thread pool.
    QFuture<Result<LabelVocabulary>> labelsInUse() const;
    /// The rows as they are now, for who goes through all of them in another thread.
    std::vector<PackedMachine> packedMachines() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// Also when a page has come: ask rowCount() and isComplete().
    void loadingChanged(bool loading);
    void loadFailed(const muster::Error &error);
    /// All pages are asked for anew.
    void loadBegan();
    /// The service showed these, in a page or as changes.
    void machinesSeen(const QList<muster::Machine> &machines);
    /// Before dataChanged() says so run by run: these rows, ascending, say something else now.
    void machinesReplaced(const std::vector<int> &rows);

private:
    static constexpr int kRunsAtOnce = 8; ///< of rows that go, in one turn of the event loop

    struct Row
    {
        PackedMachine packed;
        int seenIn; ///< the load that it was met in last
    };

    void requestPage(const QString &cursor);
    void takePage(const MachinePage &page);
    /// Lets go of rows that the load has not met, from `last` up, a few runs at a time.
    void dropGone(int last);
    void markUnseen();
    void takeChanges(const QList<MachineChange> &changes);
    void append(const QList<Machine> &machines, int seenIn);
    /// Whether anything differed; who calls says so with tellChanged().
    bool replace(int row, Machine machine);
    void tellChanged(std::vector<int> rows);
    void drop(int first, int last);
    void setLoading(bool loading);

    SystemClock m_systemClock;
    const Clock &m_clock;
    QPointer<Orchestrator> m_orchestrator;
    std::vector<Row> m_rows;
    MachineIndex m_index;
    QHash<QByteArray, int> m_rowOfId;
    mutable Machine m_unpacked; ///< the row that was asked for last: a view asks for each cell of a row
    mutable int m_unpackedRow = -1;
    int m_generation = 0; ///< answers to an older load are dropped
    bool m_loading = false;
    bool m_complete = false;
    bool m_live = false;
    bool m_keepsAbsent = false;
};

} // namespace muster
