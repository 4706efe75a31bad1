// SPDX-License-Identifier: GPL-3.0-or-later
#include "rotatecontrollerdialog.h"

#include "addressfield.h"
#include "errorsentence.h"
#include "inlinenote.h"
#include "registryeditor.h"
#include "whenfinished.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {

RotateControllerDialog::RotateControllerDialog(RegistryEditor &editor, const RegistryEntry &entry,
                                               QWidget *parent)
    : GrowingDialog(parent)
    , m_editor(editor)
    , m_entry(entry)
    , m_former(new QComboBox(this))
    , m_next(new AddressField(u"nextController"_s, AddressField::Empty::Refused, this))
    , m_note(new InlineNote(nullptr, this))
    , m_save(nullptr)
{
    setObjectName(u"rotateControllerDialog"_s);
    setWindowTitle(tr("Rotate controller of %1").arg(entry.identityRef.did()));
    m_former->setObjectName(u"formerController"_s);
    m_former->addItems(entry.controllers);
    m_former->setEnabled(entry.controllers.size() > 1);
    m_note->setObjectName(u"rotateNote"_s);
    buildLayout();
    connect(m_next, &AddressField::changed, m_note, &InlineNote::clear);
    m_next->setFocus();
}

void RotateControllerDialog::buildLayout()
{
    auto *words = new QLabel(tr("Machines that the former controller proved are not verified any more, until "
                                "they are proven again or the former controller is put back."),
                             this);
    words->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *former = new QLabel(tr("&Former controller:"), this);
    former->setBuddy(m_former);
    auto *next = new QLabel(tr("&New controller:"), this);
    next->setBuddy(m_next->line());
    m_former->setAccessibleName(tr("Former controller"));
    m_next->line()->setAccessibleName(tr("New controller"));
    form->addRow(former, m_former);
    form->addRow(next, m_next);
    auto *buttons = new QDialogButtonBox(this);
    m_save = buttons->addButton(tr("&Rotate"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(u"rotateConfirm"_s);
    m_save->setDefault(true);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"rotateCancel"_s);
    cancel->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &RotateControllerDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap * 3 / 4);
    layout->addWidget(words);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
}

void RotateControllerDialog::save()
{
    if (!m_next->judgeAll()) {
        m_next->setFocus();
        return;
    }
    const QString next = *m_next->address();
    if (m_entry.controllers.contains(next)) {
        m_note->say(InlineNote::Kind::Fault, tr("%1 controls this identity already.").arg(next));
        m_next->setFocus();
        return;
    }
    RegistryEntry after = m_entry;
    after.controllers.replace(m_former->currentIndex(), next);
    m_save->setEnabled(false);
    whenFinished(m_editor.store(after, m_entry), this,
                 [this](const Result<void> &answer) { onSaved(answer); });
}

void RotateControllerDialog::onSaved(const Result<void> &answer)
{
    m_save->setEnabled(true);
    if (answer) {
        emit saved(m_entry.identityRef);
        accept();
        return;
    }
    const Error &error = answer.error();
    m_note->say(InlineNote::Kind::Fault,
                error.code == ErrorCode::PreconditionFailed ? error.message : errorSentence(error));
}

} // namespace muster
