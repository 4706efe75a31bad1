// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

#include <QObject>

namespace muster {

/// Dresses the application: the Fusion style and our light or dark palette. With ThemeChoice::System it
/// follows the desktop's palette, also when that changes. One per program; GUI thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    /// Puts on what the settings say.
    explicit Theme(Settings &settings, QObject *parent = nullptr);

    ThemeChoice choice() const { return m_choice; }
    /// Switches at once and keeps the choice.
    void choose(ThemeChoice choice);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    bool desktopIsDark() const;

    Settings &m_settings;
    ThemeChoice m_choice;
    bool m_applying = false;
};

} // namespace muster
