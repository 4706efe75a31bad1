// SPDX-License-Identifier: GPL-3.0-or-later
#include "editmachinedialog.h"

#include "changetable.h"
#include "errorsentence.h"
#include "inlinenote.h"
#include "machineform.h"
#include "machinewords.h"
#include "orchestrator.h"
#include "whenfinished.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

NewMachine formValues(const Machine &machine)
{
    NewMachine values;
    values.displayName = machine.displayName;
    values.ownerId = machine.ownerId;
    values.machineType = machine.machineType;
    values.runtimeProfile = machine.runtimeProfile;
    values.capabilities = machine.capabilities;
    values.labels = machine.labels;
    return values;
}

/// A name as it will be stored, unless it was not touched: a record of another service may carry blanks of
/// its own.
QString storedName(const QString &before, const QString &typed)
{
    return typed == before ? before : typed.trimmed();
}

/// The labels of `current` with the keys that differ between `before` and `typed` put as typed.
QMap<QString, QString> mergedLabels(const QMap<QString, QString> &before, const QMap<QString, QString> &typed,
                                    QMap<QString, QString> current)
{
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!typed.contains(it.key()))
            current.remove(it.key());
    }
    for (auto it = typed.cbegin(); it != typed.cend(); ++it) {
        if (!before.contains(it.key()) || before.value(it.key()) != it.value())
            current.insert(it.key(), it.value());
    }
    return current;
}

} // namespace

EditMachineDialog::EditMachineDialog(Orchestrator &orchestrator, const Machine &machine, QWidget *parent)
    : QDialog(parent)
    , m_orchestrator(orchestrator)
    , m_machine(machine)
    , m_form(new MachineForm)
    , m_status(new QComboBox(this))
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
    buildStatusBox();
    buildLayout();
    m_form->setValues(formValues(machine));
    connect(m_form, &MachineForm::changed, this, &EditMachineDialog::refresh);
    connect(m_loadButton, &QPushButton::clicked, this,
            [this] { loadCurrent(m_opened ? Why::Conflict : Why::Asked); });
    connect(&orchestrator, &Orchestrator::machinesChanged, this, &EditMachineDialog::onChanges);
    setBusy(false);
    if (machine.revision == 0)
        readRevision();
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

void EditMachineDialog::buildStatusBox()
{
    m_status->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_form->addField(tr("&Status:"), u"status"_s, m_status);
    for (const MachineStatus status : {MachineStatus::Draft, MachineStatus::Active, MachineStatus::Degraded,
                                       MachineStatus::Blocked, MachineStatus::Archived})
        m_status->addItem(machinewords::status(status), int(status));
    listStatuses();
    m_status->setCurrentIndex(m_status->findData(int(m_machine.status)));
}

void EditMachineDialog::listStatuses()
{
    auto *items = qobject_cast<QStandardItemModel *>(m_status->model());
    const QList<MachineStatus> next = nextStatuses(m_machine.status);
    for (int i = 0; i < m_status->count(); ++i) {
        const auto status = MachineStatus(m_status->itemData(i).toInt());
        items->item(i)->setEnabled(status == m_machine.status || next.contains(status));
    }
}

void EditMachineDialog::buildLayout()
{
    auto *heading = new QLabel(this);
    heading->setObjectName(u"machineIdLabel"_s);
    heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    heading->setForegroundRole(QPalette::PlaceholderText);
    heading->setText(m_machine.identityRef
                         ? QString(m_machine.id + u" \u00b7 "_s + m_machine.identityRef->did())
                         : m_machine.id);
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
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_saveButton = buttons->button(QDialogButtonBox::Save);
    m_saveButton->setObjectName(u"saveButton"_s);
    m_saveButton->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"cancelButton"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &EditMachineDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &EditMachineDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(heading);
    layout->addWidget(scroll, 1);
    layout->addWidget(buildChanges());
    layout->addWidget(m_archiveNote);
    layout->addWidget(m_note);
    layout->addWidget(m_loadButton, 0, Qt::AlignLeft);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
    const int letter = fontMetrics().averageCharWidth();
    resize(letter * 95, fontMetrics().height() * 46);
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
    const NewMachine typed = m_form->values();
    Machine machine = m_machine;
    machine.displayName = storedName(m_machine.displayName, typed.displayName);
    machine.ownerId = storedName(m_machine.ownerId, typed.ownerId);
    machine.machineType = storedName(m_machine.machineType, typed.machineType);
    machine.runtimeProfile = storedName(m_machine.runtimeProfile, typed.runtimeProfile);
    machine.capabilities = typed.capabilities;
    machine.labels = typed.labels;
    machine.status = MachineStatus(m_status->currentData().toInt());
    return machine;
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
    if (m_opened)
        m_changes->showConflict(*m_opened, m_machine, after);
    else
        m_changes->showChanges(m_machine, after);
    m_changes->setVisible(changed || m_opened);
    m_noChanges->setVisible(!changed);
    const bool archives = !archived && after.status == MachineStatus::Archived;
    m_archiveNote->say(InlineNote::Kind::Warning,
                       archived   ? tr("This machine is archived: its record cannot be changed any more.")
                       : archives ? tr("An archived machine stays readable, but can never be changed again.")
                                  : QString());
    m_form->setReadOnly(archived || m_busy);
    m_status->setEnabled(!archived && !m_busy);
    m_saveButton->setEnabled(changed && !archived && !m_busy);
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
    emit saved(answer->id);
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
    if (why == Why::Conflict && !m_opened)
        m_opened = m_machine;
    const MachinePatch typed = patch();
    NewMachine merged = formValues(typed.appliedTo(current));
    merged.labels = mergedLabels(m_machine.labels, m_form->values().labels, current.labels);
    m_machine = current;
    listStatuses();
    const bool stillLegal = !typed.status || checkStatusMove(current.status, *typed.status);
    m_status->setCurrentIndex(
        m_status->findData(int(typed.status && stillLegal ? *typed.status : current.status)));
    m_form->setValues(merged);
    m_loadButton->hide();
    sayRebased(why, stillLegal);
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
                 "and "
                 "yours stand side by side; where both changed a field, saving keeps yours.")
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
