// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "machinetally.h"

#include <QByteArray>

#include <array>
#include <vector>

namespace muster {

/// What filtering, sorting and counting ask of every machine of a fleet, side by side in memory, so that a
/// hundred thousand rows are gone through within a frame. Rows are those of the table model. One thread.
class MachineIndex
{
public:
    /// Texts in folded case, UTF-8. Plain is Owner, Type, Label, Name and Identity in one, a line each; lists
    /// have a line for each entry.
    enum Field { Owner, Type, Label, Name, Identity, Capability, Id, Plain };
    /// What a service says of the proof, in the order that the filter words have them.
    enum Verified { Yes, No, Unknown };

    void clear();
    void append(const Machine &machine);
    void replace(int row, const Machine &machine);
    void remove(int first, int last);

    int size() const { return static_cast<int>(m_entries.size()); }
    QByteArrayView text(int row, Field field) const;
    MachineStatus status(int row) const { return at(row).status; }
    Verified verified(int row) const { return at(row).verified; }
    /// Not when the service lists it no longer; see absence.h.
    bool isListed(int row) const { return at(row).listed; }
    /// The service says that its proof does not hold, rather than that nobody can say.
    bool isFailed(int row) const { return at(row).failed; }
    /// What needs attention first comes first; of equal verdicts the oldest.
    qint64 verdictRank(int row) const { return at(row).verdictRank; }
    qint64 updatedAt(int row) const { return at(row).updatedAt; } ///< milliseconds, see Timestamp
    const MachineTally &tally() const { return m_tally; }

private:
    static constexpr int kTexts = Id + 1;

    struct Entry
    {
        quint32 begin = 0;                 ///< of its text in m_texts
        std::array<quint32, kTexts> end{}; ///< of each field, counted from `begin`
        MachineStatus status = MachineStatus::Draft;
        Verified verified = Unknown;
        bool listed = true;
        bool failed = false;
        qint64 verdictRank = 0;
        qint64 updatedAt = 0;
    };

    const Entry &at(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    /// The text goes to the end of m_texts.
    Entry entryOf(const Machine &machine);
    void count(const Entry &entry, int by);
    /// Texts of rows that have changed or gone lie about; moves the others together when they are a third.
    void tidy();

    std::vector<Entry> m_entries;
    QByteArray m_texts;
    quint32 m_unused = 0; ///< bytes of m_texts that belong to no row
    MachineTally m_tally;
};

} // namespace muster
