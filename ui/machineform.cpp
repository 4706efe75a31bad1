// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineform.h"

#include "capabilityeditor.h"
#include "inlinenote.h"
#include "labeleditor.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString memberOf(const Issue &issue)
{
    return issue.path.section(u'/', 1, 1);
}

bool hasBlankEnds(const QString &text)
{
    return text != text.trimmed();
}

} // namespace

MachineForm::MachineForm(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setColumnStretch(1, 1);
    m_displayName = addLine(tr("&Display name:"), u"displayName"_s, tr("Press 4, hall 2"));
    m_owner = addLine(tr("&Owner:"), u"ownerId"_s, tr("The organisation or account it belongs to"));
    m_machineType = addLine(tr("&Type:"), u"machineType"_s, tr("Optional, for example robot-arm"));
    m_runtimeProfile = addLine(tr("&Runtime profile:"), u"runtimeProfile"_s, tr("Optional"));
    m_capabilities = new CapabilityEditor(this);
    addField(tr("&Capabilities:"), u"capabilities"_s, m_capabilities);
    m_capabilities->installEventFilter(this);
    connect(m_capabilities, &CapabilityEditor::textChanged, this, [this] { onChanged(u"capabilities"_s); });
    m_labels = new LabelEditor(this);
    addField(tr("&Labels:"), u"labels"_s, m_labels);
    connect(m_labels, &LabelEditor::changed, this, [this] {
        m_left.insert(u"labels"_s);
        onChanged(u"labels"_s);
    });
    m_grid->setRowStretch(m_grid->rowCount() - 2, 1);
}

QLineEdit *MachineForm::addLine(const QString &label, const QString &member, const QString &example)
{
    auto *edit = new QLineEdit(this);
    edit->setPlaceholderText(example);
    addField(label, member, edit);
    connect(edit, &QLineEdit::textChanged, this, [this, member] { onChanged(member); });
    connect(edit, &QLineEdit::editingFinished, this, [this, member] { leave(member); });
    return edit;
}

void MachineForm::addField(const QString &label, const QString &member, QWidget *control)
{
    auto *title = new QLabel(label, this);
    title->setBuddy(control);
    auto *note = new InlineNote(control, this);
    note->setObjectName(member + "Note"_L1);
    control->setObjectName(member + "Field"_L1);
    control->setAccessibleName(QString(label).remove(u'&').remove(u':'));
    const int row = m_grid->rowCount();
    // Level with the text of the control beside it, not with its frame.
    title->setMinimumHeight(QLineEdit().sizeHint().height());
    m_grid->addWidget(title, row, 0, Qt::AlignTop);
    m_grid->addWidget(control, row, 1);
    m_grid->addWidget(note, row + 1, 1);
    if (auto *choice = qobject_cast<QComboBox *>(control))
        connect(choice, &QComboBox::currentIndexChanged, this, [this, member] { onChanged(member); });
    m_order.append(member);
    m_fields.insert(member, {control, note});
}

void MachineForm::setValues(const NewMachine &machine)
{
    m_displayName->setText(machine.displayName);
    m_owner->setText(machine.ownerId);
    m_machineType->setText(machine.machineType);
    m_runtimeProfile->setText(machine.runtimeProfile);
    m_capabilities->setEntries(machine.capabilities);
    m_labels->setLabels(machine.labels);
    m_left.clear();
    m_fromService.clear();
    showFaults();
}

NewMachine MachineForm::values() const
{
    NewMachine machine;
    machine.displayName = m_displayName->text();
    machine.ownerId = m_owner->text();
    machine.machineType = m_machineType->text();
    machine.runtimeProfile = m_runtimeProfile->text();
    machine.capabilities = m_capabilities->entries();
    machine.labels = m_labels->labels();
    return machine;
}

void MachineForm::setVocabulary(const LabelVocabulary &vocabulary)
{
    m_labels->setVocabulary(vocabulary);
}

void MachineForm::setReadOnly(bool readOnly)
{
    for (QLineEdit *edit : {m_displayName, m_owner, m_machineType, m_runtimeProfile})
        edit->setReadOnly(readOnly);
    m_capabilities->setReadOnly(readOnly);
    m_labels->setReadOnly(readOnly);
}

void MachineForm::finishEditing()
{
    QWidget *focused = window()->focusWidget();
    if (focused && m_labels->isAncestorOf(focused))
        focused->clearFocus();
}

bool MachineForm::judgeAll()
{
    finishEditing();
    m_left = QSet<QString>(m_order.begin(), m_order.end());
    showFaults();
    return issues().isEmpty();
}

QList<Issue> MachineForm::showIssues(const QList<Issue> &issues)
{
    QList<Issue> homeless;
    m_fromService.clear();
    for (const Issue &issue : issues)
        (hasPlaceFor(issue) ? m_fromService : homeless).append(issue);
    showFaults();
    return homeless;
}

bool MachineForm::hasPlaceFor(const Issue &issue) const
{
    return m_fields.contains(memberOf(issue));
}

void MachineForm::focusFirstFault()
{
    for (const QString &member : std::as_const(m_order)) {
        const Field field = m_fields.value(member);
        const bool faulty = field.note->isFault() || (member == "labels"_L1 && m_labels->hasFaults());
        if (faulty) {
            field.control->setFocus();
            return;
        }
    }
}

void MachineForm::leave(const QString &member)
{
    m_left.insert(member);
    showFaults();
}

void MachineForm::onChanged(const QString &member)
{
    m_fromService.removeIf([&member](const Issue &issue) { return memberOf(issue) == member; });
    showFaults();
    emit changed();
}

QList<Issue> MachineForm::issues() const
{
    return values().issues() + m_labels->issues();
}

void MachineForm::showFaults()
{
    QMap<QString, QList<Issue>> byMember;
    const QList<Issue> ours = issues();
    for (const Issue &issue : ours) {
        if (m_left.contains(memberOf(issue)))
            byMember[memberOf(issue)].append(issue);
    }
    for (const Issue &issue : std::as_const(m_fromService))
        byMember[memberOf(issue)].append(issue);
    for (const QString &member : std::as_const(m_order))
        showFault(member, byMember.value(member));
}

void MachineForm::showFault(const QString &member, const QList<Issue> &issues)
{
    if (member == "labels"_L1) {
        m_labels->showIssues(issues);
        return;
    }
    InlineNote *note = m_fields.value(member).note;
    QStringList sentences;
    for (const Issue &issue : issues)
        sentences.append(sentence(member, issue));
    sentences.removeDuplicates();
    if (!sentences.isEmpty()) {
        note->say(InlineNote::Kind::Fault, sentences.join(u' '));
        return;
    }
    const QStringList entries = m_capabilities->entries();
    const bool blanks =
        member == "capabilities"_L1 && std::any_of(entries.begin(), entries.end(), hasBlankEnds);
    note->say(InlineNote::Kind::Warning,
              blanks ? tr("A capability begins or ends with a blank; it is kept.") : QString());
}

QString MachineForm::sentence(const QString &member, const Issue &issue) const
{
    bool isEntry = false;
    const int entry = issue.path.section(u'/', 2, 2).toInt(&isEntry);
    if (member == "capabilities"_L1 && isEntry)
        return tr("Line %1: %2").arg(m_capabilities->lineOf(entry)).arg(issue.message);
    return issue.message;
}

bool MachineForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_capabilities && event->type() == QEvent::FocusOut)
        leave(u"capabilities"_s);
    return QWidget::eventFilter(watched, event);
}

} // namespace muster
