// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultwindow.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

/// The options of the auto-lock, chosen in their dialog with the keyboard.
class TestAutoLock : public QObject
{
    Q_OBJECT

private slots:
    void minimisingLocksOnlyWhenChosen();
    void theIdleTimeIsChosenAndKept();

private:
    static bool choose(VaultWindow &window, Qt::Key idleKey, int presses, bool minimised);
};

bool TestAutoLock::choose(VaultWindow &window, Qt::Key idleKey, int presses, bool minimised)
{
    window.action(u"actionAutoLock"_s)->trigger();
    QDialog *dialog = window.shown(u"autoLockDialog"_s);
    auto *idle = window.find<QComboBox>(u"idleBox"_s);
    auto *box = window.find<QCheckBox>(u"minimisedBox"_s);
    if (!dialog || !idle || !box)
        return false;
    for (int i = 0; i < presses; ++i)
        QTest::keyClick(idle, idleKey);
    if (box->isChecked() != minimised)
        QTest::keyClick(box, Qt::Key_Space);
    QTest::keyClick(dialog, Qt::Key_Return);
    return window.gone(u"autoLockDialog"_s);
}

void TestAutoLock::minimisingLocksOnlyWhenChosen()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    window.window->showMinimized();
    QTRY_VERIFY(window.window->isMinimized());
    QCOMPARE(window.vault->state(), VaultDesk::State::Unlocked);
    window.window->showNormal();
    QVERIFY(choose(window, Qt::Key_Up, 0, true));
    QVERIFY(window.settings->vaultLocksWhenMinimised());
    window.window->showMinimized();
    QVERIFY(window.waitFor(VaultDesk::State::Locked));
    QCOMPARE(window.vault->lockReason(), VaultDesk::LockReason::Minimised);
}

void TestAutoLock::theIdleTimeIsChosenAndKept()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QCOMPARE(window.settings->vaultIdleSeconds(), VaultDesk::kIdleSeconds);
    QVERIFY(choose(window, Qt::Key_Up, 1, false));
    QCOMPARE(window.settings->vaultIdleSeconds(), 60);
    // The last one offered.
    QVERIFY(choose(window, Qt::Key_Down, 10, false));
    QCOMPARE(window.settings->vaultIdleSeconds(), 0);
    QVERIFY(window.startAgain());
    QCOMPARE(window.settings->vaultIdleSeconds(), 0);
}

QTEST_MAIN(TestAutoLock)
#include "tst_autolock.moc"
