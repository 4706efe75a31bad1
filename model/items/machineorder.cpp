// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineorder.h"

#include <QHash>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace muster {
namespace {

int sign(qint64 one, qint64 other)
{
    return one < other ? -1 : static_cast<int>(one > other);
}

} // namespace

MachineOrder::MachineOrder(const MachineIndex &index, std::optional<MachineColumn> column)
    : m_index(index)
    , m_column(column)
{
    sortAll();
}

void MachineOrder::setColumn(std::optional<MachineColumn> column)
{
    m_column = column;
    sortAll();
}

std::optional<MachineIndex::Field> MachineOrder::field() const
{
    if (!m_column)
        return std::nullopt;
    switch (*m_column) {
    case MachineColumn::DisplayName:
        return MachineIndex::Name;
    case MachineColumn::IdentityRef:
        return MachineIndex::Identity;
    case MachineColumn::MachineType:
        return MachineIndex::Type;
    case MachineColumn::OwnerId:
        return MachineIndex::Owner;
    case MachineColumn::Labels:
        return MachineIndex::Label;
    case MachineColumn::Id:
        return MachineIndex::Id;
    case MachineColumn::Status:
    case MachineColumn::Verification:
    case MachineColumn::UpdatedAt:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

int MachineOrder::compare(int one, int other) const
{
    if (!m_column)
        return 0;
    switch (*m_column) {
    case MachineColumn::Status:
        return sign(static_cast<int>(m_index.status(one)), static_cast<int>(m_index.status(other)));
    case MachineColumn::Verification:
        return sign(m_index.verdictRank(one), m_index.verdictRank(other));
    case MachineColumn::UpdatedAt:
        return sign(m_index.updatedAt(one), m_index.updatedAt(other));
    case MachineColumn::IdentityRef: {
        // Without leading zeros, and all behind the same words: the longer one is the greater.
        const QByteArrayView left = m_index.text(one, MachineIndex::Identity);
        const QByteArrayView right = m_index.text(other, MachineIndex::Identity);
        return left.size() == right.size() ? left.compare(right) : sign(left.size(), right.size());
    }
    case MachineColumn::Id:
        return m_index.text(one, MachineIndex::Id).compare(m_index.text(other, MachineIndex::Id));
    case MachineColumn::DisplayName:
    case MachineColumn::MachineType:
    case MachineColumn::OwnerId:
    case MachineColumn::Labels: {
        const QByteArrayView left = m_index.text(one, *field());
        const QByteArrayView right = m_index.text(other, *field());
        return left == right ? 0 : m_collator.compare(QString::fromUtf8(left), QString::fromUtf8(right));
    }
    }
    Q_UNREACHABLE();
}

bool MachineOrder::isLess(int one, int other) const
{
    const int order = compare(one, other);
    return order == 0 ? one < other : order < 0;
}

void MachineOrder::sortAll()
{
    m_rows.resize(static_cast<std::size_t>(m_index.size()));
    std::iota(m_rows.begin(), m_rows.end(), 0);
    if (!m_column)
        return;
    switch (*m_column) {
    case MachineColumn::Status:
    case MachineColumn::Verification:
    case MachineColumn::UpdatedAt:
        sortByNumber();
        break;
    case MachineColumn::DisplayName:
    case MachineColumn::MachineType:
    case MachineColumn::OwnerId:
    case MachineColumn::Labels:
        sortByText();
        break;
    case MachineColumn::IdentityRef:
    case MachineColumn::Id:
        sortByBytes();
        break;
    }
}

// Most of these texts differ in a few bytes behind a beginning that all of them have: those are compared as
// one number, and few texts need be looked at again.
void MachineOrder::sortByBytes()
{
    struct Key
    {
        qsizetype size;
        quint64 start;
        int row;
    };
    const bool longerIsGreater = m_column == MachineColumn::IdentityRef;
    const qsizetype same = sameStart();
    std::vector<Key> keys;
    keys.reserve(m_rows.size());
    for (const int row : m_rows) {
        const QByteArrayView text = m_index.text(row, *field());
        quint64 start = 0;
        for (qsizetype at = same; at < same + qsizetype(sizeof start); ++at)
            start = start << 8 | (at < text.size() ? static_cast<uchar>(text.at(at)) : 0U);
        keys.push_back({longerIsGreater ? text.size() : 0, start, row});
    }
    std::sort(keys.begin(), keys.end(), [this](const Key &one, const Key &other) {
        if (one.size != other.size || one.start != other.start)
            return std::tie(one.size, one.start) < std::tie(other.size, other.start);
        return isLess(one.row, other.row);
    });
    std::transform(keys.begin(), keys.end(), m_rows.begin(), [](const Key &key) { return key.row; });
}

/// How many bytes at their beginning all texts of the column share.
qsizetype MachineOrder::sameStart() const
{
    if (m_rows.empty())
        return 0;
    const QByteArrayView first = m_index.text(m_rows.front(), *field());
    qsizetype same = first.size();
    for (const int row : m_rows) {
        const QByteArrayView text = m_index.text(row, *field());
        const auto parting = std::mismatch(first.begin(), first.begin() + same, text.begin(), text.end());
        same = std::distance(first.begin(), parting.first);
    }
    return same;
}

void MachineOrder::sortByNumber()
{
    const auto number = [this](int row) {
        switch (*m_column) {
        case MachineColumn::Status:
            return qint64(static_cast<int>(m_index.status(row)));
        case MachineColumn::Verification:
            return m_index.verdictRank(row);
        default:
            return m_index.updatedAt(row);
        }
    };
    std::vector<std::pair<qint64, int>> keys;
    keys.reserve(m_rows.size());
    for (const int row : m_rows)
        keys.emplace_back(number(row), row);
    std::sort(keys.begin(), keys.end());
    std::transform(keys.begin(), keys.end(), m_rows.begin(), [](const auto &key) { return key.second; });
}

// Comparing as people do is slow, and many rows have the same type, owner or labels: only what differs is
// compared, once.
void MachineOrder::sortByText()
{
    QHash<QByteArrayView, int> rankOf;
    for (const int row : m_rows)
        rankOf.insert(m_index.text(row, *field()), 0);
    std::vector<std::pair<QCollatorSortKey, QByteArrayView>> texts;
    texts.reserve(static_cast<std::size_t>(rankOf.size()));
    for (auto each = rankOf.cbegin(); each != rankOf.cend(); ++each)
        texts.emplace_back(m_collator.sortKey(QString::fromUtf8(each.key())), each.key());
    std::sort(texts.begin(), texts.end(),
              [](const auto &one, const auto &other) { return one.first < other.first; });
    int rank = 0;
    for (std::size_t each = 0; each < texts.size(); ++each) {
        if (each > 0 && texts[each - 1].first < texts[each].first)
            ++rank;
        rankOf[texts[each].second] = rank;
    }
    std::vector<std::pair<int, int>> keys;
    keys.reserve(m_rows.size());
    for (const int row : m_rows)
        keys.emplace_back(rankOf.value(m_index.text(row, *field())), row);
    std::sort(keys.begin(), keys.end());
    std::transform(keys.begin(), keys.end(), m_rows.begin(), [](const auto &key) { return key.second; });
}

void MachineOrder::insert(std::vector<int> rows)
{
    const auto less = [this](int one, int other) { return isLess(one, other); };
    std::sort(rows.begin(), rows.end(), less);
    std::vector<int> merged;
    merged.reserve(m_rows.size() + rows.size());
    auto rest = m_rows.cbegin();
    for (const int row : rows) {
        const auto place = std::lower_bound(rest, m_rows.cend(), row, less);
        merged.insert(merged.end(), rest, place);
        merged.push_back(row);
        rest = place;
    }
    merged.insert(merged.end(), rest, m_rows.cend());
    m_rows = std::move(merged);
}

void MachineOrder::move(const std::vector<int> &rows)
{
    std::vector<char> moves(static_cast<std::size_t>(m_index.size()), 0);
    for (const int row : rows)
        moves[static_cast<std::size_t>(row)] = 1;
    std::erase_if(m_rows, [&moves](int row) { return moves[static_cast<std::size_t>(row)] != 0; });
    insert(rows);
}

void MachineOrder::remove(int first, int last)
{
    std::erase_if(m_rows, [first, last](int row) { return row >= first && row <= last; });
    for (int &row : m_rows) {
        if (row > last)
            row -= last - first + 1;
    }
}

} // namespace muster
