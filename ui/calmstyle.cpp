// SPDX-License-Identifier: GPL-3.0-or-later
#include "calmstyle.h"

#include "glyph.h"
#include "tone.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QPainter>
#include <QStyleOption>
#include <QToolButton>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

void drawHairline(QPainter *painter, const QPalette &palette, const QLine &line)
{
    painter->save();
    painter->setPen(palette.color(QPalette::Mid));
    painter->drawLine(line);
    painter->restore();
}

int lineHeight()
{
    return QFontMetrics(QApplication::font()).height();
}

} // namespace

CalmStyle::CalmStyle()
    : QProxyStyle(u"Fusion"_s)
{}

void CalmStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    const QRect rect = option->rect;
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        painter->fillRect(rect, option->palette.color(QPalette::Window));
        drawHairline(painter, option->palette, {rect.bottomLeft(), rect.bottomRight()});
        if (element == CE_HeaderSection) {
            const int inset = rect.height() / 4;
            drawHairline(painter, option->palette,
                         {rect.topRight() + QPoint(0, inset), rect.bottomRight() - QPoint(0, inset)});
        }
        return;
    }
    if (element == CE_ToolBar) {
        painter->fillRect(rect, option->palette.color(QPalette::Window));
        drawHairline(painter, option->palette, {rect.bottomLeft(), rect.bottomRight()});
        return;
    }
    if (element == CE_MenuBarEmptyArea) {
        painter->fillRect(rect, option->palette.color(QPalette::Window));
        return;
    }
    if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        item && element == CE_MenuBarItem) {
        const bool chosen = item->state.testFlag(State_Selected);
        painter->fillRect(rect, item->palette.color(chosen ? QPalette::Highlight : QPalette::Window));
        drawItemText(painter, rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                     item->palette, item->state.testFlag(State_Enabled), item->text,
                     chosen ? QPalette::HighlightedText : QPalette::WindowText);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void CalmStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    if (element == PE_PanelStatusBar) {
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        drawHairline(painter, option->palette, {option->rect.topLeft(), option->rect.topRight()});
        return;
    }
    if (element == PE_FrameStatusBarItem)
        return;
    if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        header && element == PE_IndicatorHeaderArrow && widget) {
        QStyleOptionHeader centred = *header;
        centred.rect.moveCenter({header->rect.center().x(), widget->height() / 2});
        QProxyStyle::drawPrimitive(element, &centred, painter, widget);
        return;
    }
    if (element == PE_IndicatorArrowDown && qobject_cast<const QToolButton *>(widget)) {
        QStyleOption centred = *option;
        centred.rect.moveCenter({option->rect.center().x(), widget->height() / 2});
        QProxyStyle::drawPrimitive(element, &centred, painter, widget);
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_IndicatorItemViewItemCheck || element == PE_IndicatorCheckBox) {
        // Fusion darkens the window's colour for the frame, which leaves nothing to see on a dark one.
        painter->save();
        painter->setPen(
            blend(option->palette.color(QPalette::Text), option->palette.color(QPalette::Base), 0.5));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
    }
}

void CalmStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // Tab would go to the first button of the box, and stay where it is when that one is hidden or disabled.
    if (qobject_cast<QDialogButtonBox *>(widget))
        widget->setFocusProxy(nullptr);
}

int CalmStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returned) const
{
    // Those of the style are of another set than ours.
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

QIcon CalmStyle::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    if (icon == SP_TitleBarCloseButton || icon == SP_LineEditClearButton)
        return glyph(u"x"_s, Tone::Muted);
    return QProxyStyle::standardIcon(icon, option, widget);
}

int CalmStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return lineHeight() + 1;
    case PM_ToolBarIconSize:
        return lineHeight() * 5 / 4;
    case PM_ToolBarItemSpacing:
        return lineHeight() / 4;
    case PM_ToolBarItemMargin:
        return lineHeight() / 3;
    case PM_HeaderMargin:
    case PM_FocusFrameHMargin:
        return lineHeight() / 3;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

} // namespace muster
