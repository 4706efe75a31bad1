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
            m_pasted.reset();
        emit messageChanged();
    });
}

QByteArray MessageField::message() const
{
    // Not toPlainText(), which makes a blank of each no-break space.
    return m_pasted ? *m_pasted
                    : document()->toRawText().replace(QChar::ParagraphSeparator, QChar::LineFeed).toUtf8();
}

void MessageField::take(const QString &text)
{
    const QScopedValueRollback pasting(m_pasting, true);
    m_pasted = text.toUtf8();
    setPlainText(text);
}

void MessageField::insertFromMimeData(const QMimeData *source)
{
    if (!source->hasText() || !isReplacedByPaste()) {
        QPlainTextEdit::insertFromMimeData(source);
        return;
    }
    const QScopedValueRollback pasting(m_pasting, true);
    m_pasted = source->text().toUtf8();
    QPlainTextEdit::insertFromMimeData(source);
}

bool MessageField::isReplacedByPaste() const
{
    const QTextCursor cursor = textCursor();
    return document()->isEmpty() ||
           cursor.selectionEnd() - cursor.selectionStart() >= document()->characterCount() - 1;
}

} // namespace muster
