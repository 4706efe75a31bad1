// SPDX-License-Identifier: GPL-3.0-or-later
#include "absencecheck.h"

#include "clock.h"
#include "orchestrator.h"
#include "whenfinished.h"

namespace muster {
namespace {

bool wouldBeSaidToAll(const Error &error)
{
    switch (error.code) {
    case ErrorCode::AuthRequired:
    case ErrorCode::AuthInvalid:
    case ErrorCode::RateLimited:
    case ErrorCode::HostNotAllowed:
    case ErrorCode::OriginNotAllowed:
    case ErrorCode::NetworkFailure:
    case ErrorCode::Cancelled:
    case ErrorCode::BadResponse:
    case ErrorCode::InternalError:
    case ErrorCode::StorageFailure:
        return true;
    default:
        return false;
    }
}

} // namespace

AbsenceCheck::AbsenceCheck(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{}

void AbsenceCheck::begin(Orchestrator *orchestrator, const QStringList &ids)
{
    if (m_orchestrator != orchestrator)
        m_asked.clear();
    m_orchestrator = orchestrator;
    m_waiting = ids;
    m_waiting.removeIf([this](const QString &id) { return m_asked.contains(id); });
    askNext();
}

void AbsenceCheck::askNext()
{
    while (m_orchestrator && !m_waiting.isEmpty() && m_asked.size() < kAtOnce) {
        const QString id = m_waiting.takeFirst();
        m_asked.insert(id);
        whenFinished(m_orchestrator->machine(id), this,
                     [this, id, from = m_orchestrator](const Result<Machine> &answer) {
                         if (from && from == m_orchestrator)
                             take(id, answer);
                     });
    }
    if (!isAsking())
        emit finished();
}

void AbsenceCheck::take(const QString &id, const Result<Machine> &answer)
{
    m_asked.remove(id);
    if (answer)
        emit found(*answer);
    else if (wouldBeSaidToAll(answer.error()))
        m_waiting.clear();
    else
        emit answered(id, absence::from(answer.error(), m_clock.now()));
    askNext();
}

} // namespace muster
