// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machineindex.h"

#include <QByteArrayMatcher>
#include <QList>
#include <QString>

namespace muster {

/// A typed filter: words that must all occur. A plain word is looked for in name, owner, type, labels and
/// identity; `status:`, `label:`, `capability:`, `owner:`, `type:`, `id:`, `verified:` (yes, no, unknown) and
/// `listed:` (yes, no) look into that member alone. Quotes keep blanks inside a word. Never an expression;
/// case does not matter. Any thread.
class FilterTerms
{
public:
    FilterTerms() = default;
    explicit FilterTerms(const QString &text);

    bool isEmpty() const { return m_texts.isEmpty() && m_choices.isEmpty(); }
    bool matches(const MachineIndex &machines, int row) const;
    /// A `status:` word means archived records: hiding them then would show nothing.
    bool asksForArchived() const { return m_archived; }

    /// Whether `term`, like `status:draft`, is one of the words of `text`.
    static bool holds(const QString &text, const QString &term);
    /// `text` with `term` added, or taken out where it was.
    static QString toggled(const QString &text, const QString &term);

private:
    /// A word that occurs somewhere in a text.
    struct Text
    {
        MachineIndex::Field field;
        QByteArrayMatcher word; ///< folded, UTF-8
    };
    /// The states that a word stands for, a bit each: `status:a` are two of them.
    struct Choice
    {
        int of; ///< status, verdict, or whether it is listed
        quint32 accepted;
    };

    void add(const QString &word, int field);
    static quint32 bitFor(const Choice &choice, const MachineIndex &machines, int row);

    QList<Text> m_texts;
    QList<Choice> m_choices;
    bool m_archived = false;
};

} // namespace muster
