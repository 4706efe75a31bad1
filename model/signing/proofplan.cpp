// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofplan.h"

#include "portanswer.h"
#include "vaultdesk.h"

#include <algorithm>
#include <utility>

namespace muster {

ProofPlan::ProofPlan(Orchestrator &orchestrator, SigningDesk &desk, QList<Machine> machines, QObject *parent)
    : ProofFlow(orchestrator, desk, {}, parent)
{
    for (Machine &machine : machines) {
        const QStringList controllers =
            machine.identityProof ? machine.identityProof->controllerAddresses : QStringList();
        m_rows.append({std::move(machine), controllers, std::nullopt, false});
    }
}

bool ProofPlan::needsAsking(const Row &row) const
{
    if (!row.machine.identityRef || row.machine.status == MachineStatus::Archived)
        return false;
    const auto state =
        row.machine.verification ? row.machine.verification->state : Verification::State::NotChecked;
    if (!row.machine.identityProof || state == Verification::State::Failed)
        return true;
    return state == Verification::State::NotChecked && desk() &&
           desk()->signersAmong(row.controllers).isEmpty();
}

void ProofPlan::begin()
{
    for (Row &row : m_rows)
        row.isAsked = needsAsking(row);
    m_asking = nextAsked() >= 0;
    if (m_asking)
        askAll(this);
    else
        emit asked();
}

int ProofPlan::nextAsked() const
{
    const auto next =
        std::find_if(m_rows.cbegin(), m_rows.cend(), [](const Row &row) { return row.isAsked; });
    return next == m_rows.cend() ? -1 : int(next - m_rows.cbegin());
}

QCoro::Task<> ProofPlan::askAll(QPointer<ProofPlan> plan)
{
    for (int row = plan->nextAsked(); row >= 0; row = plan->nextAsked()) {
        const IdentityRef identity = *plan->m_rows.at(row).machine.identityRef;
        const Result<Challenge> challenge = co_await portAnswer(plan->requestChallenge(identity));
        if (!plan)
            co_return;
        plan->take(row, challenge);
        if (!plan)
            co_return;
    }
    plan->m_asking = false;
    emit plan->asked();
}

void ProofPlan::take(int row, const Result<Challenge> &challenge)
{
    const bool isAway = !challenge && challenge.error().code == ErrorCode::NetworkFailure;
    // A service that does not answer one does not answer the next one, each after a time limit.
    const int last = isAway ? int(m_rows.size()) - 1 : row;
    for (int each = row; each <= last; ++each) {
        if (!std::exchange(m_rows[each].isAsked, false))
            continue;
        if (challenge)
            m_rows[each].controllers = challenge->controllerAddresses;
        else
            m_rows[each].error = challenge.error();
    }
    emit changed(row, last);
}

ProofPlan::Need ProofPlan::need(int row) const
{
    const Row &shown = m_rows.at(row);
    if (shown.machine.status == MachineStatus::Archived)
        return Need::Record;
    if (!shown.machine.identityRef)
        return Need::Identity;
    if (shown.isAsked)
        return Need::Asking;
    if (shown.error)
        return Need::Service;
    if (shown.controllers.isEmpty())
        return Need::Controller;
    const std::optional<Address> held = signer(row);
    if (!held)
        return Need::Key;
    const VaultDesk *vault = desk()->vault();
    return vault && vault->holds(*held) ? Need::Nothing : Need::Import;
}

std::optional<Address> ProofPlan::signer(int row) const
{
    if (!desk())
        return std::nullopt;
    const QList<Address> held = desk()->signersAmong(m_rows.at(row).controllers);
    const VaultDesk *vault = desk()->vault();
    const auto inVault = std::find_if(
        held.begin(), held.end(), [vault](const Address &address) { return vault && vault->holds(address); });
    if (inVault != held.end())
        return *inVault;
    return held.isEmpty() ? std::nullopt : std::optional(held.first());
}

} // namespace muster
