// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionwatch.h"

#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

/// A message bus of its own on which this test speaks as logind and as the screen saver do.
class TestSessionWatch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void hearsLogind();
    void doesNotHearOthersAsLogind();
    void hearsTheScreenSaver();
    void isSilentWithoutABus();

private:
    static void say(QDBusConnection &bus, const QString &path, const QString &interface, const QString &name,
                    const QVariantList &arguments = {})
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, interface, name);
        signal.setArguments(arguments);
        QVERIFY(bus.send(signal));
    }

    QProcess m_daemon;
    std::unique_ptr<QDBusConnection> m_listener;
    std::unique_ptr<QDBusConnection> m_speaker;
};

void TestSessionWatch::initTestCase()
{
    m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY(m_daemon.waitForStarted());
    QTRY_VERIFY(m_daemon.waitForReadyRead(10) || m_daemon.canReadLine());
    const QString address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    m_listener = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address, u"listener"_s));
    m_speaker = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address, u"speaker"_s));
    QVERIFY(m_listener->isConnected() && m_speaker->isConnected());
}

void TestSessionWatch::cleanupTestCase()
{
    m_listener.reset();
    m_speaker.reset();
    QDBusConnection::disconnectFromBus(u"listener"_s);
    QDBusConnection::disconnectFromBus(u"speaker"_s);
    m_daemon.terminate();
    QVERIFY(m_daemon.waitForFinished());
}

void TestSessionWatch::hearsLogind()
{
    QVERIFY(m_speaker->registerService(u"org.freedesktop.login1"_s));
    SessionWatch watch(*m_listener, *m_listener);
    QSignalSpy sleeping(&watch, &SessionWatch::aboutToSleep);
    QSignalSpy locked(&watch, &SessionWatch::sessionLocked);
    say(*m_speaker, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s,
        {false});
    say(*m_speaker, u"/org/freedesktop/login1/session/_32"_s, u"org.freedesktop.login1.Session"_s, u"Lock"_s);
    QTRY_COMPARE(locked.size(), 1);
    // The end of a sleep came before the lock, and was no sleep.
    QCOMPARE(sleeping.size(), 0);
    say(*m_speaker, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s,
        {true});
    QTRY_COMPARE(sleeping.size(), 1);
    QVERIFY(m_speaker->unregisterService(u"org.freedesktop.login1"_s));
}

void TestSessionWatch::doesNotHearOthersAsLogind()
{
    SessionWatch watch(*m_listener, *m_listener);
    QSignalSpy sleeping(&watch, &SessionWatch::aboutToSleep);
    QSignalSpy locked(&watch, &SessionWatch::sessionLocked);
    say(*m_speaker, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s,
        {true});
    say(*m_speaker, u"/ScreenSaver"_s, u"org.freedesktop.ScreenSaver"_s, u"ActiveChanged"_s, {true});
    QTRY_COMPARE(locked.size(), 1);
    QCOMPARE(sleeping.size(), 0);
}

void TestSessionWatch::hearsTheScreenSaver()
{
    SessionWatch watch(*m_listener, *m_listener);
    QSignalSpy locked(&watch, &SessionWatch::sessionLocked);
    say(*m_speaker, u"/ScreenSaver"_s, u"org.freedesktop.ScreenSaver"_s, u"ActiveChanged"_s, {false});
    say(*m_speaker, u"/org/gnome/ScreenSaver"_s, u"org.gnome.ScreenSaver"_s, u"ActiveChanged"_s, {true});
    QTRY_COMPARE(locked.size(), 1);
}

void TestSessionWatch::isSilentWithoutABus()
{
    const QDBusConnection none(u"there is no such connection"_s);
    QVERIFY(!none.isConnected());
    SessionWatch watch(none, none);
    QVERIFY(QSignalSpy(&watch, &SessionWatch::sessionLocked).isValid());
}

QTEST_GUILESS_MAIN(TestSessionWatch)
#include "tst_sessionwatch.moc"
