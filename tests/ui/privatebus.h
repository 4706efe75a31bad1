// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace muster {

/// Runs a part of this test program again, on a session bus of its own on which nothing starts by itself, in
/// a home of its own.
class PrivateBus
{
public:
    /// Answers what it printed; `passed` is whether it ended well.
    static QByteArray runAgain(const QString &part, bool *passed);
};

/// The keyring of GNOME, unlocked, on the bus of this process, until it goes.
class UnlockedKeyring
{
public:
    UnlockedKeyring();
    ~UnlockedKeyring();
    Q_DISABLE_COPY_MOVE(UnlockedKeyring)

    /// Whether it answers on the bus.
    bool isThere() const { return m_isThere; }

private:
    QProcess m_daemon;
    bool m_isThere = false;
};

} // namespace muster
