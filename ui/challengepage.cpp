// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengepage.h"

#include "challengeverdict.h"
#include "controllerkeypicker.h"
#include "inlinenote.h"
#include "messageview.h"
#include "signelsewherepanel.h"
#include "signingdesk.h"
#include "whenfinished.h"

#include <QCheckBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kTick = 250;

QString minutes(qint64 milliseconds)
{
    const qint64 seconds = (milliseconds + 999) / 1000;
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

} // namespace

ChallengePage::ChallengePage(Registration &registration, SigningDesk &desk, QWidget *parent)
    : QWizardPage(parent)
    , m_registration(registration)
    , m_message(new MessageView(this))
    , m_verdict(new ChallengeVerdict(m_message, this))
    , m_expiry(new QLabel(this))
    , m_renewButton(new QPushButton(tr("&Get a new challenge"), this))
    , m_keys(new ControllerKeyPicker(desk, this))
    , m_elsewhereButton(new QPushButton(tr("Sign &elsewhere"), this))
    , m_elsewhere(new SignElsewherePanel(this))
    , m_activate(new QCheckBox(tr("&Activate the machine as soon as it is registered"), this))
    , m_fault(new InlineNote(nullptr, this))
    , m_progress(new QProgressBar(this))
    , m_progressLabel(new QLabel(this))
{
    setTitle(tr("Challenge"));
    setSubTitle(tr("Sign this text to prove that you control the identity. Exactly these bytes are signed."));
    setCommitPage(true);
    buildLayout();
    m_ticker.setInterval(kTick);
    connect(&m_ticker, &QTimer::timeout, this, &ChallengePage::tick);
    connect(m_renewButton, &QPushButton::clicked, this, &ChallengePage::requestChallenge);
    connect(m_verdict, &ChallengeVerdict::changed, this, &ChallengePage::followVerdict);
    connect(m_message, &MessageView::readToEndChanged, this, &ChallengePage::completeChanged);
    connect(m_keys, &ControllerKeyPicker::chosenChanged, this, &ChallengePage::completeChanged);
    connect(m_elsewhere, &SignElsewherePanel::signatureChanged, this, &ChallengePage::completeChanged);
    connect(m_elsewhereButton, &QPushButton::toggled, this, &ChallengePage::signElsewhere);
    signElsewhere(false);
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
    layout->addLayout(buildExpiry());
    layout->addWidget(m_message, 1);
    layout->addWidget(m_verdict);
    layout->addLayout(buildSigning());
    layout->addWidget(m_activate);
    layout->addWidget(m_fault);
    layout->addLayout(progressRow);
}

QLayout *ChallengePage::buildSigning()
{
    m_elsewhereButton->setObjectName(u"elsewhereButton"_s);
    m_elsewhereButton->setCheckable(true);
    m_elsewhereButton->setAutoDefault(false);
    m_elsewhereButton->setToolTip(tr("For a controller key that another program or another person holds"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_keys, 1);
    row->addWidget(m_elsewhere, 1);
    row->addWidget(m_elsewhereButton, 0, Qt::AlignTop);
    return row;
}

QLayout *ChallengePage::buildExpiry()
{
    m_expiry->setObjectName(u"expiryLabel"_s);
    m_renewButton->setObjectName(u"renewButton"_s);
    m_renewButton->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_expiry, 1);
    row->addWidget(m_renewButton);
    return row;
}

void ChallengePage::begin(const NewMachine &machine)
{
    const bool fits = m_challenge && m_challenge->identityRef == machine.identityRef && !isExpired();
    m_machine = machine;
    m_fault->clear();
    if (!fits)
        requestChallenge();
}

void ChallengePage::rememberForms(Settings &settings, const QString &place)
{
    m_verdict->rememberForms(settings, place);
}

void ChallengePage::setInstance(const QString &instance)
{
    m_verdict->setInstance(instance);
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
    m_challenge.reset();
    m_registered = false;
    m_ticker.stop();
    m_message->clear();
    m_fault->clear();
    m_keys->setChallenge(std::nullopt);
    m_elsewhere->setChallenge(std::nullopt);
    m_expiry->clear();
    highlightRenewal(false);
    m_verdict->setChallenge(std::nullopt);
    setBusy(false);
}

bool ChallengePage::isComplete() const
{
    return !m_busy && m_challenge && !isExpired() && m_verdict->mayBeSigned() && isSignerReady() &&
           (m_verdict->reading().isUnderstood() || m_message->isReadToEnd());
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
    m_asked.start();
    m_askedAt = m_clock->now();
    const auto future = m_registration.requestChallenge(*m_machine.identityRef);
    m_underway = QFuture<void>(future);
    whenFinished(future, this, [this](const Result<Challenge> &answer) {
        setBusy(false);
        if (answer)
            takeChallenge(*answer);
        else
            emit refused(answer.error());
    });
}

void ChallengePage::takeChallenge(const Challenge &challenge)
{
    m_challenge = challenge;
    m_message->showMessage(challenge.message);
    m_keys->setChallenge(challenge);
    m_elsewhere->setChallenge(challenge);
    m_verdict->setChallenge(challenge);
    m_message->demandReading(!m_verdict->reading().isUnderstood());
    const Timestamp issued = m_verdict->reading().issuedAt.value_or(m_clock->now());
    m_lifetime = challenge.expiresAt.milliseconds - issued.milliseconds;
    if (!m_verdict->reading().issuedAt && *m_lifetime <= 0)
        m_lifetime.reset();
    m_ticker.start();
    tick();
    emit completeChanged();
}

void ChallengePage::tick()
{
    if (!m_challenge)
        return;
    if (m_lifetime && !isExpired()) {
        m_expiry->setText(tr("Expires in %1").arg(minutes(*m_lifetime - elapsed())));
        return;
    }
    m_ticker.stop();
    if (!m_lifetime) {
        m_expiry->setText(tr("Expires at %1 by the clock of the service, which differs from this computer's.")
                              .arg(m_challenge->expiresAt.text()));
        return;
    }
    expire();
}

void ChallengePage::expire()
{
    m_expiry->setText(tr("This challenge has expired."));
    // QWizard makes a button of its own the default whenever it looks at them: the renewal comes after.
    emit completeChanged();
    highlightRenewal(true);
}

void ChallengePage::highlightRenewal(bool on)
{
    m_renewButton->setAutoDefault(on);
    m_renewButton->setDefault(on);
    if (on)
        m_renewButton->setFocus();
}

qint64 ChallengePage::elapsed() const
{
    return qMax(m_asked.elapsed(), m_clock->now().milliseconds - m_askedAt.milliseconds);
}

bool ChallengePage::isExpired() const
{
    return m_challenge && m_lifetime && elapsed() >= *m_lifetime;
}

bool ChallengePage::isSignerReady() const
{
    return m_elsewhereButton->isChecked() ? m_elsewhere->signature().has_value()
                                          : m_keys->chosen().has_value();
}

void ChallengePage::followVerdict()
{
    m_elsewhere->setEnabled(!m_busy && m_verdict->mayBeHandedOut());
    emit completeChanged();
}

void ChallengePage::signElsewhere(bool elsewhere)
{
    m_keys->setVisible(!elsewhere);
    m_elsewhere->setVisible(elsewhere);
    setButtonText(QWizard::CommitButton, elsewhere ? tr("&Register") : tr("&Sign and register"));
    emit completeChanged();
}

void ChallengePage::signAndRegister()
{
    m_fault->clear();
    const bool elsewhere = m_elsewhereButton->isChecked();
    setBusy(true, elsewhere ? tr("Registering\u2026") : tr("Signing and registering\u2026"));
    const auto future = elsewhere
                            ? m_registration.createWithSignature(*m_challenge, *m_elsewhere->signature(),
                                                                 m_machine, m_activate->isChecked())
                            : m_registration.signAndCreate(*m_challenge, *m_keys->chosen(), m_machine,
                                                           m_activate->isChecked());
    m_underway = QFuture<void>(future);
    whenFinished(future, this, [this](const Result<Registration::Outcome> &answer) {
        setBusy(false);
        m_registered = answer.has_value();
        if (answer) {
            m_verdict->noteAgreement();
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
    m_renewButton->setEnabled(!busy);
    m_keys->setEnabled(!busy);
    m_elsewhereButton->setEnabled(!busy);
    m_activate->setEnabled(!busy);
    followVerdict();
}

} // namespace muster
