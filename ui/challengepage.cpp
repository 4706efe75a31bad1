// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengepage.h"

#include "challengepanel.h"
#include "inlinenote.h"
#include "whenfinished.h"

#include <QCheckBox>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {
ChallengePage::ChallengePage(Registration &registration, SigningDesk &desk, QWidget *parent)
    : QWizardPage(parent)
    , m_registration(registration)
    , m_panel(new ChallengePanel(desk, this))
    , m_activate(new QCheckBox(tr("&Activate the machine as soon as it is registered"), this))
    , m_fault(new InlineNote(nullptr, this))
    , m_progress(new QProgressBar(this))
    , m_progressLabel(new QLabel(this))
{
    setTitle(tr("Challenge"));
    setSubTitle(tr("Sign this text to prove that you control the identity. Exactly these bytes are signed."));
    setCommitPage(true);
    buildLayout();
    connect(m_panel, &ChallengePanel::changed, this, &QWizardPage::completeChanged);
    connect(m_panel, &ChallengePanel::renewalAsked, this, &ChallengePage::requestChallenge);
    connect(m_panel, &ChallengePanel::elsewhereChanged, this, &ChallengePage::nameButton);
    nameButton(false);
    reset();
}

void ChallengePage::buildLayout()
{
    m_activate->setObjectName(u"activateBox"_s);
    m_activate->setChecked(true);
    m_fault->setObjectName(u"challengeFault"_s);
    m_progress->setObjectName(u"challengeProgress"_s);
    m_progress->setAccessibleName(tr("Waiting for the service"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    m_progressLabel->setObjectName(u"progressLabel"_s);

    auto *progressRow = new QHBoxLayout;
    progressRow->addWidget(m_progressLabel);
    progressRow->addWidget(m_progress, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_panel, 1);
    layout->addWidget(m_activate);
    layout->addWidget(m_fault);
    layout->addLayout(progressRow);
}

void ChallengePage::begin(const NewMachine &machine)
{
    const auto &challenge = m_panel->challenge();
    const bool fits = challenge && challenge->identityRef == machine.identityRef && !m_panel->isExpired();
    m_machine = machine;
    m_fault->clear();
    if (!fits)
        requestChallenge();
}

void ChallengePage::rememberForms(Settings &settings, const QString &place)
{
    m_panel->rememberForms(settings, place);
}

void ChallengePage::setInstance(const QString &instance)
{
    m_panel->setInstance(instance);
}

void ChallengePage::setClock(const Clock &clock)
{
    m_panel->setClock(clock);
}

void ChallengePage::showFault(const QString &sentence)
{
    m_fault->say(InlineNote::Kind::Fault, sentence);
}

void ChallengePage::stop()
{
    m_underway.cancel();
}

void ChallengePage::reset()
{
    m_registered = false;
    m_panel->clear();
    m_fault->clear();
    setBusy(false);
}

bool ChallengePage::isComplete() const
{
    return !m_busy && m_panel->mayBeSigned();
}

void ChallengePage::nameButton(bool elsewhere)
{
    setButtonText(QWizard::CommitButton, elsewhere ? tr("&Register") : tr("&Sign and register"));
}

bool ChallengePage::validatePage()
{
    if (!m_registered && isComplete())
        signAndRegister();
    return m_registered;
}

void ChallengePage::requestChallenge()
{
    reset();
    setBusy(true, tr("Asking for a challenge\u2026"));
    m_panel->beginAsking();
    const auto future = m_registration.requestChallenge(*m_machine.identityRef);
    m_underway = QFuture<void>(future);
    whenFinished(future, this, [this](const Result<Challenge> &answer) {
        setBusy(false);
        if (answer)
            m_panel->setChallenge(*answer);
        else
            emit refused(answer.error());
    });
}

void ChallengePage::signAndRegister()
{
    m_fault->clear();
    const bool elsewhere = m_panel->isElsewhere();
    const Challenge &challenge = *m_panel->challenge();
    setBusy(true, elsewhere ? tr("Registering\u2026") : tr("Signing and registering\u2026"));
    const auto future = elsewhere ? m_registration.createWithSignature(challenge, *m_panel->signature(),
                                                                       m_machine, m_activate->isChecked())
                                  : m_registration.signAndCreate(challenge, *m_panel->signer(), m_machine,
                                                                 m_activate->isChecked());
    m_underway = QFuture<void>(future);
    whenFinished(future, this, [this](const Result<Registration::Outcome> &answer) {
        setBusy(false);
        m_registered = answer.has_value();
        if (answer) {
            m_panel->noteAgreement();
            emit registered(*answer);
        } else {
            emit refused(answer.error());
        }
    });
}

void ChallengePage::setBusy(bool busy, const QString &sentence)
{
    m_busy = busy;
    m_progress->setVisible(busy);
    m_progressLabel->setVisible(busy);
    m_progressLabel->setText(sentence);
    m_activate->setEnabled(!busy);
    m_panel->setBusy(busy);
}

} // namespace muster
