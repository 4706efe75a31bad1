// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "absencecheck.h"
#include "inventorystore.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace muster {

class InventoryDesk;
class MachineTableModel;

/// What becomes of the machines that a service shows no longer. Tells the inventory of its place what the
/// fleet's list shows; after a complete list it brings back, as marked rows, what was not in it, and asks the
/// service why. Where the service cannot be reached at all, it shows what was seen before. Without an
/// inventory of its place it only asks about machines that are listed for us alone. GUI thread.
class FleetInventory : public QObject
{
    Q_OBJECT

public:
    /// A machine that others do not get to see, with the reason as far as it is known.
    struct Hidden
    {
        QString id;
        Absence absence;
        bool operator==(const Hidden &) const = default;
    };

    /// Both outlive this.
    FleetInventory(MachineTableModel &model, const Clock &clock, QObject *parent = nullptr);

    /// It outlives this.
    void setDesk(InventoryDesk &desk);
    /// Before the model follows the orchestrator. `place`: the id of a kept service, empty for a place of
    /// which no inventory is kept.
    void setPlace(Orchestrator *orchestrator, const QString &place);
    /// Forgets what was seen at a service, and what will be.
    void forget(const QString &place);

    /// Without archived machines, which nobody misses.
    const QList<Hidden> &hidden() const { return m_hidden; }
    /// More may become known of them soon.
    bool isAsking() const { return m_check.isAsking(); }
    /// When the service last showed what stands in the rows while it cannot be reached.
    std::optional<Timestamp> seenAt() const { return m_seenAt; }

signals:
    /// hidden(), isAsking() or seenAt().
    void changed();

private:
    bool keeps() const { return m_desk && !m_place.isEmpty(); }
    void takeSeen(const QList<Machine> &machines);
    void followLoading(bool loading);
    void takeUnlisted(const QList<InventoryRecord> &records);
    void openKept(const Error &error);
    void readKept(qint64 after);
    void ask();
    void takeAnswer(const QString &id, const Absence &absence);
    void takeFound(const Machine &machine);
    void collect();

    MachineTableModel &m_model;
    const Clock &m_clock;
    InventoryDesk *m_desk = nullptr;
    QPointer<Orchestrator> m_orchestrator;
    QString m_place;
    int m_generation = 0; ///< answers for a place that was left are dropped
    AbsenceCheck m_check;
    QHash<QString, Absence> m_answers; ///< of machines that are listed for us alone
    QList<Hidden> m_hidden;
    QTimer m_counting; ///< answers come one by one
    std::optional<Timestamp> m_seenAt;
};

} // namespace muster
