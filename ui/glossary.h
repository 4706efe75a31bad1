// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRegularExpression>
#include <QString>

namespace muster {

/// The words of the field, a sentence each, as docs/glossary.md has them. GUI thread.
class Glossary
{
public:
    struct Term
    {
        QString name; ///< as its heading spells it
        QString sentence;
    };

    /// Reads `:/muster/glossary.md` once.
    static const Glossary &ofTheProgram();
    /// `text`: second-level headings, each with one paragraph. What has no paragraph is no term.
    explicit Glossary(const QString &text);

    const QList<Term> &terms() const { return m_terms; }
    /// Those that occur in a text as words of their own, in singular or plural and any case, once each in the
    /// order of their first place. The longest wins: an identity reference is not an identity. Mnemonics
    /// (`&`) do not part a word.
    QList<Term> occurringIn(const QString &text) const;

private:
    QList<Term> m_terms;
    QRegularExpression m_words; ///< a group for each term, in the order of m_byLength
    QList<qsizetype> m_byLength;
};

} // namespace muster
