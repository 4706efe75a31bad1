// SPDX-License-Identifier: GPL-3.0-or-later
#include "provemachinedialog.h"

#include "challengepanel.h"
#include "errorsentence.h"
#include "inlinenote.h"
#include "machinewords.h"
#include "whenfinished.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

ProveMachineDialog::ProveMachineDialog(Orchestrator &orchestrator, SigningDesk &desk, const QString &place,
                                       const Machine &machine, QWidget *parent)
    : GrowingDialog(parent)
    , m_machine(machine)
    , m_renewal(orchestrator, desk, place)
    , m_panel(new ChallengePanel(desk, this))
    , m_fault(new InlineNote(nullptr, this))
    , m_progressLabel(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_prove(new QPushButton(tr("&Sign and prove"), this))
{
    setObjectName(u"proveMachineDialog"_s);
    //: %1: name of a machine
    setWindowTitle(tr("Prove %1 again").arg(machine.displayName));
    buildLayout();
    connect(m_panel, &ChallengePanel::changed, this, &ProveMachineDialog::refresh);
    connect(m_panel, &ChallengePanel::renewalAsked, this, &ProveMachineDialog::requestChallenge);
    connect(m_panel, &ChallengePanel::elsewhereChanged, this, [this](bool elsewhere) {
        m_prove->setText(elsewhere ? tr("&Send the proof") : tr("&Sign and prove"));
    });
    connect(m_prove, &QPushButton::clicked, this, &ProveMachineDialog::prove);
    whenFinished(orchestrator.health(), this, [this](const Result<ServiceHealth> &health) {
        m_panel->setInstance(health ? health->instance : QString());
    });
    requestChallenge();
}

void ProveMachineDialog::buildLayout()
{
    auto *why = new QLabel(this);
    why->setObjectName(u"proveWhy"_s);
    why->setTextFormat(Qt::PlainText);
    why->setWordWrap(true);
    //: %1: name of a machine, %2: its identity, %3: whether its proof holds, a sentence
    why->setText(tr("%1, %2: %3 The new proof takes the place of the one that the service has.")
                     .arg(m_machine.displayName,
                          m_machine.identityRef ? m_machine.identityRef->did() : QString(),
                          machinewords::verification(m_machine)));
    m_fault->setObjectName(u"proveFault"_s);
    m_progress->setObjectName(u"proveProgress"_s);
    m_progress->setAccessibleName(tr("Waiting for the service"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    m_prove->setObjectName(u"proveButton"_s);
    m_prove->setDefault(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_prove, QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *progressRow = new QHBoxLayout;
    progressRow->addWidget(m_progressLabel);
    progressRow->addWidget(m_progress, 1);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(why);
    layout->addWidget(m_panel, 1);
    layout->addWidget(m_fault);
    layout->addLayout(progressRow);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 36);
}

void ProveMachineDialog::rememberForms(Settings &settings, const QString &place)
{
    m_panel->rememberForms(settings, place);
}

void ProveMachineDialog::setClock(const Clock &clock)
{
    m_panel->setClock(clock);
}

void ProveMachineDialog::requestChallenge()
{
    m_panel->clear();
    m_fault->clear();
    setBusy(true, tr("Asking for a challenge\u2026"));
    m_panel->beginAsking();
    const auto future = m_renewal.requestChallenge(*m_machine.identityRef);
    m_underway = QFuture<void>(future);
    whenFinished(future, this, [this](const Result<Challenge> &challenge) {
        setBusy(false);
        if (challenge)
            m_panel->setChallenge(*challenge);
        else
            m_fault->say(InlineNote::Kind::Fault, errorSentence(challenge.error()));
    });
}

void ProveMachineDialog::prove()
{
    if (!m_panel->mayBeSigned())
        return;
    m_fault->clear();
    const bool elsewhere = m_panel->isElsewhere();
    const Challenge &challenge = *m_panel->challenge();
    setBusy(true, elsewhere ? tr("Sending the proof\u2026") : tr("Signing, and sending the proof\u2026"));
    const auto future = elsewhere ? m_renewal.sendSignature(challenge, *m_panel->signature(), m_machine.id)
                                  : m_renewal.signAndSend(challenge, *m_panel->signer(), m_machine.id);
    m_underway = QFuture<void>(future);
    whenFinished(future, this, [this](const Result<ProofRenewal::Outcome> &outcome) {
        setBusy(false);
        if (!outcome) {
            m_fault->say(InlineNote::Kind::Fault, errorSentence(outcome.error()));
            return;
        }
        m_panel->noteAgreement();
        emit proven(outcome->machine, outcome->evidenceError);
        accept();
    });
}

void ProveMachineDialog::done(int result)
{
    m_underway.cancel();
    GrowingDialog::done(result);
}

void ProveMachineDialog::refresh()
{
    m_prove->setEnabled(!m_busy && m_panel->mayBeSigned());
}

void ProveMachineDialog::setBusy(bool busy, const QString &sentence)
{
    m_busy = busy;
    m_progress->setVisible(busy);
    m_progressLabel->setVisible(busy);
    m_progressLabel->setText(sentence);
    m_panel->setBusy(busy);
    refresh();
}

} // namespace muster
