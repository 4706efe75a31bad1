// SPDX-License-Identifier: GPL-3.0-or-later
#include "themepalette.h"

namespace muster {
namespace {

struct Ink
{
    QRgb window, base, alternate, button, text, muted, disabled, accent, accentText, link, frame, shadow;
};

constexpr Ink kLight{0xfff3f4f6, 0xffffffff, 0xfff7f8fa, 0xfffbfbfc, 0xff1d2127, 0xff5d6673,
                     0xffa3a9b2, 0xff1f5fbf, 0xffffffff, 0xff1f5fbf, 0xffc9ced6, 0xff8b929c};
constexpr Ink kDark{0xff22252a, 0xff1a1c20, 0xff1f2226, 0xff2d3138, 0xffe6e8eb, 0xff9aa3af,
                    0xff656c76, 0xff2f62ad, 0xffffffff, 0xff8ab4f8, 0xff3b4048, 0xff0d0e10};

QPalette palette(const Ink &ink)
{
    QPalette made;
    const auto set = [&made](QPalette::ColorRole role, QRgb colour) { made.setColor(role, QColor(colour)); };
    set(QPalette::Window, ink.window);
    set(QPalette::WindowText, ink.text);
    set(QPalette::Base, ink.base);
    set(QPalette::AlternateBase, ink.alternate);
    set(QPalette::Text, ink.text);
    set(QPalette::PlaceholderText, ink.muted);
    set(QPalette::Button, ink.button);
    set(QPalette::ButtonText, ink.text);
    set(QPalette::BrightText, ink.accentText);
    set(QPalette::Highlight, ink.accent);
    set(QPalette::HighlightedText, ink.accentText);
    set(QPalette::Link, ink.link);
    set(QPalette::LinkVisited, ink.link);
    set(QPalette::ToolTipBase, ink.button);
    set(QPalette::ToolTipText, ink.text);
    set(QPalette::Light, ink.base);
    set(QPalette::Midlight, ink.alternate);
    set(QPalette::Mid, ink.frame);
    set(QPalette::Dark, ink.frame);
    set(QPalette::Shadow, ink.shadow);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        made.setColor(QPalette::Disabled, role, QColor(ink.disabled));
    made.setColor(QPalette::Disabled, QPalette::Highlight, QColor(ink.frame));
    made.setColor(QPalette::Disabled, QPalette::HighlightedText, QColor(ink.disabled));
    return made;
}

} // namespace

QPalette lightPalette()
{
    return palette(kLight);
}

QPalette darkPalette()
{
    return palette(kDark);
}

} // namespace muster
