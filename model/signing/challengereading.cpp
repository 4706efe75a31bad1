// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengereading.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kTitle = "peaqOS Machine Markets identity challenge"_L1;
constexpr qsizetype kNonceDigits = 64;
/// The longest that a challenge may be good for (contract ID, `--challenge-ttl`).
constexpr int kLongestSeconds = 3600;
/// How far the clocks of two computers may be apart. Those that are set over the network differ by less than
/// a second, those that are set by hand by a minute or two; more would let a text be kept for later.
constexpr int kClockSeconds = 120;

enum Line { Machine, ChallengeId, Orchestrator, Nonce, IssuedAt, ExpiresAt, LineCount };

constexpr std::array<QLatin1StringView, LineCount> kNames{
    "Machine"_L1, "Challenge"_L1, "Orchestrator"_L1, "Nonce"_L1, "Issued At"_L1, "Expires At"_L1,
};

bool isPrintableAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool isNonce(QStringView text)
{
    return text.size() == kNonceDigits && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

/// A moment in exactly the spelling that this program writes; others might be shown otherwise than they are
/// judged.
std::optional<Timestamp> momentOf(const QString &text)
{
    const std::optional<Timestamp> moment = Timestamp::parse(text);
    return moment && moment->text() == text ? moment : std::nullopt;
}

QString notOurs(const QString &reason)
{
    return u"This text is not a machine identity challenge as Muster knows it: %1."_s.arg(reason);
}

/// Splits the text into the values of its lines; answers why that cannot be done, or nothing.
QString split(const QByteArray &message, std::array<QString, LineCount> &values)
{
    const QList<QByteArray> lines = message.split('\n');
    if (!std::all_of(lines.begin(), lines.end(), isPrintableAscii))
        return notOurs(u"it has characters that are not printable ASCII"_s);
    if (QLatin1StringView(lines.first()) != kTitle)
        return notOurs(u"its first line is not the title “%1”"_s.arg(kTitle));
    if (lines.size() != LineCount + 2)
        return notOurs(u"it has %1 lines instead of %2"_s.arg(lines.size()).arg(LineCount + 2));
    if (!lines.at(1).isEmpty())
        return notOurs(u"its second line is not empty"_s);
    for (std::size_t i = 0; i < LineCount; ++i) {
        const QString line = QString::fromLatin1(lines.at(qsizetype(i) + 2));
        const QString start = kNames.at(i) + ": "_L1;
        if (!line.startsWith(start) || line.size() == start.size())
            return notOurs(u"line %1 is not “%2” and a value"_s.arg(i + 3).arg(start));
        values.at(i) = line.mid(start.size());
    }
    return {};
}

QString judgeForms(const ChallengeReading &reading)
{
    const Result<IdentityRef> identity = IdentityRef::parse(reading.identity);
    if (!identity || identity->did() != reading.identity)
        return notOurs(u"its machine is not written did:peaq:<number>"_s);
    if (!isNonce(reading.nonce))
        return notOurs(u"its nonce is not 64 lower-case hexadecimal digits"_s);
    if (!reading.issuedAt || !reading.expiresAt)
        return notOurs(u"a time in it is not UTC with milliseconds"_s);
    return {};
}

void compare(ChallengeReading &reading, Line line, const QString &found, const QString &expected)
{
    if (found != expected)
        reading.mismatches.append({kNames.at(line), found, expected});
}

void compareTimes(ChallengeReading &reading, Timestamp now)
{
    const auto expect = [&reading](Line line, Timestamp found, const QString &expected) {
        reading.mismatches.append({kNames.at(line), found.text(), expected});
    };
    const Timestamp issued = *reading.issuedAt;
    const Timestamp expires = *reading.expiresAt;
    if (issued >= expires)
        expect(IssuedAt, issued, u"before "_s + expires.text());
    if (issued > now.plusSeconds(kClockSeconds))
        expect(IssuedAt, issued, u"no later than %1, the time of this computer"_s.arg(now.text()));
    if (expires > issued.plusSeconds(kLongestSeconds))
        expect(ExpiresAt, expires, u"at most %1 seconds after its issue"_s.arg(kLongestSeconds));
    if (expires <= now)
        expect(ExpiresAt, expires,
               u"later than %1, the time of this computer: it has expired"_s.arg(now.text()));
}

} // namespace

ChallengeReading readChallengeText(const QByteArray &message)
{
    std::array<QString, LineCount> values;
    ChallengeReading reading;
    reading.fault = split(message, values);
    if (!reading.isUnderstood())
        return reading;
    reading.identity = values[Machine];
    reading.challengeId = values[ChallengeId];
    reading.instance = values[Orchestrator];
    reading.nonce = values[Nonce];
    reading.issuedAt = momentOf(values[IssuedAt]);
    reading.expiresAt = momentOf(values[ExpiresAt]);
    const QString fault = judgeForms(reading);
    if (!fault.isEmpty()) {
        reading = ChallengeReading{};
        reading.fault = fault;
    }
    return reading;
}

ChallengeReading readChallenge(const Challenge &challenge, const QString &expectedInstance, Timestamp now)
{
    ChallengeReading reading = readChallengeText(challenge.message);
    if (!reading.isUnderstood())
        return reading;
    compare(reading, Machine, reading.identity, challenge.identityRef.did());
    compare(reading, ChallengeId, reading.challengeId, challenge.challengeId);
    reading.instanceCompared = !expectedInstance.isEmpty();
    if (reading.instanceCompared)
        compare(reading, Orchestrator, reading.instance, expectedInstance);
    compareTimes(reading, now);
    compare(reading, ExpiresAt, reading.expiresAt->text(), challenge.expiresAt.text());
    return reading;
}

QString mismatchText(const ChallengeMismatch &mismatch)
{
    return u"The text to sign says “%1: %2”, but it should be %3."_s.arg(mismatch.line, mismatch.found,
                                                                         mismatch.expected);
}

} // namespace muster
