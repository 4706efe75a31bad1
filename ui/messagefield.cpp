// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagefield.h"

#include <QMimeData>
#include <QScopedValueRollback>

namespace muster {

MessageField::MessageField(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_pasting)
            noteEdit();
        emit messageChanged();
    });
}

QString MessageField::raw() const
{
    // Not toPlainText(), which makes a blank of each no-break space.
    return document()->toRawText().replace(QChar::ParagraphSeparator, QChar::LineFeed);
}

void MessageField::noteEdit()
{
    m_pasted.reset();
    m_exact.reset();
    m_lost = m_sawOtherBytes;
}

QString MessageField::lossText() const
{
    return m_lost && message().contains('\n') ? tr("The text was edited: its line ends are LF now.")
                                              : QString();
}

void MessageField::take(const QString &text)
{
    const QScopedValueRollback pasting(m_pasting, true);
    m_pasted = text.toUtf8();
    m_exact = m_pasted;
    m_holdsPaste = true;
    m_lost = false;
    setPlainText(text);
    m_sawOtherBytes = shown() != *m_exact;
}

void MessageField::insertFromMimeData(const QMimeData *source)
{
    if (!source->hasText()) {
        QPlainTextEdit::insertFromMimeData(source);
        return;
    }
    const QScopedValueRollback pasting(m_pasting, true);
    const QString text = source->text();
    const QTextCursor cursor = textCursor();
    m_holdsPaste = true;
    if (isReplacedByPaste()) {
        m_pasted = text.toUtf8();
        m_exact = m_pasted;
        m_lost = false;
    } else if (m_exact && *m_exact != shown()) {
        // Where in the earlier bytes this one goes is not known.
        noteEdit();
    } else {
        const QString before = raw();
        m_pasted.reset();
        m_exact =
            QString(before.left(cursor.selectionStart()) + text + before.mid(cursor.selectionEnd())).toUtf8();
    }
    QPlainTextEdit::insertFromMimeData(source);
    m_sawOtherBytes = m_sawOtherBytes || (m_exact ? shown() != *m_exact : text.contains(u'\r'));
}

bool MessageField::isReplacedByPaste() const
{
    const QTextCursor cursor = textCursor();
    return document()->isEmpty() ||
           cursor.selectionEnd() - cursor.selectionStart() >= document()->characterCount() - 1;
}

} // namespace muster
