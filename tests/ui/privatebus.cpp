// SPDX-License-Identifier: GPL-3.0-or-later
#include "privatebus.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// No folder of services: what is not started by the test is not there.
constexpr auto kBus = R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

} // namespace

QByteArray PrivateBus::runAgain(const QString &part, bool *passed)
{
    const QTemporaryDir home;
    QFile bus(home.filePath(u"bus.conf"_s));
    *passed = false;
    if (!bus.open(QIODevice::WriteOnly) || bus.write(kBus) < 0)
        return "the configuration of the bus was not written";
    bus.close();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    for (const QString &name :
         {u"XDG_RUNTIME_DIR"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s}) {
        const QString folder = home.filePath(name);
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        environment.insert(name, folder);
    }
    environment.remove(u"XDG_CURRENT_DESKTOP"_s);
    environment.remove(u"GNOME_KEYRING_CONTROL"_s);
    QProcess session;
    session.setProcessEnvironment(environment);
    session.setProcessChannelMode(QProcess::MergedChannels);
    session.start(u"dbus-run-session"_s, {u"--config-file=%1"_s.arg(bus.fileName()), u"--"_s,
                                          QCoreApplication::applicationFilePath(), u"--part"_s, part});
    const bool ended = session.waitForFinished(100'000);
    *passed = ended && session.exitStatus() == QProcess::NormalExit && session.exitCode() == 0;
    return ended ? session.readAll() : session.errorString().toUtf8();
}

void KeyringRuns::again(const QString &part)
{
    bool passed = false;
    const QByteArray said = PrivateBus::runAgain(part, &passed);
    // The end of it: a failure is named there, and no more fits into a message.
    QVERIFY2(passed, said.last(qMin(said.size(), qsizetype(700))).constData());
    QVERIFY(said.contains(" 0 failed, 0 skipped"));
}

UnlockedKeyring::UnlockedKeyring()
{
    m_daemon.setProcessChannelMode(QProcess::MergedChannels);
    m_daemon.start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    m_daemon.write("of the keyring");
    m_daemon.closeWriteChannel();
    m_isThere = QTest::qWaitFor(
        [] {
            return QDBusConnection::sessionBus()
                .interface()
                ->isServiceRegistered(u"org.freedesktop.secrets"_s)
                .value();
        },
        20'000);
}

UnlockedKeyring::~UnlockedKeyring()
{
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

} // namespace muster
