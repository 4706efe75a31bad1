// SPDX-License-Identifier: GPL-3.0-or-later
#include "iconlabel.h"

#include "glyph.h"

#include <QEvent>

namespace muster {

IconLabel::IconLabel(qreal scale, QWidget *parent)
    : QLabel(parent)
    , m_scale(scale)
{}

void IconLabel::setGlyph(const QString &name, Tone tone)
{
    m_name = name;
    m_tone = tone;
    draw();
}

void IconLabel::draw()
{
    if (m_name.isEmpty()) {
        clear();
        return;
    }
    const int side = qRound(fontMetrics().height() * m_scale);
    setPixmap(glyph(m_name, m_tone).pixmap(QSize(side, side), devicePixelRatioF()));
}

void IconLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        draw();
}

} // namespace muster
