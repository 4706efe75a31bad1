// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registration.h"

#include <QWizardPage>

class QCheckBox;
class QLabel;
class QProgressBar;

namespace muster {

class ChallengePanel;
class Clock;
class InlineNote;
class Settings;
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
    void setClock(const Clock &clock);
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
    void buildLayout();
    void requestChallenge();
    void signAndRegister();
    void nameButton(bool elsewhere);
    void setBusy(bool busy, const QString &sentence = {});

    Registration &m_registration;
    NewMachine m_machine;
    QFuture<void> m_underway;
    bool m_busy = false;
    bool m_registered = false;

    ChallengePanel *m_panel;
    QCheckBox *m_activate;
    InlineNote *m_fault;
    QProgressBar *m_progress;
    QLabel *m_progressLabel;
};

} // namespace muster
