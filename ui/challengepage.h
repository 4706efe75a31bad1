// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clock.h"
#include "registration.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWizardPage>

#include <optional>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace muster {

class ChallengeVerdict;
class ControllerKeyPicker;
class InlineNote;
class MessageView;
class Settings;
class SignElsewherePanel;
class SigningDesk;

/// Third page of the registration: the exact challenge, whether it says what it should, how long it holds,
/// and which key signs it, here or elsewhere. GUI thread; calls run in the background and end with the page.
class ChallengePage : public QWizardPage
{
    Q_OBJECT

public:
    ChallengePage(Registration &registration, SigningDesk &desk, QWidget *parent = nullptr);

    /// Keeps a challenge that still fits the identity, else asks for one.
    void begin(const NewMachine &machine);
    /// As ChallengeVerdict::rememberForms().
    void rememberForms(Settings &settings, const QString &place);
    /// As ChallengeVerdict::setInstance().
    void setInstance(const QString &instance);
    /// Another clock than the computer's; it outlives this.
    void setClock(const Clock &clock) { m_clock = &clock; }
    void showFault(const QString &sentence);
    /// Gives up what is under way; nothing more is asked of the service.
    void stop();
    /// As on first entering: no challenge, nothing signed.
    void reset();
    bool isBusy() const { return m_busy; }

    bool isComplete() const override;
    /// Starts signing; true only once the record exists.
    bool validatePage() override;

signals:
    void registered(const muster::Registration::Outcome &outcome);
    void refused(const muster::Error &error);

private:
    QLayout *buildExpiry();
    QLayout *buildSigning();
    void buildLayout();
    void requestChallenge();
    void takeChallenge(const Challenge &challenge);
    void tick();
    void expire();
    void highlightRenewal(bool on);
    qint64 elapsed() const;
    bool isExpired() const;
    void signAndRegister();
    void followVerdict();
    void signElsewhere(bool elsewhere);
    bool isSignerReady() const;
    void setBusy(bool busy, const QString &sentence = {});

    Registration &m_registration;
    NewMachine m_machine;
    std::optional<Challenge> m_challenge;
    SystemClock m_systemClock;
    const Clock *m_clock = &m_systemClock;
    QElapsedTimer m_asked; ///< since the challenge was asked for: the service's clock may differ from ours
    Timestamp m_askedAt;   ///< the same by the clock: a timer stands still while the computer is suspended
    /// Milliseconds from then; none for a text without its own times that has expired by this computer's
    /// clock, since the service's may be right.
    std::optional<qint64> m_lifetime;
    QTimer m_ticker;
    QFuture<void> m_underway;
    bool m_busy = false;
    bool m_registered = false;

    MessageView *m_message;
    ChallengeVerdict *m_verdict;
    QLabel *m_expiry;
    QPushButton *m_renewButton;
    ControllerKeyPicker *m_keys;
    QPushButton *m_elsewhereButton;
    SignElsewherePanel *m_elsewhere;
    QCheckBox *m_activate;
    InlineNote *m_fault;
    QProgressBar *m_progress;
    QLabel *m_progressLabel;
};

} // namespace muster
