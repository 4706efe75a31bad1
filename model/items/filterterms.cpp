// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterterms.h"

#include "machinewords.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

enum { kOfStatus = -1, kOfVerified = -2, kOfListed = -3 };

struct Prefix
{
    QLatin1StringView text;
    int field; ///< of MachineIndex, or one of those above
};

constexpr std::array<Prefix, 8> kPrefixes{{
    {"status:"_L1, kOfStatus},
    {"label:"_L1, MachineIndex::Label},
    {"capability:"_L1, MachineIndex::Capability},
    {"owner:"_L1, MachineIndex::Owner},
    {"type:"_L1, MachineIndex::Type},
    {"id:"_L1, MachineIndex::Id},
    {"verified:"_L1, kOfVerified},
    {"listed:"_L1, kOfListed},
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

/// A bit for each of `words` that begins like `word`.
quint32 bitsFor(const QString &word, std::initializer_list<QLatin1StringView> words)
{
    quint32 accepted = 0;
    quint32 bit = 1;
    for (const QLatin1StringView each : words) {
        if (each.startsWith(word))
            accepted |= bit;
        bit <<= 1;
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
        m_choices.append({field, bitsFor(word, {"yes"_L1, "no"_L1, "unknown"_L1})}); // as in MachineIndex
    } else if (field == kOfListed) {
        m_choices.append({field, bitsFor(word, {"yes"_L1, "no"_L1})});
    } else if (field == kOfStatus) {
        const quint32 accepted = statusesFor(word);
        m_choices.append({field, accepted});
        // "status:a" may still become "status:active".
        m_archived = m_archived || (word.size() > 1 && (accepted & bitOf(MachineStatus::Archived)));
    } else {
        m_texts.append({static_cast<MachineIndex::Field>(field), QByteArrayMatcher(word.toUtf8())});
    }
}

quint32 FilterTerms::bitFor(const Choice &choice, const MachineIndex &machines, int row)
{
    if (choice.of == kOfStatus)
        return bitOf(machines.status(row));
    if (choice.of == kOfListed)
        return machines.isListed(row) ? 1U : 2U;
    return 1U << static_cast<unsigned>(machines.verified(row));
}

bool FilterTerms::matches(const MachineIndex &machines, int row) const
{
    const auto chosen = [&machines, row](const Choice &choice) {
        return (choice.accepted & bitFor(choice, machines, row)) != 0;
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
