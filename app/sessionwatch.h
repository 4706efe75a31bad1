// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace muster {

/// Hears from logind and from the desktop's screen saver that the session was locked or that the computer is
/// about to sleep, which logind puts off until everybody who listens here has done what is to be done (a few
/// seconds at most). Silent where neither is there. GUI thread.
class SessionWatch : public QObject
{
    Q_OBJECT

public:
    /// `system` and `session`: the two buses; one that is not connected is left out.
    SessionWatch(const QDBusConnection &system, const QDBusConnection &session, QObject *parent = nullptr);

signals:
    void sessionLocked();
    void aboutToSleep();

private slots:
    void hearSleep(bool begins);
    void hearScreenSaver(bool active);

private:
    void putSleepOff();

    QDBusUnixFileDescriptor m_delay; ///< as long as it is open, the computer waits with its sleep
    QDBusConnection m_system;
    QDBusConnection m_session;
};

} // namespace muster
