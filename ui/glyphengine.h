// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tone.h"

#include <QIconEngine>

namespace muster {

/// Draws one SVG of the icon set in a colour of the application palette. Pixmaps are kept in QPixmapCache by
/// name, size and colour. GUI thread.
class GlyphEngine final : public QIconEngine
{
public:
    GlyphEngine(QString name, Tone tone);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;

private:
    QColor colour(QIcon::Mode mode) const;

    QString m_name;
    Tone m_tone;
};

} // namespace muster
