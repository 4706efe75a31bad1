// SPDX-License-Identifier: GPL-3.0-or-later
#include "indentedjson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kStep = 2;
// Deeper text stays at this margin: an answer must not grow into the square of its size.
constexpr int kDeepest = 32;

class Indenter
{
public:
    void take(QChar c)
    {
        if (m_inString)
            takeOfString(c);
        else if (!c.isSpace())
            takeToken(c);
    }
    QString text() const { return m_text; }

private:
    void takeOfString(QChar c)
    {
        m_text += c;
        m_inString = m_escaped || c != u'"';
        m_escaped = !m_escaped && c == u'\\';
    }
    void takeToken(QChar c);
    void breakLine() { m_text += u'\n' + QString(std::clamp(m_depth, 0, kDeepest) * kStep, u' '); }

    QString m_text;
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    bool m_breaks = false; ///< before the next token, unless it closes what was just opened
};

void Indenter::takeToken(QChar c)
{
    const bool opens = c == u'{' || c == u'[';
    const bool closes = c == u'}' || c == u']';
    m_depth -= closes ? 1 : 0;
    if (m_breaks != closes)
        breakLine();
    m_text += c;
    m_depth += opens ? 1 : 0;
    m_breaks = opens || c == u',';
    m_inString = c == u'"';
    if (c == u':')
        m_text += u' ';
}

} // namespace

QString indentedJson(const QString &text)
{
    Indenter indenter;
    for (const QChar c : text)
        indenter.take(c);
    return indenter.text();
}

} // namespace muster
