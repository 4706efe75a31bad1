// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinetablemodel.h"

#include "orchestrator.h"
#include "recordfault.h"
#include "whenfinished.h"

#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// Services without revisions are judged by their time of change.
bool isOlder(const Machine &candidate, const Machine &held)
{
    // What cannot be read may have lost its time; the latest answer counts.
    if (!recordfault::of(candidate).isEmpty() || !recordfault::of(held).isEmpty())
        return false;
    if (candidate.revision != 0 && held.revision != 0)
        return candidate.revision < held.revision;
    return candidate.updatedAt < held.updatedAt;
}

// The challenge names a proof; its evidence comes with some answers and not with others.
bool haveSameProof(const Machine &one, const Machine &other)
{
    if (!one.identityProof || !other.identityProof)
        return !one.identityProof && !other.identityProof;
    return one.identityProof->challengeId == other.identityProof->challengeId;
}

// While the registry does not answer, what counts is when it last did; a service may not say so.
void keepLastSeen(Machine &machine, const Machine &held)
{
    if (!machine.verification || !held.verification || absence::isMarked(held) ||
        machine.verification->state != Verification::State::Unavailable)
        return;
    Timestamp &seen = machine.verification->checkedAt;
    if (seen.milliseconds == 0)
        seen = held.verification->checkedAt;
}

} // namespace

MachineTableModel::MachineTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(m_systemClock)
{}

MachineTableModel::MachineTableModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{}

void MachineTableModel::setOrchestrator(Orchestrator *orchestrator)
{
    if (m_orchestrator)
        m_orchestrator->disconnect(this);
    m_orchestrator = orchestrator;
    ++m_generation;
    beginResetModel();
    m_rows.clear();
    m_index.clear();
    m_rowOfId.clear();
    m_unpackedRow = -1;
    endResetModel();
    m_complete = false;
    m_live = false;
    if (!orchestrator) {
        setLoading(false);
        return;
    }
    connect(orchestrator, &Orchestrator::machinesChanged, this, &MachineTableModel::takeChanges);
    reload();
}

void MachineTableModel::reload()
{
    if (!m_orchestrator)
        return;
    ++m_generation;
    m_complete = false;
    emit loadBegan();
    setLoading(true);
    requestPage({});
}

void MachineTableModel::requestPage(const QString &cursor)
{
    MachineQuery query;
    query.limit = kPageSize;
    query.cursor = cursor;
    query.anyVerification = true;
    whenFinished(m_orchestrator->listMachines(query), this,
                 [this, generation = m_generation](const Result<MachinePage> &page) {
                     if (generation != m_generation)
                         return;
                     if (page) {
                         takePage(*page);
                         return;
                     }
                     setLoading(false);
                     emit loadFailed(page.error());
                 });
}

void MachineTableModel::takePage(const MachinePage &page)
{
    m_live = true;
    emit machinesSeen(page.machines);
    QList<Machine> fresh;
    std::vector<int> changed;
    for (const Machine &machine : page.machines) {
        const int row = rowOf(machine.id);
        if (row < 0) {
            fresh.append(machine);
            continue;
        }
        const bool wasKept = std::exchange(m_rows[static_cast<std::size_t>(row)].seenIn, m_generation) < 0;
        const bool isNews = wasKept || !m_index.isListed(row) || !isOlder(machine, at(row));
        if (isNews && replace(row, machine))
            changed.push_back(row);
    }
    tellChanged(std::move(changed));
    append(fresh, m_generation);
    if (!page.nextCursor || !m_orchestrator) {
        if (m_keepsAbsent)
            markUnseen();
        dropGone(rowCount() - 1);
        return;
    }
    emit loadingChanged(true);
    requestPage(*page.nextCursor);
}

void MachineTableModel::dropGone(int last)
{
    // A service that lists no archived records has not lost those that were archived here.
    const auto isGone = [this](int row) {
        return m_rows[static_cast<std::size_t>(row)].seenIn != m_generation &&
               m_index.status(row) != MachineStatus::Archived && !(m_keepsAbsent && !m_index.isListed(row));
    };
    for (int runs = 0; last >= 0 && runs < kRunsAtOnce; --last) {
        if (!isGone(last))
            continue;
        int first = last;
        while (first > 0 && isGone(first - 1))
            --first;
        drop(first, last);
        last = first;
        ++runs;
    }
    if (last >= 0) {
        QTimer::singleShot(0, this, [this, last, generation = m_generation] {
            if (generation == m_generation)
                dropGone(last);
        });
        return;
    }
    m_complete = true;
    setLoading(false);
}

void MachineTableModel::markUnseen()
{
    std::vector<int> changed;
    for (int row = 0; row < rowCount(); ++row) {
        if (m_rows[static_cast<std::size_t>(row)].seenIn == m_generation || !m_index.isListed(row) ||
            m_index.status(row) == MachineStatus::Archived || recordfault::isAbout(at(row), "id"_L1))
            continue;
        Machine machine = at(row);
        absence::mark(machine, {});
        replace(row, std::move(machine));
        changed.push_back(row);
    }
    tellChanged(std::move(changed));
}

void MachineTableModel::takeKept(const QList<Machine> &machines)
{
    QList<Machine> fresh;
    std::vector<int> changed;
    for (const Machine &machine : machines) {
        const int row = rowOf(machine.id);
        if (row < 0)
            fresh.append(machine);
        else if ((!m_live || !m_index.isListed(row)) && replace(row, machine))
            changed.push_back(row);
    }
    tellChanged(std::move(changed));
    append(fresh, -1); // no load has met them
}

void MachineTableModel::markAbsent(const QString &id, const Absence &absence)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    Machine machine = at(row);
    absence::mark(machine, absence);
    if (replace(row, std::move(machine)))
        tellChanged({row});
}

void MachineTableModel::take(const Machine &machine)
{
    takeChanges({MachineChange{machine}});
}

void MachineTableModel::fetch(const QString &id)
{
    if (!m_orchestrator)
        return;
    whenFinished(m_orchestrator->machine(id, true), this,
                 [this, from = m_orchestrator](const Result<Machine> &machine) {
                     if (machine && from == m_orchestrator)
                         take(*machine);
                 });
}

void MachineTableModel::takeChanges(const QList<MachineChange> &changes)
{
    std::vector<int> changed;
    QList<Machine> seen;
    for (const MachineChange &change : changes) {
        Machine machine = change.machine;
        const int row = rowOf(machine.id);
        if (row < 0) {
            tellChanged(std::exchange(changed, {}));
            append({machine}, m_generation);
            seen.append(machine);
            continue;
        }
        m_rows[static_cast<std::size_t>(row)].seenIn = m_generation;
        const Machine &held = at(row);
        if (isOlder(machine, held))
            continue;
        if (!machine.verification && haveSameProof(machine, held) && !absence::isMarked(held))
            machine.verification = held.verification;
        seen.append(machine);
        if (replace(row, std::move(machine)))
            changed.push_back(row);
    }
    tellChanged(std::move(changed));
    if (!seen.isEmpty())
        emit machinesSeen(seen);
}

void MachineTableModel::append(const QList<Machine> &machines, int seenIn)
{
    if (machines.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(machines.size()) - 1);
    for (const Machine &machine : machines) {
        m_rowOfId.insert(machine.id.toUtf8(), rowCount());
        m_rows.push_back({PackedMachine(machine), seenIn});
        m_index.append(machine);
    }
    endInsertRows();
}

bool MachineTableModel::replace(int row, Machine machine)
{
    keepLastSeen(machine, at(row));
    PackedMachine packed(machine);
    PackedMachine &held = m_rows[static_cast<std::size_t>(row)].packed;
    if (held == packed)
        return false;
    held = std::move(packed);
    m_index.replace(row, machine);
    m_unpackedRow = -1;
    return true;
}

// One signal for rows that lie together: a view sorts and paints once, however many there are.
void MachineTableModel::tellChanged(std::vector<int> rows)
{
    if (rows.empty())
        return;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    emit machinesReplaced(rows);
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1] <= rows[last] + 1)
            ++last;
        emit dataChanged(index(rows[first], 0), index(rows[last], kColumns - 1));
        first = last + 1;
    }
}

void MachineTableModel::drop(int first, int last)
{
    beginRemoveRows({}, first, last);
    for (int row = first; row <= last; ++row)
        m_rowOfId.remove(at(row).id.toUtf8());
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    m_index.remove(first, last);
    m_unpackedRow = -1;
    for (int &row : m_rowOfId) {
        if (row > last)
            row -= last - first + 1;
    }
    endRemoveRows();
}

void MachineTableModel::setLoading(bool loading)
{
    m_loading = loading;
    emit loadingChanged(loading);
}

std::optional<Machine> MachineTableModel::machineAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return at(row);
}

const Machine &MachineTableModel::at(int row) const
{
    if (m_unpackedRow != row) {
        m_unpacked = m_rows[static_cast<std::size_t>(row)].packed.unpacked();
        m_unpackedRow = row;
    }
    return m_unpacked;
}

int MachineTableModel::rowOf(const QString &id) const
{
    return m_rowOfId.value(id.toUtf8(), -1);
}

std::vector<PackedMachine> MachineTableModel::packedMachines() const
{
    std::vector<PackedMachine> machines;
    machines.reserve(m_rows.size());
    for (const Row &row : m_rows)
        machines.push_back(row.packed);
    return machines;
}

QFuture<Result<LabelVocabulary>> MachineTableModel::labelsInUse() const
{
    return QtConcurrent::run([machines = packedMachines()]() -> Result<LabelVocabulary> {
        QList<QMap<QString, QString>> labels;
        labels.reserve(static_cast<qsizetype>(machines.size()));
        for (const PackedMachine &machine : machines)
            labels.append(machine.unpacked().labels);
        return LabelVocabulary::of(labels);
    });
}

int MachineTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MachineTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant MachineTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Machine &machine = at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return machinecells::text(machine, column, m_clock.now());
    case Qt::ToolTipRole:
        return machinecells::toolTip(machine, column);
    case MachineRole:
        return QVariant::fromValue(machine);
    case StatusRole:
        return machinecells::isReadable(machine, Column::Status) ? QVariant(static_cast<int>(machine.status))
                                                                 : QVariant();
    case VerificationRole:
        return machine.verification ? QVariant(static_cast<int>(machine.verification->state)) : QVariant();
    default:
        return {};
    }
}

QVariant MachineTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns || role != Qt::DisplayRole)
        return {};
    return machinecells::title(static_cast<Column>(section));
}

} // namespace muster
