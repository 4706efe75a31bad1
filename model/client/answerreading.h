// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditquery.h"
#include "challenge.h"
#include "machinequery.h"
#include "result.h"
#include "servicehealth.h"
#include "servicerequest.h"

#include <QString>

namespace muster {

/// Read what a service answered with a status from 200 to 299. Anything that is not the contract is
/// BadResponse: it names `place` (the service), the first fault, and carries them all as issues. Any thread.
Result<ServiceHealth> readHealth(const ServiceAnswer &answer, const QString &place);
Result<Readiness> readReadiness(const ServiceAnswer &answer, const QString &place);
Result<MachinePage> readMachinePage(const ServiceAnswer &answer, const QString &place);
Result<AuditPage> readAuditPage(const ServiceAnswer &answer, const QString &place);
/// `id`: the record that was asked for, and no other may come; empty for a new one.
Result<Machine> readMachine(const ServiceAnswer &answer, const QString &place, const QString &id);
/// Refuses a challenge for another identity than the one it was asked for: it is going to be signed.
Result<Challenge> readChallenge(const ServiceAnswer &answer, const QString &place,
                                const IdentityRef &identity);

} // namespace muster
