// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editsides.h"
#include "machinechange.h"
#include "machinepatch.h"
#include "result.h"

#include <QDialog>
#include <QJsonObject>

class QLabel;
class QProgressBar;
class QPushButton;

namespace muster {

class ChangeTable;
class InlineNote;
class MachineField;
class MachineForm;
class Orchestrator;
class StatusBox;
struct LabelVocabulary;

/// Edits one record. Shows what would change before it is sent, sends only that, and only onto the revision
/// that was read; a record from a list that names none is read first. When somebody was faster, nothing is
/// written: what was typed stays, the current record is put under it, all three states stand side by side,
/// and each field can be taken from any of them. Open it with open(). GUI thread.
class EditMachineDialog : public QDialog
{
    Q_OBJECT

public:
    EditMachineDialog(Orchestrator &orchestrator, const Machine &machine, QWidget *parent = nullptr);
    /// Labels to be offered.
    void setVocabulary(const LabelVocabulary &vocabulary);

    const QString &machineId() const { return m_machine.id; }
    /// What was typed so far, to be kept; empty while nothing is changed.
    QJsonObject draft() const;
    /// Goes on with a draft. What somebody else changed since then stands beside it.
    void resume(const QJsonObject &draft);

signals:
    /// draft() may be another one.
    void typed();
    /// The record as it stood before, and as the service answered.
    void saved(const muster::Machine &before, const muster::Machine &after);

private:
    void buildLayout();
    QLabel *buildHeading();
    QWidget *buildChanges();
    QWidget *buildButtons();
    Machine edited() const;
    void showEdited(const Machine &machine);
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
    void takeSide(const MachineField &field, EditSides::Side side);
    void sayRebased(Why why, bool statusMayFollow);
    void onChanges(const QList<MachineChange> &changes);
    void setBusy(bool busy);

    Orchestrator &m_orchestrator;
    Machine m_machine;                ///< the record as last read; what is typed is compared with it
    std::optional<EditSides> m_sides; ///< once somebody else was faster
    MachineForm *m_form;
    StatusBox *m_status;
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
