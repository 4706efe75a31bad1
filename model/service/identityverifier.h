// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keptsignature.h"
#include "machine.h"
#include "result.h"

namespace muster {

class Clock;
class ControllerSource;

/// Whether the proof that a record keeps holds now: the kept signature must recover to the kept signer, and
/// the signer must still be a controller of the identity (contract ID, re-verification). One object, one
/// thread.
class IdentityVerifier
{
public:
    /// Whether the resolver is asked, or only what it said last counts (lists).
    enum class Asks { Now, LastKnown };

    IdentityVerifier(ControllerSource &controllers, const Clock &clock, Asks asks = Asks::Now,
                     KeptTexts texts = KeptTexts::Contract);

    struct Judgement
    {
        Verification verification;
        std::optional<Error> refusal; ///< what a read or write must answer unless it is verified
    };
    /// `machine` with its evidence. An error here means that nothing could be read, not that the proof
    /// failed.
    Result<Judgement> judge(const Machine &machine);
    /// Fails with the refusal of judge().
    Result<void> demandVerified(const Machine &machine);

private:
    Judgement failed(QLatin1StringView reason, QJsonObject details = {}) const;

    ControllerSource &m_controllers;
    const Clock &m_clock;
    Asks m_asks;
    KeptTexts m_texts;
};

/// Whether the list of EIP-55 addresses names this one, compared as bytes.
class Address;
bool namesController(const QStringList &controllers, const Address &address);

} // namespace muster
