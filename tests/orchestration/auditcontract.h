// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contractsession.h"

#include <QObject>

#include <memory>

namespace muster {

/// What every adapter of the port must do with the audit log.
class AuditContract : public QObject
{
    Q_OBJECT

public:
    explicit AuditContract(OrchestratorFixture &fixture);
    ~AuditContract() override;

private slots:
    void init();
    void cleanup();

    void tellsOfEveryChange();
    void pagesAndFilters();
    void refusesWhatCannotBe();
    void tellsOfRefusedWrites();

private:
    Result<AuditPage> audit(const AuditQuery &query = {});
    QStringList types(const AuditQuery &query = {});

    OrchestratorFixture &m_fixture;
    std::unique_ptr<ContractSession> m_session;
};

} // namespace muster
