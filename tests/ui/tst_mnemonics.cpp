// SPDX-License-Identifier: GPL-3.0-or-later
#include "registerwizard.h"
#include "vaultwindow.h"
#include "wizardwalk.h"

#include <QAction>
#include <QDialog>
#include <QDockWidget>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace muster {

/// Alt and a letter lead to one place, on every page of the window and in its dialogs.
class MnemonicsTest : public QObject
{
    Q_OBJECT

private slots:
    void pagesOfTheWindow();
    void stepsOfTheRegistration();
    void dialogsOfTheWindow_data();
    void dialogsOfTheWindow();
};

void MnemonicsTest::pagesOfTheWindow()
{
    VaultWindow window;
    QVERIFY(window.makeVault());
    window.server.start(8787);
    window.find<QDockWidget>(u"serverDock"_s)->show();
    emit window.server.keyMade(QByteArray(64, 'a'));
    for (const QString &page : {u"actionKeys"_s, u"actionAuditLog"_s, QString()}) {
        if (page.isEmpty())
            window.action(u"actionAuditLog"_s)->setChecked(false);
        else
            window.action(page)->setChecked(true);
        QCoreApplication::processEvents();
        QCOMPARE(FormProbe(*window.window).sharedMnemonics(), QString());
    }
}

void MnemonicsTest::stepsOfTheRegistration()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.workspace->announce(*IdentityRef::parse(u"did:peaq:9"_s),
                                        u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s));
    fixture.action(u"actionRegister"_s)->trigger();
    RegisterWizard *wizard = nullptr;
    QTRY_VERIFY((wizard = fixture.window->findChild<RegisterWizard *>()) && wizard->isVisible());
    const FormProbe probe(*wizard);
    QString shared;
    connect(wizard, &QWizard::currentIdChanged, this,
            [&shared, &probe] { shared += probe.sharedMnemonics(); });
    const QString hexKey = QString(63, u'0') + u'1';
    QCOMPARE(fillRegistration(probe, u"did:peaq:9"_s, u"Press 4"_s, hexKey), QString());
    if (!probe.find(u"keyField"_s)->isVisible())
        probe.click(u"addKeyButton"_s);
    shared += probe.sharedMnemonics();
    probe.click(u"signButton"_s);
    QTRY_VERIFY(probe.find(u"finishButton"_s)->isVisible());
    QVERIFY(probe.find(u"finishButton"_s)->hasFocus());
    QCOMPARE(shared, QString());
    wizard->close();
}

void MnemonicsTest::dialogsOfTheWindow_data()
{
    QTest::addColumn<QString>("action");
    for (const char *action :
         {"actionEdit", "actionArchive", "actionConnect", "actionRegistry", "actionSignMessage",
          "actionVerify", "actionImportKeys", "actionExportAll", "actionProve", "actionCompleteProofs",
          "actionChangePassphrase", "actionAutoLock", "actionBackUp", "actionRestore"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

void MnemonicsTest::dialogsOfTheWindow()
{
    QFETCH(QString, action);
    VaultWindow window;
    QVERIFY(window.makeVault());
    QVERIFY(window.importHex(QString(63, u'0') + u'1'));
    window.action(u"actionKeys"_s)->setChecked(false);
    QVERIFY(window.workspace->addForklift(1));
    QTRY_COMPARE(window.names().size(), 1);
    QVERIFY(window.click(u"Forklift 1"_s));
    window.action(action)->trigger();
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget())));
    if (auto *tabs = dialog->findChild<QTabWidget *>()) {
        for (int i = 0; i < tabs->count(); ++i) {
            tabs->setCurrentIndex(i);
            QCOMPARE(FormProbe(*dialog).sharedMnemonics(), QString());
        }
    }
    QCOMPARE(FormProbe(*dialog).sharedMnemonics(), QString());
    dialog->reject();
}

} // namespace muster

QTEST_MAIN(muster::MnemonicsTest)
#include "tst_mnemonics.moc"
