// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleetinventory.h"
#include "messagebar.h"

namespace muster {

class SigningDesk;

/// Says how many machines the service shows no longer, why, and for how many of them the key that would
/// bring them back is held here. Closed, it comes again when something of that is another. GUI thread.
class AbsenceBar : public MessageBar
{
    Q_OBJECT

public:
    /// `inventory` outlives the bar.
    explicit AbsenceBar(FleetInventory &inventory, QWidget *parent = nullptr);

    /// Whose keys count as held, locked or not. It outlives the bar.
    void setKeys(SigningDesk &desk);

signals:
    /// A new proof may bring these machines back.
    void proveAgainWanted(const QStringList &ids);

private:
    void refresh();
    QString keysSentence(const QList<FleetInventory::Hidden> &provable) const;

    FleetInventory &m_inventory;
    SigningDesk *m_desk = nullptr;
    QString m_said;
    QStringList m_ids;
};

} // namespace muster
