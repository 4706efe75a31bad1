// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace muster {

/// Which colours the window wears.
enum class ThemeChoice { System, Light, Dark };

/// Every setting, declared once with its key, type and default (settings.cpp). An entry of another type
/// counts as absent. Never holds a secret. GUI thread.
class Settings
{
public:
    /// `file`: an INI file; its folder is made when the first setting is kept.
    explicit Settings(const QString &file = defaultSettingsFile());

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    /// Places of toolbars and panes, as QMainWindow::saveState writes them.
    QByteArray windowState() const;
    void setWindowState(const QByteArray &state);
    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    /// The service that was connected to last; empty when none was. Its key is never kept here.
    QString lastRemoteUrl() const;
    void setLastRemoteUrl(const QString &url);

    /// `$XDG_CONFIG_HOME/muster/muster.ini`
    static QString defaultSettingsFile();

private:
    QSettings m_file;
};

/// Folders of this user, by XDG; `dataFolder` is where the default workspace lives: `$XDG_DATA_HOME/muster`.
QString defaultDataFolder();

} // namespace muster
