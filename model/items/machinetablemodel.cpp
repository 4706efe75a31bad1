// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinetablemodel.h"

#include "orchestrator.h"
#include "recordfault.h"
#include "whenfinished.h"

#include <QPromise>
#include <QThreadPool>

#include <algorithm>
#include <memory>

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
    if (!machine.verification || !held.verification ||
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
    m_rowOfId.clear();
    endResetModel();
    m_complete = false;
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
    m_seen.clear();
    m_complete = false;
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
    QList<Machine> fresh;
    std::vector<int> changed;
    for (const Machine &machine : page.machines) {
        m_seen.insert(machine.id);
        const int row = rowOf(machine.id);
        if (row < 0)
            fresh.append(machine);
        else if (!isOlder(machine, m_rows[static_cast<std::size_t>(row)].machine) && replace(row, machine))
            changed.push_back(row);
    }
    tellChanged(std::move(changed));
    append(fresh);
    if (!page.nextCursor || !m_orchestrator) {
        finishLoading();
        return;
    }
    emit loadingChanged(true);
    requestPage(*page.nextCursor);
}

void MachineTableModel::finishLoading()
{
    // A service that lists no archived records has not lost those that were archived here.
    const auto isGone = [this](int row) {
        const Machine &machine = m_rows[static_cast<std::size_t>(row)].machine;
        return !m_seen.contains(machine.id) && machine.status != MachineStatus::Archived;
    };
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (!isGone(last))
            continue;
        int first = last;
        while (first > 0 && isGone(first - 1))
            --first;
        drop(first, last);
        last = first;
    }
    m_seen.clear();
    m_complete = true;
    setLoading(false);
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
    for (const MachineChange &change : changes) {
        Machine machine = change.machine;
        if (m_loading)
            m_seen.insert(machine.id);
        const int row = rowOf(machine.id);
        if (row < 0) {
            tellChanged(std::exchange(changed, {}));
            append({machine});
            continue;
        }
        const Machine &held = m_rows[static_cast<std::size_t>(row)].machine;
        if (isOlder(machine, held))
            continue;
        if (!machine.verification && haveSameProof(machine, held))
            machine.verification = held.verification;
        if (replace(row, std::move(machine)))
            changed.push_back(row);
    }
    tellChanged(std::move(changed));
}

void MachineTableModel::append(const QList<Machine> &machines)
{
    if (machines.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(machines.size()) - 1);
    for (const Machine &machine : machines) {
        m_rowOfId.insert(machine.id, rowCount());
        m_rows.push_back({machine, FilterText(machine)});
    }
    endInsertRows();
}

bool MachineTableModel::replace(int row, Machine machine)
{
    Row &held = m_rows[static_cast<std::size_t>(row)];
    keepLastSeen(machine, held.machine);
    if (held.machine == machine)
        return false;
    held.machine = std::move(machine);
    held.filter = FilterText(held.machine);
    return true;
}

// One signal for rows that lie together: a view sorts and paints once, however many there are.
void MachineTableModel::tellChanged(std::vector<int> rows)
{
    std::sort(rows.begin(), rows.end());
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
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    m_rowOfId.clear();
    for (int row = 0; row < rowCount(); ++row)
        m_rowOfId.insert(m_rows[static_cast<std::size_t>(row)].machine.id, row);
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
    return m_rows[static_cast<std::size_t>(row)].machine;
}

int MachineTableModel::rowOf(const QString &id) const
{
    return m_rowOfId.value(id, -1);
}

MachineTally MachineTableModel::tally() const
{
    MachineTally tally;
    for (const Row &row : m_rows)
        tally.add(row.machine);
    return tally;
}

QFuture<Result<LabelVocabulary>> MachineTableModel::labelsInUse() const
{
    QList<QMap<QString, QString>> labels;
    labels.reserve(static_cast<qsizetype>(m_rows.size()));
    for (const Row &row : m_rows)
        labels.append(row.machine.labels);
    auto promise = std::make_shared<QPromise<Result<LabelVocabulary>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, labels = std::move(labels)] {
        promise->addResult(LabelVocabulary::of(labels));
        promise->finish();
    });
    return promise->future();
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
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Machine &machine = row.machine;
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return machinecells::text(machine, column, m_clock.now());
    case Qt::ToolTipRole:
        return machinecells::toolTip(machine, column);
    case SortRole:
        return machinecells::sortKey(machine, column);
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
