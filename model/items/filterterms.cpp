// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterterms.h"

#include "machinewords.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

enum { kOfStatus = -1, kOfVerified = -2 };

struct Prefix
{
    QLatin1StringView text;
    int field; ///< of MachineIndex, or one of those above
};

constexpr std::array<Prefix, 7> kPrefixes{{
    {"status:"_L1, kOfStatus},
    {"label:"_L1, MachineIndex::Label},
    {"capability:"_L1, MachineIndex::Capability},
    {"owner:"_L1, MachineIndex::Owner},
    {"type:"_L1, MachineIndex::Type},
    {"id:"_L1, MachineIndex::Id},
    {"verified:"_L1, kOfVerified},
}};

constexpr std::array kStatuses{MachineStatus::Draft, MachineStatus::Active, MachineStatus::Degraded,
                               MachineStatus::Blocked, MachineStatus::Archived};

quint32 bitOf(MachineStatus status)
{
    return 1U << static_cast<unsigned>(status);
}

// "active" must not find what is inactive in some language, nor "no" what is unknown.
quint32 statusesFor(const QString &word)
{
    quint32 accepted = 0;
    for (const MachineStatus status : kStatuses) {
        if (machineStatusName(status).startsWith(word) ||
            machinewords::status(status).toCaseFolded().startsWith(word))
            accepted |= bitOf(status);
    }
    return accepted;
}

quint32 verdictsFor(const QString &word)
{
    quint32 accepted = 0;
    const std::array words{"yes"_L1, "no"_L1, "unknown"_L1};
    for (const auto verdict : {MachineIndex::Yes, MachineIndex::No, MachineIndex::Unknown}) {
        if (words.at(verdict).startsWith(word))
            accepted |= 1U << verdict;
    }
    return accepted;
}

/// The words of a text as they were typed, quotes included. A quote that is not closed ends with the text.
QStringList typedWords(const QString &text)
{
    QStringList words;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        if (c.isSpace() && !quoted) {
            if (!word.isEmpty())
                words.append(std::exchange(word, {}));
            continue;
        }
        if (c == u'"')
            quoted = !quoted;
        word.append(c);
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

} // namespace

FilterTerms::FilterTerms(const QString &text)
{
    const QStringList words = typedWords(text.toCaseFolded());
    for (const QString &typed : words) {
        const auto *prefix = std::find_if(kPrefixes.begin(), kPrefixes.end(), [&typed](const Prefix &each) {
            return typed.startsWith(each.text);
        });
        const bool plain = prefix == kPrefixes.end();
        QString word = plain ? typed : typed.mid(prefix->text.size());
        word.remove(u'"');
        if (!word.isEmpty())
            add(word, plain ? static_cast<int>(MachineIndex::Plain) : prefix->field);
    }
}

void FilterTerms::add(const QString &word, int field)
{
    if (field == kOfVerified) {
        m_choices.append({false, verdictsFor(word)});
    } else if (field == kOfStatus) {
        const quint32 accepted = statusesFor(word);
        m_choices.append({true, accepted});
        // "status:a" may still become "status:active".
        m_archived = m_archived || (word.size() > 1 && (accepted & bitOf(MachineStatus::Archived)));
    } else {
        m_texts.append({static_cast<MachineIndex::Field>(field), QByteArrayMatcher(word.toUtf8())});
    }
}

bool FilterTerms::matches(const MachineIndex &machines, int row) const
{
    const auto chosen = [&machines, row](const Choice &choice) {
        const quint32 bit = choice.ofStatus ? bitOf(machines.status(row))
                                            : 1U << static_cast<unsigned>(machines.verified(row));
        return (choice.accepted & bit) != 0;
    };
    const auto occurs = [&machines, row](const Text &text) {
        return text.word.indexIn(machines.text(row, text.field)) >= 0;
    };
    return std::all_of(m_choices.begin(), m_choices.end(), chosen) &&
           std::all_of(m_texts.begin(), m_texts.end(), occurs);
}

bool FilterTerms::holds(const QString &text, const QString &term)
{
    return typedWords(text).contains(term, Qt::CaseInsensitive);
}

QString FilterTerms::toggled(const QString &text, const QString &term)
{
    QStringList words = typedWords(text);
    const auto removed =
        words.removeIf([&term](const QString &word) { return word.compare(term, Qt::CaseInsensitive) == 0; });
    if (removed == 0)
        words.append(term);
    return words.join(u' ');
}

} // namespace muster
