// SPDX-License-Identifier: GPL-3.0-or-later
#include "labeldelegate.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kVisible = 8;

bool endsEditing(const QEvent &event)
{
    if (event.type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent &>(event).key();
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab || key == Qt::Key_Backtab;
}

} // namespace

QWidget *LabelDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                     const QModelIndex &index) const
{
    auto *edit = new QLineEdit(parent);
    edit->setFrame(false);
    edit->setObjectName(index.column() == 0 ? u"labelKeyEdit"_s : u"labelValueEdit"_s);
    edit->setAccessibleName(index.column() == 0 ? tr("Key of a label") : tr("Value of a label"));
    const QStringList offers = offersFor(index);
    if (offers.isEmpty())
        return edit;
    auto *completer = new QCompleter(offers, edit);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(kVisible);
    edit->setCompleter(completer);
    // The popup takes the keys that end an editing before the view's own handling of them.
    completer->popup()->setObjectName(u"labelOffers"_s);
    completer->popup()->installEventFilter(const_cast<LabelDelegate *>(this));
    return edit;
}

QStringList LabelDelegate::offersFor(const QModelIndex &index) const
{
    if (index.column() == 0)
        return m_vocabulary.keys;
    return m_vocabulary.valuesOf.value(index.siblingAtColumn(0).data().toString());
}

bool LabelDelegate::eventFilter(QObject *watched, QEvent *event)
{
    auto *popup = qobject_cast<QAbstractItemView *>(watched);
    if (!popup || !popup->focusProxy())
        return QStyledItemDelegate::eventFilter(watched, event);
    if (!endsEditing(*event))
        return false;
    QWidget *edit = popup->focusProxy();
    popup->hide();
    QCoreApplication::sendEvent(edit, event);
    return true;
}

} // namespace muster
