// SPDX-License-Identifier: GPL-3.0-or-later
#include "bandcolour.h"

#include "tone.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

namespace muster {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(BandColour)
};

} // namespace

QColor bandColour(BandColour colour, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (colour) {
    case BandColour::Orange:
        return toneColour(Tone::Remote, palette);
    case BandColour::Red:
        return toneColour(Tone::Negative, palette);
    case BandColour::Pink:
        return dark ? QColor(0xf0, 0x8a, 0xc0) : QColor(0xa8, 0x2b, 0x74);
    case BandColour::Green:
        return toneColour(Tone::Positive, palette);
    case BandColour::Blue:
        return dark ? QColor(0x7a, 0xb4, 0xf5) : QColor(0x1d, 0x5f, 0xb0);
    case BandColour::Grey:
        return dark ? QColor(0xb0, 0xb6, 0xbd) : QColor(0x58, 0x60, 0x69);
    }
    Q_UNREACHABLE();
}

QString bandColourWord(BandColour colour)
{
    switch (colour) {
    case BandColour::Orange:
        return Words::tr("Orange");
    case BandColour::Red:
        return Words::tr("Red");
    case BandColour::Pink:
        return Words::tr("Pink");
    case BandColour::Green:
        return Words::tr("Green");
    case BandColour::Blue:
        return Words::tr("Blue");
    case BandColour::Grey:
        return Words::tr("Grey");
    }
    Q_UNREACHABLE();
}

QIcon bandColourPatch(BandColour colour, const QPalette &palette, int size)
{
    QIcon icon;
    for (const int scale : {1, 2}) {
        QPixmap pixmap(size * scale, size * scale);
        pixmap.setDevicePixelRatio(scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(bandColour(colour, palette));
        painter.drawRoundedRect(QRectF(1, 1, size - 2, size - 2), 3, 3);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace muster
