// SPDX-License-Identifier: GPL-3.0-or-later
#include "runcontract.h"

#include "auditcontract.h"
#include "fleetlistcontract.h"
#include "orchestratorcontract.h"
#include "recordchangecontract.h"

namespace muster {

int runOrchestratorContract(OrchestratorFixture &fixture, int argc, char **argv)
{
    OrchestratorContract records(fixture);
    FleetListContract lists(fixture);
    RecordChangeContract changes(fixture);
    AuditContract audit(fixture);
    int failures = 0;
    for (QObject *part : {static_cast<QObject *>(&records), static_cast<QObject *>(&lists),
                          static_cast<QObject *>(&changes), static_cast<QObject *>(&audit)})
        failures += QTest::qExec(part, argc, argv);
    return failures;
}

} // namespace muster
