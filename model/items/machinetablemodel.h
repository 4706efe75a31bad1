// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "machinechange.h"
#include "result.h"

#include <QAbstractTableModel>

namespace muster {

class Orchestrator;

/// The fleet as rows: a thin snapshot with exact diffs and no rules of its own. GUI thread.
class MachineTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { DisplayName, Status, IdentityRef, MachineType, OwnerId, Labels, UpdatedAt, Id };
    static constexpr int kColumns = 8;
    enum Role { SortRole = Qt::UserRole + 1, MachineRole };

    explicit MachineTableModel(QObject *parent = nullptr);

    /// Follows another orchestrator: drops all rows, loads page by page, then keeps itself current. Null stops.
    void setOrchestrator(Orchestrator *orchestrator);
    void reload();
    bool isComplete() const;
    std::optional<Machine> machineAt(int row) const;
    int rowOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void loadingChanged(bool loading);
    void loadFailed(const muster::Error &error);
};

} // namespace muster
