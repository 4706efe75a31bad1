// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterterms.h"

#include "machinewords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Prefix
{
    QLatin1StringView text;
    FilterText::Field field;
};

constexpr std::array<Prefix, 7> kPrefixes{{
    {"status:"_L1, FilterText::Status},
    {"label:"_L1, FilterText::Label},
    {"capability:"_L1, FilterText::Capability},
    {"owner:"_L1, FilterText::Owner},
    {"type:"_L1, FilterText::Type},
    {"id:"_L1, FilterText::Id},
    {"verified:"_L1, FilterText::Verified},
}};

QString verifiedWord(const std::optional<Verification> &verification)
{
    if (!verification || verification->state == Verification::State::NotChecked)
        return u"unknown"_s;
    return verification->state == Verification::State::Verified ? u"yes"_s : u"no"_s;
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

bool startsAnyLine(const QString &lines, const QString &word)
{
    return lines.startsWith(word) || lines.contains(u'\n' + word);
}

} // namespace

FilterText::FilterText(const Machine &machine)
{
    QStringList labels;
    for (const auto &[key, value] : machine.labels.asKeyValueRange())
        labels.append(key + u'=' + value);
    QStringList plain{machine.displayName, machine.ownerId, machine.machineType};
    plain += labels;
    if (machine.identityRef)
        plain.append(machine.identityRef->did());
    of[Plain] = plain.join(u'\n').toCaseFolded();
    of[Status] = QString(machineStatusName(machine.status) + u'\n' + machinewords::status(machine.status))
                     .toCaseFolded();
    of[Label] = labels.join(u'\n').toCaseFolded();
    of[Capability] = machine.capabilities.join(u'\n').toCaseFolded();
    of[Owner] = machine.ownerId.toCaseFolded();
    of[Type] = machine.machineType.toCaseFolded();
    of[Id] = machine.id.toCaseFolded();
    of[Verified] = verifiedWord(machine.verification);
}

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
            m_terms.append({plain ? FilterText::Plain : prefix->field, word});
    }
}

bool FilterTerms::matches(const FilterText &record) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&record](const Term &term) {
        const QString &text = record.of.at(term.field);
        // "active" must not find what is inactive in some language, nor "no" what is unknown.
        const bool whole = term.field == FilterText::Status || term.field == FilterText::Verified;
        return whole ? startsAnyLine(text, term.word) : text.contains(term.word);
    });
}

bool FilterTerms::asksForArchived() const
{
    // "status:a" may still become "status:active".
    const QString archived = machineStatusName(MachineStatus::Archived) + u'\n' +
                             machinewords::status(MachineStatus::Archived).toCaseFolded();
    return std::any_of(m_terms.begin(), m_terms.end(), [&archived](const Term &term) {
        return term.field == FilterText::Status && term.word.size() > 1 && startsAnyLine(archived, term.word);
    });
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
