// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contractsession.h"

#include <QObject>

#include <memory>

namespace muster {

/// What every adapter of the orchestration port must do when it lists: order, pages, what is hidden and what
/// is shown.
class FleetListContract : public QObject
{
    Q_OBJECT

public:
    explicit FleetListContract(OrchestratorFixture &fixture);
    ~FleetListContract() override;

private slots:
    void init();
    void cleanup();

    void anEmptyServiceListsNothing();
    void aLostControllerHidesTheRecord();
    void pagesThroughTheFleet();
    void refusesBadPages();
    void showsHiddenRecordsOnRequest();

private:
    OrchestratorFixture &m_fixture;
    std::unique_ptr<ContractSession> m_session;
};

} // namespace muster
