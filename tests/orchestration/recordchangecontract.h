// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contractsession.h"

#include <QObject>

#include <memory>

namespace muster {

/// What every adapter of the orchestration port must do to records: change, move, repair, archive, and tell
/// of it.
class RecordChangeContract : public QObject
{
    Q_OBJECT

public:
    explicit RecordChangeContract(OrchestratorFixture &fixture);
    ~RecordChangeContract() override;

private slots:
    void init();
    void cleanup();

    void answersAboutOneRecordAsSent();
    void changesOnlyWhatIsNamed();
    void changingNothingLeavesTheRecord();
    void clearsListsAndLabels();
    void refusesBadValues();
    void movesAlongTheLifecycle();
    void refusesIllegalMoves();
    void theIdentityStays();
    void aRevisionGuardsTheChange();
    void aLostControllerStopsChanges();
    void aNewProofRepairsTheRecord();
    void safetyMovesNeedNoProof();
    void archivesForGood();
    void anArchivedRecordFreesItsIdentity();
    void unknownMachinesAreNotFound();
    void announcesChanges();
    void callsFinishWhenTheAdapterGoes();

private:
    OrchestratorFixture &m_fixture;
    std::unique_ptr<ContractSession> m_session;
};

} // namespace muster
