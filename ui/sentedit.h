// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinefield.h"

#include <QUndoCommand>

namespace muster {

/// One edit that a service has taken, as a step of the history. The stack moves over it when the service has
/// taken it back, so undo() and redo() themselves do nothing.
class SentEdit : public QUndoCommand
{
public:
    /// A state that cannot be left again for the one before is no part of the step; if nothing else changed,
    /// the step is final.
    SentEdit(const Machine &before, const Machine &after);
    /// An archive: final.
    explicit SentEdit(const Machine &archived);

    const QString &machineId() const { return m_after.id; }
    const QString &machineName() const { return m_after.displayName; }
    const QList<MachineField> &fields() const { return m_fields; }
    QString fieldTitles() const;
    /// Why it cannot be undone; empty when it can.
    const QString &finalReason() const { return m_finalReason; }
    /// What stays although the step is undone; empty when nothing does.
    const QString &remainder() const { return m_remainder; }

    const Machine &before() const { return m_before; }
    const Machine &after() const { return m_after; }

private:
    Machine m_before;
    Machine m_after;
    QList<MachineField> m_fields;
    QString m_finalReason;
    QString m_remainder;
};

} // namespace muster
