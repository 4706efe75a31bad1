// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contractsession.h"

#include <QObject>

#include <memory>

namespace muster {

/// What every adapter of the orchestration port must do: health, challenges, registration, reading and
/// listing. The other half is RecordChangeContract; runOrchestratorContract() runs both.
class OrchestratorContract : public QObject
{
    Q_OBJECT

public:
    explicit OrchestratorContract(OrchestratorFixture &fixture);
    ~OrchestratorContract() override;

private slots:
    void init();
    void cleanup();

    void namesInstanceAndExtensions();
    void isReady();
    void aChallengeNamesItsIdentity();
    void aChallengeNeedsAKnownIdentity();
    void registersADraft();
    void keepsEveryMemberAsItCame();
    void refusesEveryFaultAtOnce();
    void demandsAProof();
    void refusesForeignChallenges();
    void refusesMalformedSignatures_data();
    void refusesMalformedSignatures();
    void refusesOtherSigners();
    void aChallengeDiesAfterFiveWrongSignatures();
    void aChallengeExpires();
    void aChallengeServesOnce();
    void anIdentityHasOneRecord();
    void unknownMachinesAreNotFound();

private:
    OrchestratorFixture &m_fixture;
    std::unique_ptr<ContractSession> m_session;
};

} // namespace muster
