// SPDX-License-Identifier: GPL-3.0-or-later
#include "tone.h"

namespace muster {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor toneColour(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Text:
        return palette.color(QPalette::Active, QPalette::WindowText);
    case Tone::Muted:
        return palette.color(QPalette::Active, QPalette::PlaceholderText);
    case Tone::Accent:
        return palette.color(QPalette::Active, QPalette::Link);
    case Tone::Positive:
        return dark ? QColor(0x5c, 0xc9, 0x8b) : QColor(0x1b, 0x7f, 0x4b);
    case Tone::Caution:
        return dark ? QColor(0xe6, 0xb4, 0x50) : QColor(0x96, 0x5f, 0x00);
    case Tone::Negative:
        return dark ? QColor(0xf2, 0x8b, 0x82) : QColor(0xb3, 0x26, 0x1e);
    case Tone::Demo:
        return dark ? QColor(0xb9, 0x9c, 0xf0) : QColor(0x6d, 0x45, 0xb8);
    case Tone::Remote:
        return dark ? QColor(0xf0, 0x9a, 0x5c) : QColor(0xb5, 0x50, 0x0b);
    }
    Q_UNREACHABLE();
}

QColor blend(const QColor &over, const QColor &under, qreal share)
{
    const qreal rest = 1.0 - share;
    return QColor::fromRgbF(static_cast<float>(over.redF() * share + under.redF() * rest),
                            static_cast<float>(over.greenF() * share + under.greenF() * rest),
                            static_cast<float>(over.blueF() * share + under.blueF() * rest));
}

} // namespace muster
