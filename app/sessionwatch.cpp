// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionwatch.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

const QString kLogin = u"org.freedesktop.login1"_s;
const QString kManagerPath = u"/org/freedesktop/login1"_s;
const QString kManager = u"org.freedesktop.login1.Manager"_s;

} // namespace

SessionWatch::SessionWatch(const QDBusConnection &system, const QDBusConnection &session, QObject *parent)
    : QObject(parent)
    , m_system(system)
    , m_session(session)
{
    if (m_system.isConnected()) {
        m_system.connect(kLogin, kManagerPath, kManager, u"PrepareForSleep"_s, this, SLOT(hearSleep(bool)));
        putSleepOff();
        // Any session of the computer: one lock too many costs a passphrase, one too few a key.
        m_system.connect(kLogin, {}, u"org.freedesktop.login1.Session"_s, u"Lock"_s, this,
                         SIGNAL(sessionLocked()));
    }
    if (m_session.isConnected()) {
        for (const QString &name : {u"org.freedesktop.ScreenSaver"_s, u"org.gnome.ScreenSaver"_s})
            m_session.connect({}, {}, name, u"ActiveChanged"_s, this, SLOT(hearScreenSaver(bool)));
    }
}

void SessionWatch::hearSleep(bool begins)
{
    if (!begins) {
        putSleepOff();
        return;
    }
    emit aboutToSleep();
    m_delay = {};
}

/// Without it the computer may sleep, or write its memory to the disk, before this program hears of it.
void SessionWatch::putSleepOff()
{
    QDBusMessage call = QDBusMessage::createMethodCall(kLogin, kManagerPath, kManager, u"Inhibit"_s);
    call.setArguments({u"sleep"_s, u"Muster"_s, tr("Locking the key vault"), u"delay"_s});
    call.setAutoStartService(false);
    auto *answer = new QDBusPendingCallWatcher(m_system.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> delay = *answer;
        if (delay.isValid())
            m_delay = delay.value();
    });
}

void SessionWatch::hearScreenSaver(bool active)
{
    if (active)
        emit sessionLocked();
}

} // namespace muster
