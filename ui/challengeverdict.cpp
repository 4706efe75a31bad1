// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengeverdict.h"

#include "clock.h"
#include "foreigntext.h"
#include "inlinenote.h"
#include "settings.h"
#include "textshape.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kConsentWord = "SIGN"_L1;

} // namespace

ChallengeVerdict::ChallengeVerdict(QWidget *about, QWidget *parent)
    : QWidget(parent)
    , m_verdict(new InlineNote(about, this))
    , m_consentLabel(new QLabel(tr("T&ype SIGN to sign it all the same:"), this))
    , m_consent(new QLineEdit(this))
{
    m_verdict->setObjectName(u"verdictNote"_s);
    m_consentLabel->setBuddy(m_consent);
    m_consent->setObjectName(u"consentField"_s);
    m_consent->setAccessibleName(tr("Type SIGN to sign a text that Muster does not understand"));
    m_consent->setMaximumWidth(fontMetrics().averageCharWidth() * 12);
    auto *consentRow = new QHBoxLayout;
    consentRow->addWidget(m_consentLabel);
    consentRow->addWidget(m_consent);
    consentRow->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_verdict);
    layout->addLayout(consentRow);
    connect(m_consent, &QLineEdit::textChanged, this, &ChallengeVerdict::changed);
    judge();
}

void ChallengeVerdict::rememberForms(Settings &settings, const QString &place)
{
    m_settings = &settings;
    m_place = place;
    judge();
}

void ChallengeVerdict::setInstance(const QString &instance)
{
    m_instance = instance;
    judge();
}

void ChallengeVerdict::setChallenge(const std::optional<Challenge> &challenge)
{
    m_challenge = challenge;
    m_consent->clear();
    judge();
}

bool ChallengeVerdict::mayBeHandedOut() const
{
    return isUnknown() || (m_challenge && m_instance && m_reading.agrees());
}

bool ChallengeVerdict::mayBeSigned() const
{
    return mayBeHandedOut() &&
           (!isUnknown() || m_shape == m_agreedShape || m_consent->text() == kConsentWord);
}

void ChallengeVerdict::noteAgreement()
{
    if (m_settings && isUnknown())
        m_settings->setAgreedShape(m_place, m_shape);
}

bool ChallengeVerdict::isUnknown() const
{
    return m_challenge && !m_reading.isUnderstood() && m_objection.isEmpty();
}

void ChallengeVerdict::judge()
{
    m_reading = m_challenge ? readChallenge(*m_challenge, m_instance.value_or(QString()), SystemClock().now())
                            : ChallengeReading();
    m_objection = m_challenge && !m_reading.isUnderstood()
                      ? foreignTextObjection(m_challenge->message, m_challenge->identityRef)
                      : QString();
    m_shape = isUnknown() ? textShape(m_challenge->message) : QString();
    m_agreedShape = m_settings ? m_settings->agreedShape(m_place) : QString();
    const bool asks = isUnknown() && m_shape != m_agreedShape;
    m_consentLabel->setVisible(asks);
    m_consent->setVisible(asks);
    say();
    emit changed();
}

void ChallengeVerdict::say()
{
    if (!m_challenge) {
        m_verdict->clear();
    } else if (!m_objection.isEmpty()) {
        m_verdict->say(InlineNote::Kind::Fault, m_objection);
    } else if (isUnknown()) {
        sayUnknown();
    } else if (!m_reading.agrees()) {
        QStringList sentences;
        for (const ChallengeMismatch &mismatch : std::as_const(m_reading.mismatches))
            sentences.append(mismatchText(mismatch));
        m_verdict->say(InlineNote::Kind::Fault,
                       tr("This text must not be signed. %1").arg(sentences.join(u' ')));
    } else if (!m_instance) {
        m_verdict->say(InlineNote::Kind::Hint,
                       tr("Waiting for the name of the service, to compare it with %1 in the text\u2026")
                           .arg(m_reading.instance));
    } else if (m_reading.instanceCompared) {
        m_verdict->say(
            InlineNote::Kind::Fine,
            tr("A challenge of this orchestrator for %1, and for nothing else.").arg(m_reading.identity));
    } else {
        m_verdict->say(
            InlineNote::Kind::Warning,
            tr("A challenge for %1, and for nothing else. It names the orchestrator %2, which could "
               "not be compared with the service's name: the service did not give it.")
                .arg(m_reading.identity, m_reading.instance));
    }
}

void ChallengeVerdict::sayUnknown()
{
    if (m_shape == m_agreedShape)
        m_verdict->say(InlineNote::Kind::Hint,
                       tr("Muster does not know what this text means. It has the form that you agreed to "
                          "sign for this service."));
    else if (!m_agreedShape.isEmpty())
        m_verdict->say(InlineNote::Kind::Warning,
                       tr("This text has another form than those that you agreed to sign for this service: "
                          "read it anew. %1")
                           .arg(m_reading.fault));
    else
        m_verdict->say(
            InlineNote::Kind::Warning,
            tr("%1 The service asked for it over this connection, so you may sign it once you have "
               "read it. Muster says so once for a service, and remembers the form of the text "
               "without its values.")
                .arg(m_reading.fault));
}

} // namespace muster
