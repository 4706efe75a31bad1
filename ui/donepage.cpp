// SPDX-License-Identifier: GPL-3.0-or-later
#include "donepage.h"

#include "errorsentence.h"
#include "inlinenote.h"
#include "machinewords.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QLabel *addFact(QFormLayout *facts, const QString &title, const QString &name)
{
    auto *value = new QLabel;
    value->setObjectName(name);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *label = new QLabel(title);
    label->setBuddy(value);
    label->setForegroundRole(QPalette::PlaceholderText);
    facts->addRow(label, value);
    return value;
}

} // namespace

DonePage::DonePage(QWidget *parent)
    : QWizardPage(parent)
    , m_result(new InlineNote(nullptr, this))
    , m_activation(new InlineNote(nullptr, this))
    , m_evidence(new InlineNote(nullptr, this))
{
    setTitle(tr("Done"));
    setSubTitle(tr("The machine stands in the fleet now."));
    m_result->setObjectName(u"resultNote"_s);
    m_activation->setObjectName(u"activationNote"_s);
    m_evidence->setObjectName(u"evidenceNote"_s);
    auto *facts = new QFormLayout;
    m_name = addFact(facts, tr("Display name:"), u"doneName"_s);
    m_id = addFact(facts, tr("Machine id:"), u"doneId"_s);
    m_identity = addFact(facts, tr("Identity:"), u"doneIdentity"_s);
    m_status = addFact(facts, tr("Status:"), u"doneStatus"_s);
    m_signer = addFact(facts, tr("Signed by:"), u"doneSigner"_s);
    auto *another = new QPushButton(tr("Register a&nother"), this);
    another->setObjectName(u"anotherButton"_s);
    another->setAutoDefault(false);
    connect(another, &QPushButton::clicked, this, &DonePage::anotherRequested);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_result);
    layout->addWidget(m_activation);
    layout->addWidget(m_evidence);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addLayout(facts);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(another, 0, Qt::AlignLeft);
    layout->addStretch();
}

void DonePage::showOutcome(const Registration::Outcome &outcome)
{
    const Machine &machine = outcome.machine;
    const bool active = machine.status == MachineStatus::Active;
    m_result->say(InlineNote::Kind::Fine, active
                                              ? tr("%1 is registered and active.").arg(machine.displayName)
                                              : tr("%1 is registered as a draft.").arg(machine.displayName));
    if (outcome.activationError) {
        m_activation->say(
            InlineNote::Kind::Warning,
            tr("It could not be activated. %1 To try again later, edit the machine and set its status to "
               "active.")
                .arg(errorSentence(*outcome.activationError)));
    } else {
        m_activation->clear();
    }
    m_evidence->say(InlineNote::Kind::Warning,
                    outcome.evidenceError
                        ? tr("Its proof is kept here, but not the record that the service answered. %1")
                              .arg(errorSentence(*outcome.evidenceError))
                        : QString());
    m_name->setText(machine.displayName);
    m_id->setText(machine.id);
    m_identity->setText(machine.identityRef ? machine.identityRef->did() : tr("(none)"));
    m_status->setText(machinewords::status(machine.status));
    m_signer->setText(machine.identityProof ? machine.identityProof->signerAddress : tr("(not named)"));
}

} // namespace muster
