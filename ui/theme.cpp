// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include "calmstyle.h"
#include "themepalette.h"
#include "tone.h"

#include <QApplication>
#include <QEvent>

namespace muster {

Theme::Theme(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_choice(settings.theme())
{
    // QApplication takes the style over.
    QApplication::setStyle(std::make_unique<CalmStyle>().release());
    apply();
    qApp->installEventFilter(this);
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    m_settings.setTheme(choice);
    apply();
}

bool Theme::desktopIsDark() const
{
    // Without a palette of our own the application shows the desktop's.
    QApplication::setPalette(QPalette());
    return isDark(QApplication::palette());
}

void Theme::apply()
{
    m_applying = true;
    const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && desktopIsDark());
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
    m_applying = false;
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && m_choice == ThemeChoice::System && !m_applying)
        QMetaObject::invokeMethod(this, &Theme::apply, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace muster
