// SPDX-License-Identifier: GPL-3.0-or-later
#include "glossary.h"

#include <QFile>
#include <QSet>
#include <QStringList>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

// At global scope, or the symbol is looked for in the namespace.
static void initGlossaryResource()
{
    Q_INIT_RESOURCE(glossary);
}

namespace muster {
namespace {

/// A pattern for the word in singular and plural.
QString pattern(const QString &name)
{
    static const QRegularExpression consonantAndY(u"[^aeiou]y\\z"_s);
    if (consonantAndY.match(name).hasMatch())
        return QRegularExpression::escape(name.chopped(1)) + u"(?:y|ies)"_s;
    return QRegularExpression::escape(name) + u"s?"_s;
}

} // namespace

const Glossary &Glossary::ofTheProgram()
{
    static const Glossary glossary = [] {
        initGlossaryResource();
        QFile file(u":/muster/glossary.md"_s);
        return Glossary(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString());
    }();
    return glossary;
}

Glossary::Glossary(const QString &text)
{
    const QStringList parts = text.split(u"\n## "_s).mid(1);
    for (const QString &part : parts) {
        const qsizetype end = part.indexOf(u'\n');
        const QString sentence = part.mid(end + 1).simplified();
        if (end > 0 && !sentence.isEmpty())
            m_terms.append({part.left(end).trimmed(), sentence});
    }
    m_byLength.resize(m_terms.size());
    std::iota(m_byLength.begin(), m_byLength.end(), 0);
    std::stable_sort(m_byLength.begin(), m_byLength.end(), [this](qsizetype left, qsizetype right) {
        return m_terms[left].name.size() > m_terms[right].name.size();
    });
    QStringList words;
    for (const qsizetype index : m_byLength)
        words.append(u'(' + pattern(m_terms[index].name) + u')');
    m_words = QRegularExpression(u"\\b(?:%1)\\b"_s.arg(words.join(u'|')),
                                 QRegularExpression::CaseInsensitiveOption |
                                     QRegularExpression::UseUnicodePropertiesOption);
}

QList<Glossary::Term> Glossary::occurringIn(const QString &text) const
{
    QList<Term> found;
    if (m_terms.isEmpty())
        return found;
    QSet<qsizetype> seen;
    auto matches = m_words.globalMatch(QString(text).remove(u'&'));
    while (matches.hasNext()) {
        const qsizetype index = m_byLength[matches.next().lastCapturedIndex() - 1];
        if (seen.contains(index))
            continue;
        seen.insert(index);
        found.append(m_terms[index]);
    }
    return found;
}

} // namespace muster
