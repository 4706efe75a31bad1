// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleetinventory.h"

#include "clock.h"
#include "inventorydesk.h"
#include "machinetablemodel.h"
#include "orchestrator.h"
#include "recordfault.h"
#include "whenfinished.h"

#include <chrono>

namespace muster {
namespace {

constexpr std::chrono::milliseconds kCounting{50};
constexpr std::chrono::milliseconds kAnswerAges = std::chrono::hours(1);

/// A record whose id could not be read has another one with each list.
bool isMachine(const Machine &machine)
{
    using namespace Qt::StringLiterals;
    return !recordfault::isAbout(machine, "id"_L1);
}

/// Absent, or listed for us alone. One that was never proven was never shown to others.
bool isHidden(const Machine &machine)
{
    if (machine.status == MachineStatus::Archived)
        return false;
    if (absence::isMarked(machine))
        return true;
    return machine.identityProof && machine.verification &&
           machine.verification->state == Verification::State::Failed && recordfault::of(machine).isEmpty();
}

} // namespace

FleetInventory::FleetInventory(MachineTableModel &model, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_clock(clock)
    , m_check(clock)
{
    m_counting.setSingleShot(true);
    m_counting.setInterval(kCounting);
    connect(&m_counting, &QTimer::timeout, this, [this] {
        collect();
        emit changed();
    });
    connect(&m_model, &MachineTableModel::loadBegan, this, [this] {
        if (keeps())
            m_desk->beginList(m_place);
    });
    connect(&m_model, &MachineTableModel::machinesSeen, this, &FleetInventory::takeSeen);
    connect(&m_model, &MachineTableModel::loadingChanged, this, &FleetInventory::followLoading);
    connect(&m_model, &MachineTableModel::loadFailed, this, &FleetInventory::openKept);
    connect(&m_model, &QAbstractItemModel::dataChanged, &m_counting, qOverload<>(&QTimer::start));
    connect(&m_check, &AbsenceCheck::answered, this, &FleetInventory::takeAnswer);
    connect(&m_check, &AbsenceCheck::found, this, &FleetInventory::takeFound);
    connect(&m_check, &AbsenceCheck::finished, &m_counting, qOverload<>(&QTimer::start));
}

void FleetInventory::setDesk(InventoryDesk &desk)
{
    m_desk = &desk;
}

void FleetInventory::setPlace(Orchestrator *orchestrator, const QString &place)
{
    ++m_generation;
    m_check.stop();
    m_orchestrator = orchestrator;
    m_place = place;
    m_answers.clear();
    m_hidden.clear();
    m_seenAt.reset();
    m_model.setKeepsAbsent(keeps());
    emit changed();
    m_counting.start();
}

void FleetInventory::forget(const QString &place)
{
    if (m_desk)
        m_desk->forget(place);
    if (place == m_place)
        m_place.clear();
    m_model.setKeepsAbsent(keeps());
}

void FleetInventory::takeSeen(const QList<Machine> &machines)
{
    m_seenAt.reset();
    if (!keeps())
        return;
    if (std::all_of(machines.begin(), machines.end(), &isMachine)) {
        m_desk->take(m_place, machines);
        return;
    }
    QList<Machine> known = machines;
    known.removeIf([](const Machine &machine) { return !isMachine(machine); });
    m_desk->take(m_place, known);
}

void FleetInventory::followLoading(bool loading)
{
    if (loading || !m_model.isComplete())
        return;
    if (!keeps()) {
        ask();
        return;
    }
    whenFinished(m_desk->finishList(m_place), this,
                 [this, generation = m_generation](const Result<QList<InventoryRecord>> &unlisted) {
                     // Another list may have begun; its end brings the same.
                     if (generation != m_generation || !m_model.isComplete())
                         return;
                     if (unlisted)
                         takeUnlisted(*unlisted);
                     ask();
                 });
}

void FleetInventory::takeUnlisted(const QList<InventoryRecord> &records)
{
    QList<Machine> machines;
    machines.reserve(records.size());
    for (const InventoryRecord &record : records) {
        machines.append(record.machine);
        if (record.absence)
            absence::mark(machines.last(), *record.absence);
    }
    m_model.takeKept(machines);
}

void FleetInventory::openKept(const Error &error)
{
    if (keeps() && error.code == ErrorCode::NetworkFailure && m_model.rowCount() == 0)
        readKept(0);
}

void FleetInventory::readKept(qint64 after)
{
    const auto read = [this, generation = m_generation, after](const Result<InventoryPage> &page) {
        // What the service shows itself is better.
        if (!page || generation != m_generation || m_model.isLive())
            return;
        m_seenAt = page->seenAt;
        takeUnlisted(page->records);
        m_counting.start();
        if (page->last != after)
            readKept(page->last);
    };
    whenFinished(m_desk->recordsAfter(m_place, after, MachineTableModel::kPageSize), this, read);
}

void FleetInventory::ask()
{
    collect();
    QStringList ids;
    const Timestamp now = m_clock.now();
    for (const Hidden &each : m_hidden) {
        const Absence &known = each.absence;
        const bool final = known.code == errorCodeName(ErrorCode::NotFound);
        // What was never asked for is as old as can be.
        const bool old = now.milliseconds - known.askedAt.milliseconds > kAnswerAges.count();
        if (old && !final)
            ids.append(each.id);
    }
    m_check.begin(m_orchestrator, ids);
    emit changed();
}

void FleetInventory::takeAnswer(const QString &id, const Absence &absence)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    if (absence::isMarked(m_model.at(row))) {
        m_model.markAbsent(id, absence);
        if (keeps())
            m_desk->explain(m_place, id, absence);
    } else {
        m_answers.insert(id, absence);
    }
    m_counting.start();
}

void FleetInventory::takeFound(const Machine &machine)
{
    const int row = m_model.rowOf(machine.id);
    if (row < 0 || !absence::isMarked(m_model.at(row)))
        return;
    if (machine.status == MachineStatus::Archived)
        m_model.take(machine);
    else
        takeAnswer(machine.id, Absence{absence::kUnlisted, {}, {}, {}, m_clock.now()});
}

void FleetInventory::collect()
{
    QList<Hidden> found;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const MachineIndex &index = m_model.machineIndex();
        if (index.isListed(row) && !index.isFailed(row))
            continue;
        const Machine &machine = m_model.at(row);
        if (!isHidden(machine))
            continue;
        if (const auto absence = absence::of(machine)) {
            found.append({machine.id, *absence});
            continue;
        }
        Absence answer = m_answers.value(machine.id);
        if (answer.reason != machine.verification->reason)
            answer = Absence{
                errorCodeName(ErrorCode::MachineNotActivated), machine.verification->reason, {}, {}, {}};
        found.append({machine.id, answer});
    }
    m_hidden = found;
}

} // namespace muster
