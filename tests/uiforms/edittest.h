// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editmachinedialog.h"
#include "formprobe.h"
#include "scriptedorchestrator.h"

#include <QObject>

#include <memory>

namespace muster {

/// Tests of the edit dialog: a press on a service in memory, and what the dialog says would change.
class EditTest : public QObject
{
    Q_OBJECT

protected:
    static QString id() { return QStringLiteral("mach_00000000000000e1"); }
    static Machine press();
    void open(const Machine &machine = press());
    /// Opens it on `listed`, without a record on the service.
    void openUnknown(const Machine &listed);
    /// A line each: `field: now -> after`.
    QStringList changes() const;
    FormProbe probe() const { return FormProbe(*m_dialog); }
    void chooseStatus(MachineStatus status) const;

    ScriptedOrchestrator m_service;
    std::unique_ptr<EditMachineDialog> m_dialog;

private slots:
    void cleanup();
};

} // namespace muster
