// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"
#include "proofplan.h"
#include "proofrun.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace muster {

class InlineNote;
class ProofTable;
class VaultLockRow;

/// Proves many machines again under one approval for each key: says beforehand which key would do for each
/// and which are missing, then what became of each. A lock, the user and a service that does not answer let
/// it rest until it is told to go on. Open it with open(); closing gives up what is under way. GUI thread.
class ProveFleetDialog : public GrowingDialog
{
    Q_OBJECT

public:
    /// `Complete`: of machines whose proofs are not kept here; asks for the consent to replace them.
    enum class Purpose { Renew, Complete };

    /// `place`: of the orchestrator. The others outlive the dialog.
    ProveFleetDialog(Orchestrator &orchestrator, SigningDesk &desk, const QString &place,
                     const QList<Machine> &machines, Purpose purpose, QWidget *parent = nullptr);
    void done(int result) override;

signals:
    void proven(const muster::Machine &machine);

private:
    QString introduction(Purpose purpose) const;
    void buildLayout(Purpose purpose);
    void followService(const Result<ServiceHealth> &health);
    void refresh();
    void showPlan();
    void showRun();
    QString restWords() const;
    QString missingWords() const;
    void go();
    void start();

    SigningDesk &m_desk;
    ProofPlan m_plan;
    ProofRun m_run;
    QList<int> m_rows; ///< of the table, in the order of the run
    bool m_serviceIsNamed = false;
    ProofTable *m_table;
    QLabel *m_summary;
    VaultLockRow *m_lock;
    InlineNote *m_service;
    InlineNote *m_note;
    QProgressBar *m_progress;
    QPushButton *m_go;
    QPushButton *m_stop;
};

} // namespace muster
