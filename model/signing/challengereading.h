// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challenge.h"

#include <QList>
#include <QString>

#include <optional>

namespace muster {

/// One place where the text of a challenge does not say what it should.
struct ChallengeMismatch
{
    QString line;     ///< name of the line: `Machine`, `Challenge`, `Orchestrator`, `Issued At`, `Expires At`
    QString found;    ///< as it stands in the text
    QString expected; ///< what the record, or the connection, says
    bool operator==(const ChallengeMismatch &) const = default;
};

/// What was understood of the text of a challenge (contract ID, challenge), and whether it agrees with the
/// record that came with it. Only the text is signed, so only what the text says counts.
struct ChallengeReading
{
    /// Empty when the text is a challenge in our own form, byte for byte; else one sentence saying why it is
    /// none.
    QString fault;
    QList<ChallengeMismatch> mismatches; ///< all of them, in the order of the lines

    QString identity; ///< the values of the lines, empty unless the text was understood
    QString challengeId;
    QString instance;
    QString nonce;
    std::optional<Timestamp> issuedAt;
    std::optional<Timestamp> expiresAt;
    /// False when the connection names no instance, so that the text's could not be compared.
    bool instanceCompared = false;

    bool isUnderstood() const { return fault.isEmpty(); }
    bool agrees() const { return isUnderstood() && mismatches.isEmpty(); }
};

/// Reads the text alone and compares it with nothing. Any thread.
ChallengeReading readChallengeText(const QByteArray &message);

/// Reads `challenge.message` and compares it with the rest of `challenge`, with the instance id that the
/// service gave with its health (`ServiceHealth::instance`; empty when it names none), and with `now`, the
/// time of this computer: it must not have expired, nor live longer than a challenge may (3600 s), nor be
/// issued more than 120 s ahead. The clock of the service is not asked for, so a computer whose clock is slow
/// by more than those 120 s, or fast by more than a challenge lives, is told its time. Any thread.
ChallengeReading readChallenge(const Challenge &challenge, const QString &expectedInstance, Timestamp now);

/// One sentence for people about a mismatch.
QString mismatchText(const ChallengeMismatch &mismatch);

} // namespace muster
