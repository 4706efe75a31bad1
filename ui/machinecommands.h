// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "result.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace muster {

class Orchestrator;

/// The changes that need no dialog of their own. Every change is asked for with the revision that was shown,
/// so that nobody else's change is lost. GUI thread.
class MachineCommands : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void setOrchestrator(std::shared_ptr<Orchestrator> orchestrator);
    void archive(const Machine &machine);
    void setStatus(const Machine &machine, MachineStatus status);

signals:
    /// The record as it was shown, and as the service answered. Nothing of a place that was left meanwhile.
    void edited(const muster::Machine &before, const muster::Machine &after);
    void archived(const muster::Machine &machine);
    /// `attempt`: what was tried, as the beginning of a sentence; `machineId`: on which record, empty for one
    /// of a place that was left meanwhile.
    void failed(const QString &attempt, const muster::Error &error, const QString &machineId);

private:
    using Change = std::function<void(std::optional<qint64> ifRevision)>;
    /// Runs `change` with the revision that was shown. A list of another service names none: then the record
    /// is asked for first, and one that has changed since it was shown counts as a lost race.
    void withRevision(const Machine &machine, const QString &attempt, const Change &change);
    void tellFailed(const std::shared_ptr<Orchestrator> &asked, const QString &attempt, const Error &error,
                    const QString &machineId);

    std::shared_ptr<Orchestrator> m_orchestrator;
};

} // namespace muster
