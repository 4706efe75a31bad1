// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryentrydialog.h"

#include "address.h"
#include "addressfield.h"
#include "creditratings.h"
#include "errorsentence.h"
#include "fieldrules.h"
#include "inlinenote.h"
#include "registryeditor.h"
#include "whenfinished.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {

RegistryEntryDialog::RegistryEntryDialog(RegistryEditor &editor, const std::optional<RegistryEntry> &entry,
                                         QWidget *parent)
    : GrowingDialog(parent)
    , m_editor(editor)
    , m_before(entry)
    , m_identity(new QLineEdit(this))
    , m_identityNote(new InlineNote(m_identity, this))
    , m_name(new QLineEdit(this))
    , m_nameNote(new InlineNote(m_name, this))
    , m_controllers(new QPlainTextEdit(this))
    , m_controllersNote(new InlineNote(m_controllers, this))
    , m_operator(new AddressField(u"registryOperator"_s, AddressField::Empty::Allowed, this))
    , m_rating(new QComboBox(this))
    , m_bonded(new QCheckBox(tr("&Bonded"), this))
    , m_active(new QCheckBox(tr("A&ctive"), this))
    , m_note(new InlineNote(nullptr, this))
    , m_save(nullptr)
{
    setObjectName(u"registryEntryDialog"_s);
    setWindowTitle(entry ? tr("Edit identity") : tr("Add identity"));
    buildFields();
    buildLayout();
    if (entry)
        showEntry(*entry);
}

void RegistryEntryDialog::buildFields()
{
    m_identity->setObjectName(u"registryIdentityField"_s);
    m_identity->setPlaceholderText(u"did:peaq:42"_s);
    m_identityNote->setObjectName(u"registryIdentityNote"_s);
    m_name->setObjectName(u"registryNameField"_s);
    m_name->setPlaceholderText(tr("optional"));
    m_nameNote->setObjectName(u"registryNameNote"_s);
    m_controllers->setObjectName(u"registryControllersField"_s);
    m_controllers->setPlaceholderText(tr("One address a line; nobody can prove an identity without one"));
    m_controllers->setTabChangesFocus(true);
    m_controllers->setFixedHeight(fontMetrics().height() * 5);
    m_controllers->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_controllersNote->setObjectName(u"registryControllersNote"_s);
    m_operator->line()->setPlaceholderText(tr("0x…, optional"));
    m_rating->setObjectName(u"registryRating"_s);
    m_rating->addItem(tr("Not rated"), QString());
    for (const QString &rating : creditRatings())
        m_rating->addItem(rating, rating);
    m_rating->setToolTip(tr("What others hear who ask this registry; it is said of bonded machines only."));
    m_bonded->setObjectName(u"registryBonded"_s);
    m_bonded->setChecked(true);
    m_bonded->setToolTip(tr("The market searches bonded machines only."));
    m_active->setObjectName(u"registryActive"_s);
    m_active->setChecked(true);
    m_active->setToolTip(tr("Machines of an identity that is not active cannot be registered or used."));
    m_note->setObjectName(u"registryEntryNote"_s);
    connect(m_identity, &QLineEdit::textEdited, m_identityNote, &InlineNote::clear);
    connect(m_identity, &QLineEdit::editingFinished, this, [this] {
        if (!m_identity->text().isEmpty())
            judgeIdentity();
    });
    connect(m_name, &QLineEdit::textEdited, this, &RegistryEntryDialog::judgeName);
    connect(m_controllers, &QPlainTextEdit::textChanged, this, &RegistryEntryDialog::judgeControllers);
}

void RegistryEntryDialog::addRow(QFormLayout *form, const QString &label, QWidget *buddy, QWidget *field,
                                 QWidget *note)
{
    auto *words = new QLabel(label, this);
    words->setBuddy(buddy);
    buddy->setAccessibleName(QString(label).remove(u'&').remove(u':'));
    form->addRow(words, field);
    if (note)
        form->addRow(QString(), note);
}

void RegistryEntryDialog::buildLayout()
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addRow(form, tr("&Identity:"), m_identity, m_identity, m_identityNote);
    addRow(form, tr("&Name:"), m_name, m_name, m_nameNote);
    addRow(form, tr("C&ontrollers:"), m_controllers, m_controllers, m_controllersNote);
    addRow(form, tr("O&perator:"), m_operator->line(), m_operator, nullptr);
    addRow(form, tr("Credit &rating:"), m_rating, m_rating, nullptr);
    form->addRow(QString(), m_bonded);
    form->addRow(QString(), m_active);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setObjectName(u"registrySave"_s);
    m_save->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"registryCancel"_s);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &RegistryEntryDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
}

void RegistryEntryDialog::showEntry(const RegistryEntry &entry)
{
    m_identity->setText(entry.identityRef.did());
    m_identity->setReadOnly(true);
    m_identity->setToolTip(tr("An identity keeps its number; add another one for another number."));
    m_name->setText(entry.name);
    m_controllers->setPlainText(entry.controllers.join(u'\n'));
    m_operator->setAddress(entry.operatorAddress);
    m_rating->setCurrentIndex(m_rating->findData(entry.rating));
    m_bonded->setChecked(entry.bonded);
    m_active->setChecked(entry.active);
    m_name->setFocus();
}

std::optional<IdentityRef> RegistryEntryDialog::judgeIdentity()
{
    const Result<IdentityRef> read = IdentityRef::parse(m_identity->text().trimmed());
    if (!read) {
        m_identityNote->say(InlineNote::Kind::Fault, issuesOf(read.error()).value(0).message);
        return std::nullopt;
    }
    m_identityNote->clear();
    return *read;
}

std::optional<QString> RegistryEntryDialog::judgeName()
{
    QList<Issue> issues;
    const QString name = m_name->text().trimmed();
    if (!name.isEmpty())
        fieldrules::checkName(issues, u"/name"_s, name);
    m_nameNote->say(InlineNote::Kind::Fault, issues.value(0).message);
    return issues.isEmpty() ? std::optional(name) : std::nullopt;
}

std::optional<QStringList> RegistryEntryDialog::judgeControllers()
{
    QStringList faults;
    QStringList addresses;
    const QStringList lines = m_controllers->toPlainText().split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString typed = lines.at(i).trimmed();
        if (typed.isEmpty())
            continue;
        Address::Fault why{};
        const auto address = Address::parse(typed, &why);
        if (!address)
            faults.append(tr("Line %1: %2").arg(i + 1).arg(addressFaultText(why)));
        else if (addresses.contains(address->text()))
            faults.append(tr("Line %1: This controller stands twice.").arg(i + 1));
        else
            addresses.append(address->text());
    }
    m_controllersNote->say(InlineNote::Kind::Fault, faults.join(u'\n'));
    return faults.isEmpty() ? std::optional(addresses) : std::nullopt;
}

void RegistryEntryDialog::save()
{
    // Each is judged, so that every fault is seen at once.
    const auto identity = judgeIdentity();
    const auto name = judgeName();
    const auto controllers = judgeControllers();
    const bool operatorIsFine = m_operator->judgeAll();
    if (!identity)
        m_identity->setFocus();
    else if (!name)
        m_name->setFocus();
    else if (!controllers)
        m_controllers->setFocus();
    else if (!operatorIsFine)
        m_operator->setFocus();
    if (!identity || !name || !controllers || !operatorIsFine)
        return;
    m_note->clear();
    setBusy(true);
    const RegistryEntry entry{*identity,
                              *controllers,
                              m_operator->address().value_or(QString()),
                              *name,
                              m_bonded->isChecked(),
                              m_active->isChecked(),
                              m_rating->currentData().toString()};
    whenFinished(m_editor.store(entry, m_before), this,
                 [this, identity](const Result<void> &answer) { onSaved(*identity, answer); });
}

void RegistryEntryDialog::onSaved(const IdentityRef &identity, const Result<void> &answer)
{
    setBusy(false);
    if (answer) {
        emit saved(identity);
        accept();
        return;
    }
    const Error &error = answer.error();
    m_note->say(InlineNote::Kind::Fault,
                error.code == ErrorCode::PreconditionFailed ? error.message : errorSentence(error));
}

void RegistryEntryDialog::setBusy(bool busy)
{
    m_save->setEnabled(!busy);
}

} // namespace muster
