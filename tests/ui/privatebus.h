// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

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

/// The tests without a keyring and those with one, each in a process and on a bus of its own.
class KeyringRuns : public QObject
{
    Q_OBJECT

public:
    /// The main() of a test program with both.
    template <typename Without, typename With>
    static int main(int argc, char **argv)
    {
        QApplication application(argc, argv);
        const QStringList arguments = QCoreApplication::arguments();
        if (arguments.value(1) != QLatin1StringView("--part"))
            return run<KeyringRuns>(arguments);
        const bool with = arguments.value(2) == QLatin1StringView("with");
        return with ? run<With>({arguments.first()}) : run<Without>({arguments.first()});
    }

private slots:
    void withoutAKeyring() { again(QStringLiteral("without")); }
    void withAKeyring() { again(QStringLiteral("with")); }

private:
    template <typename Tests>
    static int run(const QStringList &arguments)
    {
        Tests tests;
        return QTest::qExec(&tests, arguments);
    }
    static void again(const QString &part);
};

} // namespace muster
