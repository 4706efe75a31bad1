// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challengereading.h"

#include <QByteArray>

#include <optional>

namespace muster {

/// What can be said of a text that came without its challenge, from a clipboard or another program.
struct LoneChallenge
{
    enum class Kind {
        Sound,    ///< a machine identity challenge against which nothing speaks
        Unsound,  ///< one that contradicts what is known, or the clock: must not be signed
        FreeText, ///< anything else
    };
    Kind kind = Kind::FreeText;
    QString text; ///< sentences for people
    ChallengeReading reading;
};

/// What the text should say, as far as it is known.
struct LoneChallengeExpectation
{
    std::optional<IdentityRef> identity = std::nullopt;
    QString instance = {}; ///< of the orchestrator; empty: not known
};

/// `now` counts as for readChallenge(). Any thread.
LoneChallenge judgeLoneChallenge(const QByteArray &message, const LoneChallengeExpectation &expected,
                                 Timestamp now);

} // namespace muster
