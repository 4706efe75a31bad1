// SPDX-License-Identifier: GPL-3.0-or-later
#include "searchfield.h"

#include "glyph.h"

#include <QAction>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace muster {

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(u"searchField"_s);
    setAccessibleName(tr("Filter machines"));
    //: The shortcut is Ctrl+F in every language
    setPlaceholderText(
        tr("Filter machines (%1)").arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    setToolTip(tr("Words must occur in name, owner, type, labels or identity. Words that begin with status:, "
                  "label:, capability:, owner:, type:, id: or verified: look into that field alone; quotes "
                  "keep blanks inside a word."));
    setClearButtonEnabled(true);
    addAction(glyph(u"search"_s, Tone::Muted), LeadingPosition);
    const int icons = fontMetrics().height() * 4; // the lens, and the cross that clears
    setMinimumWidth(fontMetrics().horizontalAdvance(placeholderText()) + icons);
    setMaximumWidth(fontMetrics().averageCharWidth() * 44);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            emit leaveAsked();
        else
            clear();
        return;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit leaveAsked();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

} // namespace muster
