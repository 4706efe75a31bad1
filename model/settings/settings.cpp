// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"

#include <QMetaType>
#include <QStandardPaths>
#include <QVariant>

#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

enum Entry { WindowGeometry, WindowState, Theme, LastRemoteUrl, EntryCount };

struct Declaration
{
    QLatin1StringView key;
    QMetaType::Type type;
    QLatin1StringView absent; ///< what counts while nothing is kept
};

constexpr std::array<Declaration, EntryCount> kDeclarations{{
    {"window/geometry"_L1, QMetaType::QByteArray, ""_L1},
    {"window/state"_L1, QMetaType::QByteArray, ""_L1},
    {"window/theme"_L1, QMetaType::QString, "system"_L1},
    {"remote/lastUrl"_L1, QMetaType::QString, ""_L1},
}};

constexpr std::array<QLatin1StringView, 3> kThemeNames{"system"_L1, "light"_L1, "dark"_L1};

QVariant read(const QSettings &file, Entry entry)
{
    const Declaration &declared = kDeclarations.at(entry);
    const QVariant kept = file.value(declared.key);
    if (kept.typeId() == declared.type)
        return kept;
    QVariant absent = QString(declared.absent);
    absent.convert(QMetaType(declared.type));
    return absent;
}

} // namespace

Settings::Settings(const QString &file)
    : m_file(file, QSettings::IniFormat)
{}

QByteArray Settings::windowGeometry() const
{
    return read(m_file, WindowGeometry).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray &geometry)
{
    m_file.setValue(kDeclarations.at(WindowGeometry).key, geometry);
}

QByteArray Settings::windowState() const
{
    return read(m_file, WindowState).toByteArray();
}

void Settings::setWindowState(const QByteArray &state)
{
    m_file.setValue(kDeclarations.at(WindowState).key, state);
}

ThemeChoice Settings::theme() const
{
    const QString name = read(m_file, Theme).toString();
    for (std::size_t i = 0; i < kThemeNames.size(); ++i) {
        if (name == kThemeNames.at(i))
            return static_cast<ThemeChoice>(i);
    }
    return ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice choice)
{
    m_file.setValue(kDeclarations.at(Theme).key, QString(kThemeNames.at(static_cast<std::size_t>(choice))));
}

QString Settings::lastRemoteUrl() const
{
    return read(m_file, LastRemoteUrl).toString();
}

void Settings::setLastRemoteUrl(const QString &url)
{
    m_file.setValue(kDeclarations.at(LastRemoteUrl).key, url);
}

QString Settings::defaultSettingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/muster/muster.ini"_s;
}

QString defaultDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/muster"_s;
}

} // namespace muster
