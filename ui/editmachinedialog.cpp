// SPDX-License-Identifier: GPL-3.0-or-later
#include "editmachinedialog.h"

#include "changetable.h"
#include "errorsentence.h"
#include "formvalues.h"
#include "inlinenote.h"
#include "machinefield.h"
#include "machineform.h"
#include "orchestrator.h"
#include "statusbox.h"
#include "whenfinished.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

EditMachineDialog::EditMachineDialog(Orchestrator &orchestrator, const Machine &machine, QWidget *parent)
    : QDialog(parent)
    , m_orchestrator(orchestrator)
    , m_machine(machine)
    , m_form(new MachineForm)
    , m_status(new StatusBox(this))
    , m_archiveNote(new InlineNote(nullptr, this))
    , m_changes(new ChangeTable(this))
    , m_noChanges(new QLabel(tr("Nothing is changed yet."), this))
    , m_note(new InlineNote(nullptr, this))
    , m_loadButton(new QPushButton(tr("&Load the current record"), this))
    , m_progress(new QProgressBar(this))
    , m_saveButton(nullptr)
{
    setObjectName(u"editMachineDialog"_s);
    setWindowTitle(tr("Edit %1").arg(machine.displayName));
    m_form->addField(tr("&Status:"), u"status"_s, m_status);
    buildLayout();
    m_status->offerFrom(machine.status);
    showEdited(machine);
    connect(m_form, &MachineForm::changed, this, &EditMachineDialog::refresh);
    connect(m_loadButton, &QPushButton::clicked, this,
            [this] { loadCurrent(m_sides ? Why::Conflict : Why::Asked); });
    connect(m_changes, &ChangeTable::sideChosen, this, &EditMachineDialog::takeSide);
    connect(&orchestrator, &Orchestrator::machinesChanged, this, &EditMachineDialog::onChanges);
    setBusy(false);
    if (machine.revision == 0)
        readRevision();
}

void EditMachineDialog::setVocabulary(const LabelVocabulary &vocabulary)
{
    m_form->setVocabulary(vocabulary);
}

// What a list shows may be old, and without a revision nobody could say so.
void EditMachineDialog::readRevision()
{
    setBusy(true);
    whenFinished(m_orchestrator.machine(m_machine.id, true), this, [this](const Result<Machine> &answer) {
        setBusy(false);
        if (answer)
            rebase(*answer, Why::Opening);
        else
            offerCurrent(
                tr("The current record could not be read, so others' changes would not be noticed. %1")
                    .arg(errorSentence(answer.error())));
    });
}

void EditMachineDialog::buildLayout()
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);
    m_note->setObjectName(u"editNote"_s);
    m_archiveNote->setObjectName(u"archiveNote"_s);
    m_loadButton->setObjectName(u"loadCurrentButton"_s);
    m_loadButton->setAutoDefault(false);
    m_loadButton->hide();
    m_progress->setObjectName(u"editProgress"_s);
    m_progress->setAccessibleName(tr("Waiting for the service"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(buildHeading());
    layout->addWidget(scroll, 1);
    layout->addWidget(buildChanges());
    layout->addWidget(m_archiveNote);
    layout->addWidget(m_note);
    layout->addWidget(m_loadButton, 0, Qt::AlignLeft);
    layout->addWidget(m_progress);
    layout->addWidget(buildButtons());
    const int letter = fontMetrics().averageCharWidth();
    resize(letter * 115, fontMetrics().height() * 46);
}

QLabel *EditMachineDialog::buildHeading()
{
    auto *heading = new QLabel(this);
    heading->setObjectName(u"machineIdLabel"_s);
    heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    heading->setForegroundRole(QPalette::PlaceholderText);
    heading->setText(m_machine.identityRef
                         ? QString(m_machine.id + u" \u00b7 "_s + m_machine.identityRef->did())
                         : m_machine.id);
    return heading;
}

QWidget *EditMachineDialog::buildButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_saveButton = buttons->button(QDialogButtonBox::Save);
    m_saveButton->setObjectName(u"saveButton"_s);
    m_saveButton->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"cancelButton"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &EditMachineDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &EditMachineDialog::reject);
    return buttons;
}

QWidget *EditMachineDialog::buildChanges()
{
    auto *box = new QWidget(this);
    auto *title = new QLabel(tr("&What changes:"), box);
    title->setBuddy(m_changes);
    m_changes->setObjectName(u"changeTable"_s);
    m_changes->setAccessibleName(tr("What changes"));
    m_changes->setFixedHeight(fontMetrics().height() * 8);
    m_noChanges->setObjectName(u"noChangesLabel"_s);
    m_noChanges->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(title);
    layout->addWidget(m_changes);
    layout->addWidget(m_noChanges);
    return box;
}

Machine EditMachineDialog::edited() const
{
    Machine machine = withTyped(m_machine, m_form->values());
    machine.status = m_status->chosen();
    return machine;
}

QJsonObject EditMachineDialog::draft() const
{
    if (patch().isEmpty())
        return {};
    return {{u"machineId"_s, m_machine.id},
            {u"name"_s, m_machine.displayName},
            {u"opened"_s, draftOf(m_sides ? m_sides->opened : m_machine)},
            {u"typed"_s, draftOf(edited())}};
}

void EditMachineDialog::resume(const QJsonObject &draft)
{
    const Machine opened = machineOfDraft(m_machine, draft.value(u"opened"_s).toObject());
    const Machine typed = machineOfDraft(m_machine, draft.value(u"typed"_s).toObject());
    const EditSides sides{opened, m_machine, typed};
    if (sides.anyBothChanged())
        m_sides = sides;
    showEdited(rebasedEdit(opened, typed, m_machine));
    m_note->say(InlineNote::Kind::Hint,
                tr("What you had typed before the program ended is back. Check what changes, then save."));
    refresh();
}

void EditMachineDialog::showEdited(const Machine &machine)
{
    // Half of the fields old and half of them new is nobody's record.
    const QSignalBlocker quiet(m_form);
    m_status->choose(machine.status);
    m_form->setValues(formValues(machine));
}

MachinePatch EditMachineDialog::patch() const
{
    return MachinePatch::between(m_machine, edited());
}

void EditMachineDialog::refresh()
{
    const bool archived = m_machine.status == MachineStatus::Archived;
    const Machine after = edited();
    const bool changed = !patch().isEmpty();
    if (m_sides) {
        m_sides->remember(after);
        m_changes->showConflict(*m_sides, after);
    } else {
        m_changes->showChanges(m_machine, after);
    }
    m_changes->setVisible(changed || m_sides);
    m_changes->setEnabled(!archived && !m_busy);
    m_noChanges->setVisible(!changed);
    m_archiveNote->say(InlineNote::Kind::Warning,
                       archived ? tr("This machine is archived: its record cannot be changed any more.")
                                : QString());
    m_form->setReadOnly(archived || m_busy);
    m_status->setEnabled(!archived && !m_busy);
    m_saveButton->setEnabled(changed && !archived && !m_busy);
    emit typed();
}

void EditMachineDialog::save()
{
    if (m_busy || !m_form->judgeAll()) {
        m_form->focusFirstFault();
        return;
    }
    const MachinePatch change = patch();
    if (change.isEmpty())
        return;
    m_note->clear();
    setBusy(true);
    if (m_machine.revision > 0) {
        send();
        return;
    }
    // The service numbers nothing: the moment of the last change is the best there is.
    whenFinished(m_orchestrator.machine(m_machine.id, true), this, [this](const Result<Machine> &answer) {
        if (answer && answer->updatedAt == m_machine.updatedAt) {
            send();
            return;
        }
        setBusy(false);
        if (answer)
            rebase(*answer, Why::Conflict);
        else
            showError(answer.error());
    });
}

void EditMachineDialog::send()
{
    const MachinePatch change = patch();
    const auto revision = m_machine.revision > 0 ? std::optional(m_machine.revision) : std::nullopt;
    whenFinished(m_orchestrator.updateMachine(m_machine.id, change, revision), this,
                 [this](const Result<Machine> &answer) { onSaved(answer); });
}

void EditMachineDialog::onSaved(const Result<Machine> &answer)
{
    setBusy(false);
    if (!answer) {
        showError(answer.error());
        return;
    }
    emit saved(m_machine, *answer);
    accept();
}

void EditMachineDialog::showError(const Error &error)
{
    const QList<Issue> issues = issuesOf(error);
    if (!issues.isEmpty()) {
        QStringList homeless;
        const QList<Issue> rest = m_form->showIssues(issues);
        for (const Issue &issue : rest)
            homeless.append(issue.message);
        m_note->say(InlineNote::Kind::Fault, homeless.join(u' '));
        m_form->focusFirstFault();
        return;
    }
    switch (error.code) {
    case ErrorCode::PreconditionFailed:
        loadCurrent(Why::Conflict);
        return;
    case ErrorCode::MachineNotActivated:
    case ErrorCode::MachineIdentityProofRequired:
    case ErrorCode::PeaqosIdentityUnavailable:
        if (patch().status) {
            m_form->showIssues({{u"/status"_s, errorSentence(error)}});
            return;
        }
        break;
    default:
        break;
    }
    m_note->say(InlineNote::Kind::Fault, errorSentence(error));
}

void EditMachineDialog::offerCurrent(const QString &sentence)
{
    m_note->say(InlineNote::Kind::Warning, sentence);
    m_loadButton->show();
}

void EditMachineDialog::loadCurrent(Why why)
{
    setBusy(true);
    whenFinished(
        m_orchestrator.machine(m_machine.id, true), this, [this, why](const Result<Machine> &answer) {
            setBusy(false);
            if (answer)
                rebase(*answer, why);
            else
                offerCurrent(
                    tr("Somebody changed this record; nothing was saved, and it could not be read again. %1")
                        .arg(errorSentence(answer.error())));
        });
}

// A field that was touched keeps what was typed; every other one takes the current record's value.
void EditMachineDialog::rebase(const Machine &current, Why why)
{
    const Machine typed = edited();
    const EditSides sides{m_machine, current, typed};
    if (!m_sides && (why == Why::Conflict || (why == Why::Asked && sides.anyBothChanged())))
        m_sides = sides;
    const Machine merged = rebasedEdit(m_machine, typed, current);
    const bool statusFollows = typed.status == m_machine.status || typed.status == merged.status;
    m_machine = current;
    if (m_sides)
        m_sides->theirs = current;
    m_status->offerFrom(current.status);
    showEdited(merged);
    m_loadButton->hide();
    sayRebased(why, statusFollows);
    refresh();
}

void EditMachineDialog::takeSide(const MachineField &field, EditSides::Side side)
{
    Machine wanted = edited();
    field.copy(m_sides->of(side), wanted);
    showEdited(wanted);
    refresh();
}

void EditMachineDialog::sayRebased(Why why, bool statusMayFollow)
{
    if (why == Why::Opening) {
        m_note->clear();
        return;
    }
    QString sentence =
        why == Why::Conflict
            ? tr("Nothing was saved: somebody changed this record after it was opened here. Their changes "
                 "and yours stand side by side; choose in each line which is kept, then save.")
            : tr("The current record is loaded; what you typed is kept. Check what changes, then save.");
    if (!statusMayFollow)
        sentence += tr(" The status you chose cannot follow the current one.");
    m_note->say(why == Why::Conflict ? InlineNote::Kind::Warning : InlineNote::Kind::Hint, sentence);
}

void EditMachineDialog::onChanges(const QList<MachineChange> &changes)
{
    for (const MachineChange &change : changes) {
        const bool newer = change.machine.id == m_machine.id && change.machine.revision > m_machine.revision;
        if (newer && !m_busy)
            offerCurrent(tr("Somebody changed this record after it was opened here."));
    }
}

void EditMachineDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_progress->setVisible(busy);
    m_loadButton->setEnabled(!busy);
    refresh();
}

} // namespace muster
