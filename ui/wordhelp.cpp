// SPDX-License-Identifier: GPL-3.0-or-later
#include "wordhelp.h"

#include "glossarydialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAccessibleInterface>
#include <QApplication>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QTabBar>
#include <QTextDocumentFragment>
#include <QToolTip>
#include <QWhatsThis>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString plain(const QString &text)
{
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

QString accessibleName(const QWidget &widget)
{
    const QAccessibleInterface *accessible =
        QAccessible::queryAccessibleInterface(const_cast<QWidget *>(&widget));
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

QString headerText(const QHeaderView &header, int section, int role = Qt::DisplayRole)
{
    return section < 0 ? QString()
                       : header.model()->headerData(section, header.orientation(), role).toString();
}

/// Whether a place says something by itself already.
bool hasToolTip(const QWidget &widget, const QPoint &position)
{
    const auto *header = qobject_cast<const QHeaderView *>(widget.parentWidget());
    return !widget.toolTip().isEmpty() ||
           (header && !headerText(*header, header->logicalIndexAt(position), Qt::ToolTipRole).isEmpty());
}

QString explanation(const QList<Glossary::Term> &terms)
{
    QString html;
    for (const Glossary::Term &term : terms)
        html += u"<p><b>%1</b>: %2</p>"_s.arg(term.name.toHtmlEscaped(), term.sentence.toHtmlEscaped());
    return html;
}

QString linkedExplanation(const QList<Glossary::Term> &terms)
{
    QString html;
    for (const Glossary::Term &term : terms)
        html += u"<p><a href=\"%1\"><b>%1</b></a>: %2</p>"_s.arg(term.name.toHtmlEscaped(),
                                                                 term.sentence.toHtmlEscaped());
    return html;
}

/// What a widget shows as a whole, beside places that have texts of their own.
QString ownText(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return plain(label->text());
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text();
    if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
        return group->title();
    return {};
}

} // namespace

WordHelp::WordHelp(QApplication &application)
    : QObject(&application)
{
    application.installEventFilter(this);
}

QString WordHelp::textAt(const QWidget &widget, const QPoint &position)
{
    if (const auto *header = qobject_cast<const QHeaderView *>(widget.parentWidget()))
        return headerText(*header, header->logicalIndexAt(position));
    // Cells are data, not words.
    if (qobject_cast<const QAbstractItemView *>(widget.parentWidget()))
        return {};
    if (const auto *bar = qobject_cast<const QTabBar *>(&widget))
        return bar->tabText(bar->tabAt(position));
    const QString own = ownText(widget);
    const bool isField = !widget.isWindow() && widget.focusPolicy() != Qt::NoFocus;
    return own.isEmpty() && isField ? accessibleName(widget) : own;
}

QString WordHelp::textOf(const QWidget &window)
{
    QStringList texts{window.windowTitle()};
    const QList<QWidget *> parts = window.findChildren<QWidget *>();
    for (const QWidget *part : parts) {
        if (!part->isVisible() || part->window() != &window)
            continue;
        texts.append(ownText(*part));
        if (const auto *header = qobject_cast<const QHeaderView *>(part)) {
            for (int section = 0; section < header->count(); ++section)
                texts.append(headerText(*header, section));
        } else if (const auto *bar = qobject_cast<const QTabBar *>(part)) {
            for (int tab = 0; tab < bar->count(); ++tab)
                texts.append(bar->tabText(tab));
        }
    }
    return texts.join(u'\n');
}

void WordHelp::open(QWidget &window, const QString &term)
{
    auto *dialog = window.findChild<GlossaryDialog *>();
    if (!dialog) {
        dialog = new GlossaryDialog(Glossary::ofTheProgram().occurringIn(textOf(window)), &window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    }
    if (!term.isEmpty())
        dialog->showTerm(term);
}

bool WordHelp::showToolTip(QWidget &widget, const QHelpEvent &event)
{
    if (hasToolTip(widget, event.pos()))
        return false;
    const QString text = textAt(widget, event.pos());
    const QList<Glossary::Term> terms = Glossary::ofTheProgram().occurringIn(text);
    if (terms.isEmpty())
        return false;
    QToolTip::showText(event.globalPos(), explanation(terms), &widget);
    return true;
}

bool WordHelp::eventFilter(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget)
        return false;
    switch (event->type()) {
    case QEvent::ToolTip:
        return showToolTip(*widget, static_cast<QHelpEvent &>(*event));
    case QEvent::QueryWhatsThis:
    case QEvent::WhatsThis: {
        const auto &asked = static_cast<QHelpEvent &>(*event);
        const auto terms = Glossary::ofTheProgram().occurringIn(textAt(*widget, asked.pos()));
        if (terms.isEmpty())
            return false;
        event->accept();
        if (event->type() == QEvent::WhatsThis)
            QWhatsThis::showText(asked.globalPos(), linkedExplanation(terms), widget);
        return true;
    }
    case QEvent::WhatsThisClicked:
        open(*widget->window(), static_cast<QWhatsThisClickedEvent *>(event)->href());
        return true;
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() != Qt::Key_F1 || key->modifiers() != Qt::NoModifier)
            return false;
        open(*widget->window());
        return true;
    }
    default:
        return false;
    }
}

} // namespace muster
