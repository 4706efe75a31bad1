// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineindex.h"

#include "absence.h"

namespace muster {
namespace {

qint64 rankOf(const std::optional<Verification> &verification)
{
    constexpr int kTimeBits = 50; // milliseconds up to the year 9999 need 48
    if (!verification)
        return qint64(2) << kTimeBits;
    qint64 rank = 0;
    switch (verification->state) {
    case Verification::State::Failed:
        rank = 0;
        break;
    case Verification::State::Unavailable:
        rank = 1;
        break;
    case Verification::State::NotChecked:
        rank = 3;
        break;
    case Verification::State::Verified:
        rank = 4;
        break;
    }
    return (rank << kTimeBits) + verification->checkedAt.milliseconds;
}

/// Of one that is listed.
MachineIndex::Verified verifiedOf(const std::optional<Verification> &verification)
{
    if (!verification || verification->state == Verification::State::NotChecked)
        return MachineIndex::Unknown;
    return verification->state == Verification::State::Verified ? MachineIndex::Yes : MachineIndex::No;
}

QString labelLines(const Machine &machine)
{
    QStringList lines;
    for (const auto &[key, value] : machine.labels.asKeyValueRange())
        lines.append(key + u'=' + value);
    return lines.join(u'\n');
}

} // namespace

void MachineIndex::clear()
{
    *this = {};
}

void MachineIndex::append(const Machine &machine)
{
    m_entries.push_back(entryOf(machine));
    count(m_entries.back(), 1);
}

void MachineIndex::replace(int row, const Machine &machine)
{
    Entry &entry = m_entries[static_cast<std::size_t>(row)];
    count(entry, -1);
    m_unused += entry.end[Id];
    entry = entryOf(machine);
    count(entry, 1);
    tidy();
}

void MachineIndex::remove(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        count(at(row), -1);
        m_unused += at(row).end[Id];
    }
    m_entries.erase(m_entries.begin() + first, m_entries.begin() + last + 1);
    tidy();
}

QByteArrayView MachineIndex::text(int row, Field field) const
{
    const Entry &entry = at(row);
    const char *begin = m_texts.constData() + entry.begin;
    if (field == Plain)
        return {begin, begin + entry.end[Identity]};
    // A line end stands before each text but the first.
    const quint32 from = field == Owner ? 0 : entry.end[static_cast<std::size_t>(field) - 1] + 1;
    return {begin + from, begin + entry.end[field]};
}

MachineIndex::Entry MachineIndex::entryOf(const Machine &machine)
{
    const std::array<QString, kTexts> texts{machine.ownerId,
                                            machine.machineType,
                                            labelLines(machine),
                                            machine.displayName,
                                            machine.identityRef ? machine.identityRef->did() : QString(),
                                            machine.capabilities.join(u'\n'),
                                            machine.id};
    Entry entry;
    entry.begin = static_cast<quint32>(m_texts.size());
    for (std::size_t field = 0; field < texts.size(); ++field) {
        if (field > 0)
            m_texts.append('\n');
        m_texts.append(texts[field].toCaseFolded().toUtf8());
        entry.end[field] = static_cast<quint32>(m_texts.size()) - entry.begin;
    }
    entry.status = machine.status;
    entry.listed = !absence::isMarked(machine);
    entry.verified = entry.listed ? verifiedOf(machine.verification) : Unknown;
    entry.failed = entry.verified == No && machine.verification->state == Verification::State::Failed;
    entry.verdictRank = rankOf(machine.verification);
    entry.updatedAt = machine.updatedAt.milliseconds;
    return entry;
}

void MachineIndex::count(const Entry &entry, int by)
{
    m_tally.counts.at(static_cast<std::size_t>(entry.status)) += by;
    m_tally.absent += entry.listed ? 0 : by;
    m_tally.judged += entry.verified == Unknown ? 0 : by;
    m_tally.notVerified += entry.verified == No ? by : 0;
}

void MachineIndex::tidy()
{
    constexpr quint32 kWorthIt = 65'536;
    if (m_unused < kWorthIt || m_unused < static_cast<quint32>(m_texts.size()) / 3)
        return;
    QByteArray texts;
    texts.reserve(m_texts.size() - static_cast<qsizetype>(m_unused));
    for (Entry &entry : m_entries) {
        const char *text = m_texts.constData() + entry.begin;
        entry.begin = static_cast<quint32>(texts.size());
        texts.append(text, entry.end[Id]);
    }
    m_texts = std::move(texts);
    m_unused = 0;
}

} // namespace muster
