// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengepage.h"

#include "clock.h"
#include "controllerkeypicker.h"
#include "foreigntext.h"
#include "inlinenote.h"
#include "messageview.h"
#include "signingdesk.h"
#include "whenfinished.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kConsentWord = "SIGN"_L1;
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
    , m_verdict(new InlineNote(m_message, this))
    , m_consentLabel(new QLabel(tr("Type &SIGN to sign it all the same:"), this))
    , m_consent(new QLineEdit(this))
    , m_expiry(new QLabel(this))
    , m_renewButton(new QPushButton(tr("&Get a new challenge"), this))
    , m_keys(new ControllerKeyPicker(desk, this))
    , m_activate(new QCheckBox(tr("&Activate the machine as soon as it is registered"), this))
    , m_fault(new InlineNote(nullptr, this))
    , m_progress(new QProgressBar(this))
    , m_progressLabel(new QLabel(this))
{
    setTitle(tr("Challenge"));
    setSubTitle(tr("Sign this text to prove that you control the identity. Exactly these bytes are signed."));
    setCommitPage(true);
    setButtonText(QWizard::CommitButton, tr("&Sign and register"));
    buildLayout();
    m_ticker.setInterval(kTick);
    connect(&m_ticker, &QTimer::timeout, this, &ChallengePage::tick);
    connect(m_renewButton, &QPushButton::clicked, this, &ChallengePage::requestChallenge);
    connect(m_consent, &QLineEdit::textChanged, this, &ChallengePage::completeChanged);
    connect(m_keys, &ControllerKeyPicker::chosenChanged, this, &ChallengePage::completeChanged);
    reset();
}

void ChallengePage::buildLayout()
{
    m_verdict->setObjectName(u"verdictNote"_s);
    m_consentLabel->setBuddy(m_consent);
    m_consent->setObjectName(u"consentField"_s);
    m_consent->setAccessibleName(tr("Type SIGN to sign a text that Muster does not understand"));
    m_consent->setMaximumWidth(fontMetrics().averageCharWidth() * 12);
    m_activate->setObjectName(u"activateBox"_s);
    m_activate->setChecked(true);
    m_fault->setObjectName(u"challengeFault"_s);
    m_progress->setObjectName(u"challengeProgress"_s);
    m_progress->setAccessibleName(tr("Waiting for the service"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    m_progressLabel->setObjectName(u"progressLabel"_s);

    auto *consentRow = new QHBoxLayout;
    consentRow->addWidget(m_consentLabel);
    consentRow->addWidget(m_consent);
    consentRow->addStretch();
    auto *progressRow = new QHBoxLayout;
    progressRow->addWidget(m_progressLabel);
    progressRow->addWidget(m_progress, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(buildExpiry());
    layout->addWidget(m_message, 1);
    layout->addWidget(m_verdict);
    layout->addLayout(consentRow);
    layout->addWidget(m_keys);
    layout->addWidget(m_activate);
    layout->addWidget(m_fault);
    layout->addLayout(progressRow);
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

void ChallengePage::setInstance(const QString &instance)
{
    m_instance = instance;
    judge();
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
    m_reading = {};
    m_registered = false;
    m_ticker.stop();
    m_message->clear();
    m_consent->clear();
    m_fault->clear();
    m_keys->setChallenge(std::nullopt);
    m_expiry->clear();
    judge();
    setBusy(false);
}

bool ChallengePage::isComplete() const
{
    return !m_busy && m_challenge && !isExpired() && mayBeSigned() && m_keys->chosen();
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
    judge();
    const Timestamp issued = m_reading.issuedAt.value_or(SystemClock().now());
    m_lifetime = challenge.expiresAt.milliseconds - issued.milliseconds;
    m_ticker.start();
    tick();
    emit completeChanged();
}

void ChallengePage::judge()
{
    m_reading = m_challenge ? readChallenge(*m_challenge, m_instance) : ChallengeReading();
    m_objection = m_challenge && !m_reading.isUnderstood()
                      ? foreignTextObjection(m_challenge->message, m_challenge->identityRef)
                      : QString();
    const bool unknown = m_challenge && !m_reading.isUnderstood() && m_objection.isEmpty();
    m_consentLabel->setVisible(unknown);
    m_consent->setVisible(unknown);
    if (!m_challenge) {
        m_verdict->clear();
    } else if (!m_objection.isEmpty()) {
        m_verdict->say(InlineNote::Kind::Fault, m_objection);
    } else if (unknown) {
        m_verdict->say(InlineNote::Kind::Warning, m_reading.fault);
    } else if (!m_reading.agrees()) {
        QStringList sentences;
        for (const ChallengeMismatch &mismatch : std::as_const(m_reading.mismatches))
            sentences.append(mismatchText(mismatch));
        m_verdict->say(InlineNote::Kind::Fault,
                       tr("This text must not be signed. %1").arg(sentences.join(u' ')));
    } else if (m_reading.instanceCompared) {
        m_verdict->say(
            InlineNote::Kind::Fine,
            tr("A challenge of this orchestrator for %1, and for nothing else.").arg(m_reading.identity));
    } else {
        m_verdict->say(InlineNote::Kind::Fine,
                       tr("A challenge for %1, and for nothing else. It names the orchestrator %2; "
                          "the service did not say whether that is its name.")
                           .arg(m_reading.identity, m_reading.instance));
    }
    emit completeChanged();
}

void ChallengePage::tick()
{
    if (!m_challenge)
        return;
    if (!isExpired()) {
        m_expiry->setText(tr("Expires in %1").arg(minutes(m_lifetime - m_asked.elapsed())));
        return;
    }
    m_ticker.stop();
    m_expiry->setText(tr("This challenge has expired."));
    emit completeChanged();
}

bool ChallengePage::isExpired() const
{
    return m_challenge && m_asked.elapsed() >= m_lifetime;
}

bool ChallengePage::mayBeSigned() const
{
    if (m_reading.isUnderstood())
        return m_reading.agrees();
    return m_objection.isEmpty() && m_consent->text() == kConsentWord;
}

void ChallengePage::signAndRegister()
{
    m_fault->clear();
    setBusy(true, tr("Signing and registering\u2026"));
    const auto future =
        m_registration.signAndCreate(*m_challenge, *m_keys->chosen(), m_machine, m_activate->isChecked());
    m_underway = QFuture<void>(future);
    whenFinished(future, this, [this](const Result<Registration::Outcome> &answer) {
        setBusy(false);
        m_registered = answer.has_value();
        if (answer)
            emit registered(*answer);
        else
            emit refused(answer.error());
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
    m_activate->setEnabled(!busy);
    emit completeChanged();
}

} // namespace muster
