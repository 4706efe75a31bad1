// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registration.h"

#include <QJsonObject>
#include <QWizard>

namespace muster {

class ChallengePage;
class Clock;
class DetailsPage;
class DonePage;
class IdentityPage;
class Settings;
class WizardSteps;
struct Connection;
struct LabelVocabulary;

/// Registers a machine: identity, details, challenge, done. Going back and forth loses nothing that was
/// typed, and a refusal is shown on the pages of what caused it, from the first of them on. Open it with
/// open() or show(). GUI thread.
class RegisterWizard : public QWizard
{
    Q_OBJECT

public:
    /// `place`: of the orchestrator, for the proofs that are kept here. The others outlive the wizard.
    RegisterWizard(Orchestrator &orchestrator, SigningDesk &desk, const QString &place,
                   QWidget *parent = nullptr);
    /// Keeps which form of a challenge the user agreed to sign for the service at this place. `settings`
    /// outlive this.
    void rememberForms(Settings &settings);
    /// Another clock than the computer's for how long challenges hold; it outlives this.
    void setClock(const Clock &clock);
    /// Says on every page where the machine will be registered.
    void namePlace(const Connection &connection);
    /// Labels to be offered.
    void setVocabulary(const LabelVocabulary &vocabulary);
    /// Identity and details as typed so far, to be kept: nothing of what is signed. Empty when there is
    /// nothing yet, or the machine is registered.
    QJsonObject draft() const;
    void resume(const QJsonObject &draft);
    /// Closing gives up what is under way. A record that was made by then stays; the fleet shows it.
    void done(int result) override;

signals:
    void registered(const QString &machineId);
    /// draft() may be another one.
    void typed();

protected:
    void initializePage(int id) override;
    void cleanupPage(int id) override;

private:
    enum Step { IdentityStep, DetailsStep, ChallengeStep, DoneStep };

    void nameButtons();
    void restBackButton();
    void route(const Error &error);
    void goBackTo(Step step);
    void showOutcome(const Registration::Outcome &outcome);
    void registerAnother();

    const QString m_place;
    Registration *m_registration;
    IdentityPage *m_identity;
    DetailsPage *m_details;
    ChallengePage *m_challenge;
    DonePage *m_done;
    WizardSteps *m_steps;
    QList<Issue> m_unseen;
};

} // namespace muster
