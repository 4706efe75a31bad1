// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectiontrial.h"

#include "recordfault.h"
#include "whenfinished.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kPageSize = 500;

QString visibleSentence(const TrialReport &report)
{
    const QString number = QLocale().toString(report.machines);
    if (!report.isComplete)
        return ConnectionTrial::tr("More than %1 machines visible.").arg(number);
    if (report.machines == 0)
        return ConnectionTrial::tr("No machines visible yet.");
    if (report.machines == 1)
        return ConnectionTrial::tr("One machine visible.");
    return ConnectionTrial::tr("%1 machines visible.").arg(number);
}

QString unreadableSentence(const TrialReport &report)
{
    if (report.unreadable == 0)
        return {};
    return u' ' +
           ConnectionTrial::tr("%1 of them cannot be read here.").arg(QLocale().toString(report.unreadable));
}

} // namespace

QString trialSentence(const TrialReport &report)
{
    const QString proof =
        !report.demandsProof
            ? ConnectionTrial::tr("It does not say whether it demands a signed proof for a new machine.")
        : *report.demandsProof
            ? ConnectionTrial::tr("This service demands a signed proof for every new machine.")
            : ConnectionTrial::tr("This service demands no signed proof for a new machine.");
    return ConnectionTrial::tr("Connected to %1 (%2 ms).")
               .arg(report.connection.place)
               .arg(report.milliseconds) +
           u' ' + visibleSentence(report) + unreadableSentence(report) + u' ' + proof;
}

void ConnectionTrial::start(const Connection &connection, bool countAll)
{
    m_report = {};
    m_report.connection = connection;
    m_countsAll = countAll;
    m_pages = 0;
    m_time.start();
    whenFinished(connection.orchestrator->health(), this,
                 [this, number = ++m_number](const Result<ServiceHealth> &health) {
                     if (number != m_number)
                         return;
                     if (health)
                         takeHealth(*health);
                     else
                         emit failed(health.error());
                 });
}

void ConnectionTrial::takeHealth(const ServiceHealth &health)
{
    m_report.milliseconds = m_time.elapsed();
    if (health.extensions.contains("proof-required"_L1))
        m_report.demandsProof = true;
    else if (health.extensions.contains("proof-optional"_L1))
        m_report.demandsProof = false;
    askPage({});
}

void ConnectionTrial::askPage(const QString &cursor)
{
    MachineQuery query;
    query.limit = m_countsAll ? kPageSize : 1;
    query.cursor = cursor;
    whenFinished(m_report.connection.orchestrator->listMachines(query), this,
                 [this, number = m_number](const Result<MachinePage> &page) {
                     if (number != m_number)
                         return;
                     if (page)
                         takePage(*page);
                     else
                         emit failed(page.error());
                 });
}

void ConnectionTrial::takePage(const MachinePage &page)
{
    m_report.machines += page.machines.size();
    m_report.unreadable +=
        std::count_if(page.machines.begin(), page.machines.end(),
                      [](const Machine &machine) { return !recordfault::of(machine).isEmpty(); });
    m_report.isComplete = !page.nextCursor.has_value();
    if (m_countsAll && page.nextCursor && ++m_pages < kMostPages) {
        askPage(*page.nextCursor);
        return;
    }
    const TrialReport report = std::exchange(m_report, {});
    emit worked(report);
}

} // namespace muster
