// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "machinechange.h"
#include "machinepatch.h"
#include "result.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace muster {

class ChangeTable;
class InlineNote;
class MachineForm;
class Orchestrator;

/// Edits one record. Shows what would change before it is sent, sends only that, and only onto the revision
/// that was read; a record from a list that names none is read first. When somebody was faster, nothing is
/// written: what was typed stays, the current record is put under it, and all three states stand side by
/// side. Open it with open(). GUI thread.
class EditMachineDialog : public QDialog
{
    Q_OBJECT

public:
    EditMachineDialog(Orchestrator &orchestrator, const Machine &machine, QWidget *parent = nullptr);

signals:
    void saved(const QString &machineId);

private:
    void buildStatusBox();
    void buildLayout();
    QWidget *buildChanges();
    void listStatuses();
    Machine edited() const;
    MachinePatch patch() const;
    void refresh();
    void readRevision();
    void save();
    void send();
    void onSaved(const Result<Machine> &answer);
    void showError(const Error &error);
    void offerCurrent(const QString &sentence);
    enum class Why { Opening, Asked, Conflict };
    void loadCurrent(Why why);
    void rebase(const Machine &current, Why why);
    void sayRebased(Why why, bool statusMayFollow);
    void onChanges(const QList<MachineChange> &changes);
    void setBusy(bool busy);

    Orchestrator &m_orchestrator;
    Machine m_machine;               ///< the record as last read; what is typed is compared with it
    std::optional<Machine> m_opened; ///< the record as the edit began, once somebody else was faster
    MachineForm *m_form;
    QComboBox *m_status;
    InlineNote *m_archiveNote;
    ChangeTable *m_changes;
    QLabel *m_noChanges;
    InlineNote *m_note;
    QPushButton *m_loadButton;
    QProgressBar *m_progress;
    QPushButton *m_saveButton;
    bool m_busy = false;
};

} // namespace muster
