// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofcommands.h"
#include "proofwindow.h"
#include "provefleetdialog.h"
#include "provemachinedialog.h"
#include "scriptedorchestrator.h"

#include <QAction>
#include <QComboBox>
#include <QTableView>

using namespace muster;
using namespace Qt::StringLiterals;

/// Proving machines again, in the window: what is said beforehand, and one by itself. A real workspace whose
/// identities have another controller by now, whose key is in a real vault.
class TestProveAgain : public QObject
{
    Q_OBJECT

private slots:
    void oneAfterItsChallengeWasSeen();
    void oneWhoseKeyIsMissingSaysWhichWouldDo();
    void saysBeforehandWhichKeyIsMissing();
    void aKeyOfTheSessionIsNotEnoughForMany();
    void aServiceWithoutANameIsProvenAlone();
    void completesWhatIsNotKeptHere();
    void opensForWhoNamesMachines();
    void severalAreSelectedByKeys();
};

void TestProveAgain::oneAfterItsChallengeWasSeen()
{
    ProofWindow window;
    QVERIFY(window.prepare(1));
    QVERIFY(window.click(u"Forklift 1"_s));
    QVERIFY(window.press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)));
    QDialog *dialog = window.shown(u"proveMachineDialog"_s);
    QVERIFY(dialog);
    const FormProbe probe(*dialog);
    QVERIFY(probe.label(u"placeLine"_s).contains(u"Written to Local workspace"_s));
    QVERIFY(probe.label(u"proveWhy"_s).contains(u"another controller"_s));
    QTRY_VERIFY(probe.note(u"verdictNote"_s).contains(u"for did:peaq:1, and for nothing else"_s));
    QCOMPARE(probe.find<QComboBox>(u"signerBox"_s)->currentText(), ProofWindow::addressOfOne());
    QCOMPARE(probe.sharedMnemonics(), QString());
    QTRY_VERIFY(probe.isEnabled(u"proveButton"_s));
    probe.click(u"proveButton"_s);
    QVERIFY(window.gone(u"proveMachineDialog"_s));
    QVERIFY2(window.message().contains(u"“Forklift 1” is proven again"_s), qPrintable(window.message()));
    const auto proven = window.machine(u"Forklift 1"_s);
    QVERIFY(window.holds(u"Forklift 1"_s, ProofWindow::addressOfOne()));
    // What went to the service is kept here, with what it answered.
    const auto kept = answerOf(window.evidence.find(*proven));
    QVERIFY(kept && *kept);
    QVERIFY(!(*kept)->record.isEmpty());
    QCOMPARE(window.journalled("approval-given"), 0);
    QTRY_VERIFY(window.table()->model()->index(0, 2).data().toString().startsWith("Verified"_L1));
}

void TestProveAgain::oneWhoseKeyIsMissingSaysWhichWouldDo()
{
    ProofWindow window;
    QVERIFY(window.prepare(1, ProofWindow::keyTwo()));
    QVERIFY(window.click(u"Forklift 1"_s));
    window.action(u"actionProve"_s)->trigger();
    QDialog *dialog = window.shown(u"proveMachineDialog"_s);
    QVERIFY(dialog);
    const FormProbe probe(*dialog);
    QTRY_VERIFY(probe.note(u"signerNote"_s).contains(ProofWindow::addressOfOne()));
    QVERIFY(!probe.isEnabled(u"proveButton"_s));
    // It can be typed on the spot.
    probe.type(u"keyField"_s, ProofWindow::keyOne());
    probe.click(u"importKeyButton"_s);
    QTRY_VERIFY(probe.isEnabled(u"proveButton"_s));
    probe.click(u"proveButton"_s);
    QVERIFY(window.gone(u"proveMachineDialog"_s));
    QVERIFY(window.holds(u"Forklift 1"_s, ProofWindow::addressOfOne()));
}

void TestProveAgain::saysBeforehandWhichKeyIsMissing()
{
    ProofWindow window;
    QVERIFY(window.prepare(3));
    QVERIFY(window.workspace->announce(ProofWindow::identity(2), ProofWindow::addressOfTwo()));
    QVERIFY(window.openMany());
    QVERIFY(window.isReady());
    QCOMPARE(window.state(0), u"The key is in the vault"_s);
    QCOMPARE(window.proofs()->topLevelItem(0)->text(2), ProofWindow::addressOfOne());
    QCOMPARE(window.state(1), u"Key missing: that of %1 would do"_s.arg(ProofWindow::addressOfTwo()));
    QVERIFY(!(window.proofs()->topLevelItem(1)->flags() & Qt::ItemIsUserCheckable));
    QVERIFY2(window.summary().startsWith(u"2 of 3 can be proven"_s) &&
                 window.summary().contains(u"%1 (1)"_s.arg(ProofWindow::addressOfTwo())),
             qPrintable(window.summary()));
    QCOMPARE(window.proofs()->ticked(), (QList<int>{0, 2}));
    window.prove();
    QTRY_COMPARE(window.summary(), u"Proven: 2. Failed: 0. Waiting: 0."_s);
    QVERIFY(window.state(1).startsWith(u"Key missing"_s));
}

void TestProveAgain::aKeyOfTheSessionIsNotEnoughForMany()
{
    ProofWindow window;
    QVERIFY(window.prepare(2, ProofWindow::keyTwo()));
    const QByteArray hex = ProofWindow::keyOne().toLatin1();
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(hex.constData());
    QVERIFY(window.desk.importHexKey(SecureBytes(std::span(bytes, std::size_t(hex.size())))));
    QVERIFY(window.openMany());
    QTRY_VERIFY(window.state(1).contains(u"typed for this session"_s));
    QVERIFY(!window.probe().isEnabled(u"proveButton"_s));
    QVERIFY(window.proofs()->ticked().isEmpty());
}

void TestProveAgain::aServiceWithoutANameIsProvenAlone()
{
    ProofWindow window;
    QVERIFY(window.prepare(2));
    ScriptedOrchestrator service;
    service.controllers = {ProofWindow::addressOfOne()};
    service.healthInstance = QString();
    QList<Machine> machines;
    for (const QString &name : {u"Forklift 1"_s, u"Forklift 2"_s})
        machines.append(*window.machine(name));
    ProveFleetDialog many(service, window.desk, u"https://fleet.example"_s, machines,
                          ProveFleetDialog::Purpose::Renew);
    many.open();
    QTRY_VERIFY(FormProbe(many).note(u"proveService"_s).contains(u"Prove each machine alone"_s));
    QCOMPARE(many.findChild<ProofTable *>()->ticked().size(), 2);
    QVERIFY(!FormProbe(many).isEnabled(u"proveButton"_s));
    many.reject();

    ProveMachineDialog one(service, window.desk, u"https://fleet.example"_s, machines.first());
    one.open();
    QTRY_VERIFY(FormProbe(one).isEnabled(u"proveButton"_s));
    QVERIFY(FormProbe(one).note(u"verdictNote"_s).contains(u"could not be compared"_s));
}

void TestProveAgain::completesWhatIsNotKeptHere()
{
    ProofWindow window;
    QVERIFY(window.prepare(3));
    QVERIFY(window.click(u"Forklift 1"_s));
    window.action(u"actionProve"_s)->trigger();
    QVERIFY(window.shown(u"proveMachineDialog"_s));
    QVERIFY(window.isReady());
    window.prove();
    QVERIFY(window.gone(u"proveMachineDialog"_s));
    QTRY_VERIFY(window.table()->model()->index(0, 2).data().toString().startsWith("Verified"_L1));

    window.action(u"actionCompleteProofs"_s)->trigger();
    QVERIFY(window.shown(u"proveFleetDialog"_s));
    QVERIFY(window.isReady());
    QVERIFY(window.text(u"proveConsent"_s).contains(u"you agree to that for every machine that is ticked"_s));
    QCOMPARE(window.proofs()->topLevelItemCount(), 2);
    QCOMPARE(window.proofs()->topLevelItem(0)->text(0), u"Forklift 2"_s);
    window.prove();
    QTRY_COMPARE(window.summary(), u"Proven: 2. Failed: 0. Waiting: 0."_s);
    window.dialog(u"proveFleetDialog"_s)->reject();
    QVERIFY(window.gone(u"proveFleetDialog"_s));
    QTRY_VERIFY(window.table()->model()->index(2, 2).data().toString().startsWith("Verified"_L1));
    window.action(u"actionCompleteProofs"_s)->trigger();
    QTRY_VERIFY2(window.message().contains(u"proofs of all machines"_s), qPrintable(window.message()));
    QVERIFY(!window.dialog(u"proveFleetDialog"_s));
}

void TestProveAgain::opensForWhoNamesMachines()
{
    ProofWindow window;
    QVERIFY(window.prepare(2));
    QStringList ids;
    for (const QString &name : {u"Forklift 1"_s, u"Forklift 2"_s})
        ids.append(window.machine(name)->id);
    window.window->proofs().proveById(ids);
    QDialog *dialog = window.shown(u"proveFleetDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(window.proofs()->topLevelItemCount(), 2);
    dialog->reject();
    QVERIFY(window.gone(u"proveFleetDialog"_s));
    // One that is not listed is asked for; one that nobody knows is said.
    window.window->proofs().proveById({ids.first(), u"mach_00000000000000ff"_s});
    QVERIFY(window.shown(u"proveMachineDialog"_s));
    QVERIFY2(window.message().startsWith(u"mach_00000000000000ff: "_s), qPrintable(window.message()));
}

void TestProveAgain::severalAreSelectedByKeys()
{
    ProofWindow window;
    QVERIFY(window.prepare(3));
    QVERIFY(window.click(u"Forklift 1"_s));
    QVERIFY(window.action(u"actionEdit"_s)->isEnabled());
    QTest::keyClick(window.table(), Qt::Key_Down, Qt::ShiftModifier);
    // What is changed one by one is not offered for several.
    QVERIFY(!window.action(u"actionEdit"_s)->isEnabled());
    QVERIFY(!window.action(u"actionArchive"_s)->isEnabled());
    QVERIFY(window.action(u"actionProve"_s)->isEnabled());
    window.action(u"actionProve"_s)->trigger();
    QVERIFY(window.shown(u"proveFleetDialog"_s));
    QCOMPARE(window.proofs()->topLevelItemCount(), 2);
    QCOMPARE(window.proofs()->topLevelItem(1)->text(0), u"Forklift 2"_s);
}

QTEST_MAIN(TestProveAgain)
#include "tst_proveagain.moc"
