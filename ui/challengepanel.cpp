// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengepanel.h"

#include "challengeverdict.h"
#include "controllerkeypicker.h"
#include "messageview.h"
#include "signelsewherepanel.h"
#include "signingdesk.h"

#include <QLabel>
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

ChallengePanel::ChallengePanel(SigningDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_message(new MessageView(this))
    , m_verdict(new ChallengeVerdict(m_message, this))
    , m_expiry(new QLabel(this))
    , m_renewButton(new QPushButton(tr("&Get a new challenge"), this))
    , m_keys(new ControllerKeyPicker(desk, this))
    , m_elsewhereButton(new QPushButton(tr("Sign &elsewhere"), this))
    , m_elsewhere(new SignElsewherePanel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(buildExpiry());
    layout->addWidget(m_message, 1);
    layout->addWidget(m_verdict);
    layout->addLayout(buildSigning());
    m_ticker.setInterval(kTick);
    connect(&m_ticker, &QTimer::timeout, this, &ChallengePanel::tick);
    connect(m_renewButton, &QPushButton::clicked, this, &ChallengePanel::renewalAsked);
    connect(m_verdict, &ChallengeVerdict::changed, this, &ChallengePanel::followVerdict);
    connect(m_message, &MessageView::readToEndChanged, this, &ChallengePanel::changed);
    connect(m_keys, &ControllerKeyPicker::chosenChanged, this, &ChallengePanel::changed);
    connect(m_elsewhere, &SignElsewherePanel::signatureChanged, this, &ChallengePanel::changed);
    connect(m_elsewhereButton, &QPushButton::toggled, this, &ChallengePanel::signElsewhere);
    signElsewhere(false);
    clear();
}

QLayout *ChallengePanel::buildSigning()
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

QLayout *ChallengePanel::buildExpiry()
{
    m_expiry->setObjectName(u"expiryLabel"_s);
    m_renewButton->setObjectName(u"renewButton"_s);
    m_renewButton->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_expiry, 1);
    row->addWidget(m_renewButton);
    return row;
}

void ChallengePanel::rememberForms(Settings &settings, const QString &place)
{
    m_verdict->rememberForms(settings, place);
}

void ChallengePanel::setInstance(const QString &instance)
{
    m_verdict->setInstance(instance);
}

void ChallengePanel::clear()
{
    m_challenge.reset();
    m_ticker.stop();
    m_message->clear();
    m_keys->setChallenge(std::nullopt);
    m_elsewhere->setChallenge(std::nullopt);
    m_expiry->clear();
    highlightRenewal(false);
    m_verdict->setChallenge(std::nullopt);
}

void ChallengePanel::beginAsking()
{
    m_asked.start();
    m_askedAt = m_clock->now();
}

void ChallengePanel::setChallenge(const Challenge &challenge)
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
    emit changed();
}

bool ChallengePanel::mayBeSigned() const
{
    const bool hasSigner = isElsewhere() ? signature().has_value() : signer().has_value();
    return !m_busy && m_challenge && !isExpired() && m_verdict->mayBeSigned() && hasSigner &&
           (m_verdict->reading().isUnderstood() || m_message->isReadToEnd());
}

bool ChallengePanel::isElsewhere() const
{
    return m_elsewhereButton->isChecked();
}

std::optional<Address> ChallengePanel::signer() const
{
    return m_keys->chosen();
}

std::optional<QString> ChallengePanel::signature() const
{
    return m_elsewhere->signature();
}

void ChallengePanel::noteAgreement()
{
    m_verdict->noteAgreement();
}

void ChallengePanel::tick()
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

void ChallengePanel::expire()
{
    m_expiry->setText(tr("This challenge has expired."));
    // QWizard makes a button of its own the default whenever it looks at them: the renewal comes after.
    emit changed();
    highlightRenewal(true);
}

void ChallengePanel::highlightRenewal(bool on)
{
    m_renewButton->setAutoDefault(on);
    m_renewButton->setDefault(on);
    if (on)
        m_renewButton->setFocus();
}

qint64 ChallengePanel::elapsed() const
{
    return qMax(m_asked.elapsed(), m_clock->now().milliseconds - m_askedAt.milliseconds);
}

bool ChallengePanel::isExpired() const
{
    return m_challenge && m_lifetime && elapsed() >= *m_lifetime;
}

void ChallengePanel::followVerdict()
{
    m_elsewhere->setEnabled(!m_busy && m_verdict->mayBeHandedOut());
    emit changed();
}

void ChallengePanel::signElsewhere(bool elsewhere)
{
    m_keys->setVisible(!elsewhere);
    m_elsewhere->setVisible(elsewhere);
    emit elsewhereChanged(elsewhere);
    emit changed();
}

void ChallengePanel::setBusy(bool busy)
{
    m_busy = busy;
    m_renewButton->setEnabled(!busy);
    m_keys->setEnabled(!busy);
    m_elsewhereButton->setEnabled(!busy);
    followVerdict();
}

} // namespace muster
