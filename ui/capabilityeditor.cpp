// SPDX-License-Identifier: GPL-3.0-or-later
#include "capabilityeditor.h"

using namespace Qt::StringLiterals;

namespace muster {

CapabilityEditor::CapabilityEditor(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setPlaceholderText(tr("One per line, for example lidar"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

void CapabilityEditor::setEntries(const QStringList &entries)
{
    m_given = entries;
    setPlainText(entries.join(u'\n'));
    m_givenText = toPlainText();
}

QStringList CapabilityEditor::entries() const
{
    if (toPlainText() == m_givenText)
        return m_given;
    return toPlainText().split(u'\n', Qt::SkipEmptyParts);
}

int CapabilityEditor::lineOf(qsizetype entry) const
{
    const QStringList lines = toPlainText().split(u'\n');
    qsizetype seen = -1;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        seen += lines.at(i).isEmpty() ? 0 : 1;
        if (seen == entry)
            return int(i) + 1;
    }
    return int(lines.size());
}

QSize CapabilityEditor::sizeHint() const
{
    const int margins = 2 * (frameWidth() + int(document()->documentMargin()));
    return {fontMetrics().averageCharWidth() * 40, fontMetrics().lineSpacing() * 3 + margins};
}

} // namespace muster
