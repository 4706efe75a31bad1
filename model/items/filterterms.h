// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <array>

namespace muster {

/// What one record offers to the text filter, in folded case; made once per change of the record.
struct FilterText
{
    enum Field { Plain, Status, Label, Capability, Owner, Type, Id, Verified, FieldCount };

    FilterText() = default;
    explicit FilterText(const Machine &machine);

    std::array<QString, FieldCount> of; ///< lists a line each
};

/// A typed filter: words that must all occur. A plain word is looked for in name, owner, type, labels and
/// identity; `status:`, `label:`, `capability:`, `owner:`, `type:`, `id:` and `verified:` (yes, no, unknown)
/// look into that member alone. Quotes keep blanks inside a word. Never an expression; case does not matter.
/// Any thread.
class FilterTerms
{
public:
    FilterTerms() = default;
    explicit FilterTerms(const QString &text);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool matches(const FilterText &record) const;
    /// A `status:` word means archived records: hiding them then would show nothing.
    bool asksForArchived() const;

    /// Whether `term`, like `status:draft`, is one of the words of `text`.
    static bool holds(const QString &text, const QString &term);
    /// `text` with `term` added, or taken out where it was.
    static QString toggled(const QString &text, const QString &term);

private:
    struct Term
    {
        FilterText::Field field;
        QString word;
    };
    QList<Term> m_terms;
};

} // namespace muster
