// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopkeys.h"
#include "sessionwatch.h"
#include "settings.h"

#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace muster;
using namespace Qt::StringLiterals;

/// What logind answers to whoever wants a sleep put off: one end of a pipe, which tells when it is closed.
class FakeLogin : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    FakeLogin() { m_works = ::pipe2(m_ends.data(), O_CLOEXEC) == 0; }
    ~FakeLogin() override
    {
        ::close(m_ends.at(0));
        closeOwn();
    }
    Q_DISABLE_COPY_MOVE(FakeLogin)

    QStringList asked() const { return m_asked; }
    /// Whether somebody still holds what was handed out.
    bool isHeld() const
    {
        pollfd end{m_ends.at(0), POLLIN, 0};
        return m_works && ::poll(&end, 1, 0) == 0;
    }

public slots:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &,
                                    const QString &mode)
    {
        m_asked = {what, who, mode};
        QDBusUnixFileDescriptor handed(m_ends.at(1));
        closeOwn();
        return handed;
    }

private:
    void closeOwn()
    {
        if (m_ends.at(1) >= 0)
            ::close(m_ends.at(1));
        m_ends.at(1) = -1;
    }

    std::array<int, 2> m_ends{-1, -1};
    bool m_works = false;
    QStringList m_asked;
};

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
    void sleepWaitsForTheLock();
    void theVaultLocksWithTheSession();

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
    // What the program takes for the buses of the system and of the session.
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", address.toUtf8());
    qputenv("DBUS_SESSION_BUS_ADDRESS", address.toUtf8());
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

void TestSessionWatch::sleepWaitsForTheLock()
{
    FakeLogin login;
    QVERIFY(m_speaker->registerService(u"org.freedesktop.login1"_s));
    QVERIFY(m_speaker->registerObject(u"/org/freedesktop/login1"_s, &login, QDBusConnection::ExportAllSlots));
    SessionWatch watch(*m_listener, *m_listener);
    QTRY_COMPARE(login.asked(), (QStringList{u"sleep"_s, u"Muster"_s, u"delay"_s}));
    bool wasHeld = false;
    QSignalSpy sleeping(&watch, &SessionWatch::aboutToSleep);
    connect(&watch, &SessionWatch::aboutToSleep, this, [&] { wasHeld = login.isHeld(); });
    // The answer to the question comes before the signal.
    say(*m_speaker, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s,
        {true});
    QTRY_COMPARE(sleeping.size(), 1);
    QVERIFY(wasHeld);
    QTRY_VERIFY(!login.isHeld());
    m_speaker->unregisterObject(u"/org/freedesktop/login1"_s);
    QVERIFY(m_speaker->unregisterService(u"org.freedesktop.login1"_s));
}

/// The parts as the program puts them together, on the buses that it uses.
void TestSessionWatch::theVaultLocksWithTheSession()
{
    QVERIFY(m_speaker->registerService(u"org.freedesktop.login1"_s));
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"muster.ini"_s));
    WorkspaceOptions options;
    options.folder = folder.path();
    DesktopKeys keys(options, settings);
    VaultDesk &vault = *keys.desk().vault();
    keys.open();
    QTRY_COMPARE(vault.state(), VaultDesk::State::None);
    const QByteArray words("gravel mitten opaque walnut");
    const auto typed = [&words] {
        return SecureBytes(
            {reinterpret_cast<const std::uint8_t *>(words.constData()), std::size_t(words.size())});
    };
    vault.create(typed());
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultDesk::State::Unlocked, 60'000);
    say(*m_speaker, u"/org/freedesktop/login1/session/_32"_s, u"org.freedesktop.login1.Session"_s, u"Lock"_s);
    QTRY_COMPARE(vault.state(), VaultDesk::State::Locked);
    QCOMPARE(vault.lockReason(), VaultDesk::LockReason::SessionLock);
    vault.unlock(typed());
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultDesk::State::Unlocked, 60'000);
    say(*m_speaker, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s,
        {true});
    QTRY_COMPARE(vault.state(), VaultDesk::State::Locked);
    QCOMPARE(vault.lockReason(), VaultDesk::LockReason::Suspend);
    QVERIFY(m_speaker->unregisterService(u"org.freedesktop.login1"_s));
}

QTEST_GUILESS_MAIN(TestSessionWatch)
#include "tst_sessionwatch.moc"
