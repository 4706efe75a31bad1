// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinefiltermodel.h"

#include "machinetablemodel.h"

#include <algorithm>
#include <numeric>

namespace muster {
namespace {

// Each run of rows that comes or goes makes a view lay out all of them.
constexpr std::size_t kFewRuns = 8;

struct Run
{
    int first;
    int last;
};

/// The places in `many` of what `few` lacks; nothing where `few` has others, or in another order, or where
/// the runs are not few.
std::optional<std::vector<Run>> lacking(const std::vector<int> &few, const std::vector<int> &many)
{
    std::vector<Run> runs;
    std::size_t same = 0;
    for (std::size_t place = 0; place < many.size(); ++place) {
        if (same < few.size() && few[same] == many[place]) {
            ++same;
            continue;
        }
        const int at = static_cast<int>(place);
        if (!runs.empty() && runs.back().last == at - 1)
            runs.back().last = at;
        else if (runs.size() == kFewRuns)
            return std::nullopt;
        else
            runs.push_back({at, at});
    }
    if (same < few.size())
        return std::nullopt;
    return runs;
}

} // namespace

MachineFilterModel::MachineFilterModel(QObject *parent)
    : QAbstractProxyModel(parent)
{}

MachineFilterModel::~MachineFilterModel() = default;

void MachineFilterModel::setSourceModel(QAbstractItemModel *model)
{
    beginResetModel();
    if (m_machines)
        m_machines->disconnect(this);
    m_machines = qobject_cast<MachineTableModel *>(model);
    Q_ASSERT(m_machines || !model);
    QAbstractProxyModel::setSourceModel(model);
    m_byName.reset();
    m_byOther.reset();
    if (m_machines) {
        m_byName.emplace(m_machines->machineIndex(), MachineColumn::DisplayName);
        m_byOther.emplace(m_machines->machineIndex());
        const auto rowsOf = [this](auto take) {
            return [this, take](const QModelIndex &parentIndex, int first, int last) {
                if (!parentIndex.isValid())
                    (this->*take)(first, last);
            };
        };
        connect(m_machines, &QAbstractItemModel::rowsInserted, this,
                rowsOf(&MachineFilterModel::takeInserted));
        connect(m_machines, &QAbstractItemModel::rowsAboutToBeRemoved, this,
                rowsOf(&MachineFilterModel::hide));
        connect(m_machines, &QAbstractItemModel::rowsRemoved, this, rowsOf(&MachineFilterModel::takeRemoved));
        connect(m_machines, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
        connect(m_machines, &QAbstractItemModel::modelReset, this, &MachineFilterModel::takeReset);
        connect(m_machines, &MachineTableModel::machinesReplaced, this, &MachineFilterModel::takeReplaced);
    }
    place(chosen());
    endResetModel();
}

void MachineFilterModel::setFilterText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_terms = FilterTerms(text);
    adopt(chosen());
}

void MachineFilterModel::setArchivedShown(bool shown)
{
    if (shown == m_archivedShown)
        return;
    m_archivedShown = shown;
    adopt(chosen());
}

int MachineFilterModel::hiddenArchivedCount() const
{
    return showsArchived() || !m_machines ? 0 : m_machines->tally().of(MachineStatus::Archived);
}

bool MachineFilterModel::accepts(int row) const
{
    const MachineIndex &machines = m_machines->machineIndex();
    if (!showsArchived() && machines.status(row) == MachineStatus::Archived)
        return false;
    return m_terms.matches(machines, row);
}

const MachineOrder &MachineFilterModel::order() const
{
    return m_byOther ? *m_byOther : *m_byName;
}

std::vector<int> MachineFilterModel::chosen() const
{
    if (!m_machines)
        return {};
    // Judged as they lie in memory; the order leaps about.
    std::vector<char> accepted(static_cast<std::size_t>(m_machines->rowCount()));
    for (std::size_t row = 0; row < accepted.size(); ++row)
        accepted[row] = accepts(static_cast<int>(row)) ? 1 : 0;
    std::vector<int> rows;
    rows.reserve(accepted.size());
    for (const int row : order().rows()) {
        if (accepted[static_cast<std::size_t>(row)] != 0)
            rows.push_back(row);
    }
    if (m_direction == Qt::DescendingOrder)
        std::reverse(rows.begin(), rows.end());
    return rows;
}

void MachineFilterModel::adopt(const std::vector<int> &rows)
{
    if (rows == m_shown || tellRemoved(rows) || tellInserted(rows))
        return;
    // What goes stands last first, and what comes stands last at first: two runs, however many there are. A
    // change of the layout never changes how many rows there are, which a selection of all would not survive.
    std::vector<char> wanted(static_cast<std::size_t>(m_machines->rowCount()), 0);
    for (const int row : rows)
        wanted[static_cast<std::size_t>(row)] = 1;
    std::vector<int> staying;
    std::vector<int> coming;
    std::vector<int> leaving;
    for (const int row : rows)
        (m_placeOf[static_cast<std::size_t>(row)] < 0 ? coming : staying).push_back(row);
    std::copy_if(m_shown.begin(), m_shown.end(), std::back_inserter(leaving),
                 [&wanted](int row) { return wanted[static_cast<std::size_t>(row)] == 0; });
    if (!leaving.empty()) {
        std::vector<int> both = staying;
        both.insert(both.end(), leaving.begin(), leaving.end());
        reorder(std::move(both));
        tellRemoved(staying);
    }
    if (!coming.empty()) {
        std::vector<int> both = m_shown;
        both.insert(both.end(), coming.begin(), coming.end());
        tellInserted(both);
    }
    reorder(rows);
}

/// The same rows in another order.
void MachineFilterModel::reorder(std::vector<int> rows)
{
    if (rows == m_shown)
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    const std::vector<int> shownBefore = m_shown;
    place(std::move(rows));
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &each : before) {
        const int now =
            m_placeOf[static_cast<std::size_t>(shownBefore[static_cast<std::size_t>(each.row())])];
        after.append(createIndex(now, each.column()));
    }
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

bool MachineFilterModel::tellRemoved(const std::vector<int> &rows)
{
    const std::optional<std::vector<Run>> runs = lacking(rows, m_shown);
    if (!runs)
        return false;
    // From the end, so that the places of those before stay.
    for (auto run = runs->crbegin(); run != runs->crend(); ++run) {
        beginRemoveRows({}, run->first, run->last);
        std::vector<int> left = m_shown;
        left.erase(left.begin() + run->first, left.begin() + run->last + 1);
        place(std::move(left));
        endRemoveRows();
    }
    return true;
}

bool MachineFilterModel::tellInserted(const std::vector<int> &rows)
{
    const std::optional<std::vector<Run>> runs = lacking(m_shown, rows);
    if (!runs)
        return false;
    for (const Run &run : *runs) {
        beginInsertRows({}, run.first, run.last);
        std::vector<int> more = m_shown;
        more.insert(more.begin() + run.first, rows.begin() + run.first, rows.begin() + run.last + 1);
        place(std::move(more));
        endInsertRows();
    }
    return true;
}

void MachineFilterModel::place(std::vector<int> rows)
{
    m_shown = std::move(rows);
    m_placeOf.assign(static_cast<std::size_t>(m_machines ? m_machines->rowCount() : 0), -1);
    for (std::size_t at = 0; at < m_shown.size(); ++at)
        m_placeOf[static_cast<std::size_t>(m_shown[at])] = static_cast<int>(at);
}

void MachineFilterModel::takeInserted(int first, int last)
{
    std::vector<int> rows(static_cast<std::size_t>(last - first + 1));
    std::iota(rows.begin(), rows.end(), first);
    m_byName->insert(rows);
    if (m_byOther)
        m_byOther->insert(rows);
    m_placeOf.resize(static_cast<std::size_t>(m_machines->rowCount()), -1);
    adopt(chosen());
}

void MachineFilterModel::takeReplaced(const std::vector<int> &rows)
{
    m_byName->move(rows);
    if (m_byOther)
        m_byOther->move(rows);
    adopt(chosen());
    std::vector<int> places;
    for (const int row : rows) {
        const int at = m_placeOf[static_cast<std::size_t>(row)];
        if (at >= 0)
            places.push_back(at);
    }
    if (places.empty())
        return;
    const auto [first, last] = std::minmax_element(places.begin(), places.end());
    emit dataChanged(index(*first, 0), index(*last, columnCount() - 1));
}

void MachineFilterModel::hide(int first, int last)
{
    std::vector<int> left = m_shown;
    std::erase_if(left, [first, last](int row) { return row >= first && row <= last; });
    adopt(left);
}

void MachineFilterModel::takeRemoved(int first, int last)
{
    m_byName->remove(first, last);
    if (m_byOther)
        m_byOther->remove(first, last);
    std::vector<int> rows = m_shown;
    for (int &row : rows) {
        if (row > last)
            row -= last - first + 1;
    }
    place(std::move(rows));
}

void MachineFilterModel::takeReset()
{
    m_byName->setColumn(m_byName->column());
    if (m_byOther)
        m_byOther->setColumn(m_byOther->column());
    place(chosen());
    endResetModel();
}

QModelIndex MachineFilterModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex MachineFilterModel::parent(const QModelIndex & /*child*/) const
{
    return {};
}

int MachineFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int MachineFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_machines ? 0 : m_machines->columnCount();
}

QModelIndex MachineFilterModel::mapToSource(const QModelIndex &shown) const
{
    if (!shown.isValid() || !m_machines || shown.row() >= rowCount())
        return {};
    return m_machines->index(m_shown[static_cast<std::size_t>(shown.row())], shown.column());
}

QModelIndex MachineFilterModel::mapFromSource(const QModelIndex &source) const
{
    if (!source.isValid() || static_cast<std::size_t>(source.row()) >= m_placeOf.size())
        return {};
    const int at = m_placeOf[static_cast<std::size_t>(source.row())];
    return at < 0 ? QModelIndex() : createIndex(at, source.column());
}

QVariant MachineFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    // The one of the base class has no titles while no row is shown.
    if (!m_machines || orientation != Qt::Horizontal)
        return {};
    return m_machines->headerData(section, orientation, role);
}

void MachineFilterModel::sort(int column, Qt::SortOrder order)
{
    m_direction = order;
    if (!m_machines)
        return;
    if (column == static_cast<int>(MachineColumn::DisplayName))
        m_byOther.reset();
    else if (const auto wanted =
                 column < 0 ? std::nullopt : std::optional(static_cast<MachineColumn>(column));
             !m_byOther || m_byOther->column() != wanted)
        m_byOther.emplace(m_machines->machineIndex(), wanted);
    adopt(chosen());
}

} // namespace muster
