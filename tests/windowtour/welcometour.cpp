// SPDX-License-Identifier: GPL-3.0-or-later
#include "welcometour.h"

#include <QAction>
#include <QDir>

using namespace Qt::StringLiterals;

namespace muster {

WelcomeTour::WelcomeTour(ThemeChoice theme, const QSize &size, TourVisit visit)
    : m_visit(std::move(visit))
    , m_theme(theme)
    , m_size(size)
{}

bool WelcomeTour::visit(const QString &name)
{
    return m_visit({name, *m_profile.window, nullptr});
}

bool WelcomeTour::takeAll()
{
    Settings().setTheme(m_theme);
    if (!m_profile.start())
        return false;
    m_profile.window->resize(m_size);
    const auto action = [this](const QString &name) { return m_profile.window->findChild<QAction *>(name); };
    if (!visit(u"welcome"_s))
        return false;
    action(u"actionWelcome"_s)->trigger();
    if (!visit(u"nowhere"_s))
        return false;
    action(u"actionOpenDemo"_s)->trigger();
    const QString depot = m_profile.folder.filePath(u"depot"_s);
    if (!m_profile.isAt(u"Local workspace — demo"_s) || !visit(u"demo"_s) || !QDir().mkpath(depot))
        return false;
    action(u"actionOpenFolder"_s)->trigger();
    if (!m_profile.chooseFolder(depot) || !m_profile.isAt(u"Workspace depot"_s))
        return false;
    action(u"actionWelcome"_s)->trigger();
    return visit(u"welcomeback"_s);
}

} // namespace muster
