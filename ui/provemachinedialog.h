// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"
#include "proofrenewal.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace muster {

class ChallengePanel;
class Clock;
class InlineNote;
class Settings;

/// Proves one machine again, after its exact challenge was seen. Accepted once the service has the new proof.
/// Open it with open(); closing gives up what is under way. GUI thread.
class ProveMachineDialog : public GrowingDialog
{
    Q_OBJECT

public:
    /// `machine` names an identity; `place`: of the orchestrator, for the proof that is kept here. The others
    /// outlive the dialog.
    ProveMachineDialog(Orchestrator &orchestrator, SigningDesk &desk, const QString &place,
                       const Machine &machine, QWidget *parent = nullptr);
    /// As ChallengePanel::rememberForms().
    void rememberForms(Settings &settings, const QString &place);
    /// As ChallengePanel::setClock().
    void setClock(const Clock &clock);
    void done(int result) override;

signals:
    /// `evidenceError`: the proof holds, and what is missing here.
    void proven(const muster::Machine &machine, const std::optional<muster::Error> &evidenceError);

private:
    void buildLayout();
    void requestChallenge();
    void prove();
    void refresh();
    void setBusy(bool busy, const QString &sentence = {});

    const Machine m_machine;
    ProofRenewal m_renewal;
    QFuture<void> m_underway;
    bool m_busy = false;
    ChallengePanel *m_panel;
    InlineNote *m_fault;
    QLabel *m_progressLabel;
    QProgressBar *m_progress;
    QPushButton *m_prove;
};

} // namespace muster
