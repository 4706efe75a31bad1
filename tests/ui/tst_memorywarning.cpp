// SPDX-License-Identifier: GPL-3.0-or-later
#include "lockinglimit.h"
#include "vaultwindow.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

#include <cstdlib>

using namespace muster;
using namespace Qt::StringLiterals;

/// The whole program runs as under `ulimit -l 0`.
class TestMemoryWarning : public QObject
{
    Q_OBJECT

private slots:
    void showsBeforeTheFirstSecret();
    void keepsNobodyFromTheVault();
};

void TestMemoryWarning::showsBeforeTheFirstSecret()
{
    VaultWindow window;
    QVERIFY(window.openKeys());
    const auto *warning = window.find<QLabel>(u"statusMemory"_s);
    QVERIFY(warning->isVisible());
    QCOMPARE(warning->text(), u"Memory is not locked"_s);
    QVERIFY(warning->toolTip().contains(u"ulimit -l"_s));
}

void TestMemoryWarning::keepsNobodyFromTheVault()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(QString(63, u'0') + u'1'));
    QVERIFY(window.find<QLabel>(u"statusMemory"_s)->isVisible());
}

int main(int argc, char **argv)
{
    if (!limitLockedMemory(0))
        return EXIT_FAILURE;
    QApplication application(argc, argv);
    TestMemoryWarning test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_memorywarning.moc"
