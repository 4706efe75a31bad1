// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionwatch.h"

using namespace Qt::StringLiterals;

namespace muster {

SessionWatch::SessionWatch(const QDBusConnection &system, const QDBusConnection &session, QObject *parent)
    : QObject(parent)
    , m_system(system)
    , m_session(session)
{
    const QString login = u"org.freedesktop.login1"_s;
    if (m_system.isConnected()) {
        m_system.connect(login, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s,
                         u"PrepareForSleep"_s, this, SLOT(hearSleep(bool)));
        // Any session of the computer: one lock too many costs a passphrase, one too few a key.
        m_system.connect(login, {}, u"org.freedesktop.login1.Session"_s, u"Lock"_s, this,
                         SIGNAL(sessionLocked()));
    }
    if (m_session.isConnected()) {
        for (const QString &name : {u"org.freedesktop.ScreenSaver"_s, u"org.gnome.ScreenSaver"_s})
            m_session.connect({}, {}, name, u"ActiveChanged"_s, this, SLOT(hearScreenSaver(bool)));
    }
}

void SessionWatch::hearSleep(bool begins)
{
    if (begins)
        emit aboutToSleep();
}

void SessionWatch::hearScreenSaver(bool active)
{
    if (active)
        emit sessionLocked();
}

} // namespace muster
