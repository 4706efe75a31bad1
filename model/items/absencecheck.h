// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "absence.h"

#include <QObject>
#include <QPointer>
#include <QSet>

namespace muster {

class Clock;
class Orchestrator;

/// Asks a service for single machines, a few at a time, why it does not show them; as anybody would ask it,
/// without our extensions. Stops at an answer that every other one would be, too: not let in, too many
/// requests, nobody there. GUI thread.
class AbsenceCheck : public QObject
{
    Q_OBJECT

public:
    static constexpr int kAtOnce = 4;

    /// `clock` outlives this.
    explicit AbsenceCheck(const Clock &clock, QObject *parent = nullptr);

    /// Asks for these and no others any more.
    void begin(Orchestrator *orchestrator, const QStringList &ids);
    void stop() { begin(nullptr, {}); }
    bool isAsking() const { return !m_waiting.isEmpty() || !m_asked.isEmpty(); }

signals:
    /// Why it is not shown.
    void answered(const QString &id, const muster::Absence &absence);
    /// The service gave the machine all the same.
    void found(const muster::Machine &machine);
    /// Everything was asked, or the rest is given up.
    void finished();

private:
    void askNext();
    void take(const QString &id, const Result<Machine> &answer);

    const Clock &m_clock;
    QPointer<Orchestrator> m_orchestrator;
    QStringList m_waiting;
    QSet<QString> m_asked; ///< not answered yet
};

} // namespace muster
