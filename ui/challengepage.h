// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challengereading.h"
#include "registration.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWizardPage>

#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace muster {

class ControllerKeyPicker;
class InlineNote;
class MessageView;
class SigningDesk;

/// Third page of the registration: the exact challenge, whether it says what it should, how long it holds,
/// and which key signs it. A text that contradicts its record, or is a known form of something else, cannot
/// be signed here; one that is merely unknown only after the word SIGN was typed. GUI thread; calls run in
/// the background and end with the page.
class ChallengePage : public QWizardPage
{
    Q_OBJECT

public:
    ChallengePage(Registration &registration, SigningDesk &desk, QWidget *parent = nullptr);

    /// Keeps a challenge that still fits the identity, else asks for one.
    void begin(const NewMachine &machine);
    /// The instance id that the service gave with its health; compared with the text's.
    void setInstance(const QString &instance);
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
    void buildLayout();
    void requestChallenge();
    void takeChallenge(const Challenge &challenge);
    void judge();
    void tick();
    bool isExpired() const;
    bool mayBeSigned() const;
    void signAndRegister();
    void setBusy(bool busy, const QString &sentence = {});

    Registration &m_registration;
    NewMachine m_machine;
    QString m_instance;
    std::optional<Challenge> m_challenge;
    ChallengeReading m_reading;
    QString m_objection;   ///< against a text in a form that is not ours
    QElapsedTimer m_asked; ///< since the challenge was asked for: the service's clock may differ from ours
    qint64 m_lifetime = 0; ///< milliseconds from then
    QTimer m_ticker;
    QFuture<void> m_underway;
    bool m_busy = false;
    bool m_registered = false;

    MessageView *m_message;
    InlineNote *m_verdict;
    QLabel *m_consentLabel;
    QLineEdit *m_consent;
    QLabel *m_expiry;
    QPushButton *m_renewButton;
    ControllerKeyPicker *m_keys;
    QCheckBox *m_activate;
    InlineNote *m_fault;
    QProgressBar *m_progress;
    QLabel *m_progressLabel;
};

} // namespace muster
