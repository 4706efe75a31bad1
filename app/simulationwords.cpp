// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulationwords.h"

using namespace Qt::StringLiterals;

namespace muster {

QString faultSentence(const SimulatedFaults::Named &named)
{
    const QString who = named.identity ? named.identity->did() : u"every identity"_s;
    if (named.fault.isNone())
        return u"The identity registry answers for %1 as it should."_s.arg(who);
    if (named.fault.unreachable)
        return u"Simulated: the identity registry does not answer for %1."_s.arg(who);
    return u"Simulated: the identity registry answers for %1 after %2 ms."_s.arg(who).arg(
        named.fault.delay.count());
}

QString answersSentence(int count, const std::optional<Error> &error)
{
    if (count == 0)
        return u"Every request gets its own answer."_s;
    const QString who = count == 1 ? u"the next request"_s : u"each of the next %1 requests"_s.arg(count);
    if (!error)
        return u"Simulated: the connection of %1 is closed without an answer."_s.arg(who);
    return u"Simulated: the answer to %1 is %2."_s.arg(who, error->codeName());
}

QJsonArray faultsJson(const QList<SimulatedFaults::Named> &faults)
{
    QJsonArray list;
    for (const SimulatedFaults::Named &named : faults) {
        QJsonObject entry{{u"unreachable"_s, named.fault.unreachable},
                          {u"delayMilliseconds"_s, qint64(named.fault.delay.count())}};
        if (named.identity)
            entry.insert("did"_L1, named.identity->did());
        list.append(entry);
    }
    return list;
}

std::optional<Error> simulatedError(ControlRequest &request)
{
    const QString word = request.text("code"_L1);
    if (word == "close"_L1 || word.isEmpty())
        return std::nullopt;
    const ErrorCode code = errorCodeFromName(word);
    if (code == ErrorCode::Foreign) {
        request.report("code"_L1,
                       u"Neither an error code of the API nor \"close\": \"%1\"."_s.arg(word.left(100)));
        return std::nullopt;
    }
    const bool retryable = code == ErrorCode::RateLimited || code == ErrorCode::PeaqosIdentityUnavailable;
    return Error{code,
                 u"A test made the server answer this; nothing was done."_s,
                 QJsonObject{{u"simulated"_s, true}},
                 retryable ? 1 : 0,
                 {}};
}

} // namespace muster
