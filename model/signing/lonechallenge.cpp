// SPDX-License-Identifier: GPL-3.0-or-later
#include "lonechallenge.h"

using namespace Qt::StringLiterals;

namespace muster {
LoneChallenge judgeLoneChallenge(const QByteArray &message, const LoneChallengeExpectation &expected,
                                 Timestamp now)
{
    const ChallengeReading text = readChallengeText(message);
    if (!text.isUnderstood())
        return {LoneChallenge::Kind::FreeText, text.fault, text};
    // The record that agrees with the text in all that only its service could tell.
    const IdentityRef identity = expected.identity.value_or(*IdentityRef::parse(text.identity));
    const Challenge record{text.challengeId, identity, message, *text.expiresAt, {}};
    const ChallengeReading reading = readChallenge(record, expected.instance, now);
    QStringList faults;
    for (const ChallengeMismatch &mismatch : reading.mismatches)
        faults.append(mismatchText(mismatch));
    const QString what = u"A machine identity challenge for %1, of the orchestrator %2, good until %3."_s.arg(
        reading.identity, reading.instance, reading.expiresAt->text());
    if (faults.isEmpty())
        return {LoneChallenge::Kind::Sound, what, reading};
    return {LoneChallenge::Kind::Unsound,
            u"This machine identity challenge must not be signed. "_s + faults.join(u' '), reading};
}

} // namespace muster
