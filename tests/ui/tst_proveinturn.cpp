// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopconnector.h"
#include "keccak.h"
#include "orchestrator.h"
#include "proofwindow.h"
#include "provefleetdialog.h"
#include "registryfile.h"
#include "servedworkspace.h"

#include <QAction>
#include <QPushButton>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

/// Machines of a service over HTTP that key one controls, from its first number on.
bool registerOn(ServedWorkspace &served, Orchestrator &service, int machines)
{
    const QByteArray hex = ProofWindow::keyOne().toLatin1();
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(hex.constData());
    const auto key = ControllerKey::fromHex(SecureBytes(std::span(bytes, std::size_t(hex.size()))));
    for (int number = 100; number < 100 + machines; ++number) {
        const RegistryEntry entry{
            ProofWindow::identity(number), {ProofWindow::addressOfOne()}, {}, {}, true, true};
        if (!storeRegistryEntries(served.context().writer, served.context().clock, {entry}))
            return false;
        const auto challenge = answerOf(service.createChallenge(ProofWindow::identity(number)));
        if (!challenge)
            return false;
        NewMachine machine;
        machine.displayName = u"Press %1"_s.arg(number);
        machine.ownerId = u"plant-7"_s;
        machine.identityRef = ProofWindow::identity(number);
        machine.identityProof =
            ProofInput{challenge->challengeId, key->sign(personalMessageDigest(challenge->message))->text()};
        if (!answerOf(service.createMachine(machine)))
            return false;
    }
    return true;
}

} // namespace

/// Many machines proven again under approvals; a real workspace or server, and a real vault.
class TestProveInTurn : public QObject
{
    Q_OBJECT

private slots:
    void manyUnderOneApproval();
    void manyKeysTakeTheirTurns();
    void oneConsentLastsItsTimeForAllKeys();
    void aLockLetsItRestAndAsk();
    void stopsWhenAsked();
    void oneFailureDoesNotKeepTheRest();
    void aServerThatEndsLetsItRest();
    void aWrongKeyOfTheServiceLetsItRest();

private:
    static bool prepareTwoKeys(ProofWindow &window);
};

void TestProveInTurn::manyUnderOneApproval()
{
    ProofWindow window;
    QVERIFY(window.prepare(3));
    QDialog *dialog = window.openMany();
    QVERIFY(dialog);
    QVERIFY(window.isReady());
    const FormProbe probe(*dialog);
    QVERIFY(probe.label(u"placeLine"_s).contains(u"Local workspace"_s));
    QVERIFY(probe.label(u"proveConsent"_s).contains(u"for each ticked machine, and nothing else"_s));
    QCOMPARE(window.summary(), u"3 of 3 can be proven with the keys of the vault."_s);
    QCOMPARE(probe.sharedMnemonics(), QString());
    QCOMPARE(probe.find<QPushButton>(u"proveButton"_s)->text(), u"&Prove 3 machines"_s);
    // By the keyboard: the second one is left out.
    auto *list = window.proofs();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(probe.find<QPushButton>(u"proveButton"_s)->text(), u"&Prove 2 machines"_s);
    QTest::keyClick(dialog, Qt::Key_P, Qt::AltModifier);
    QTRY_COMPARE(window.summary(), u"Proven: 2. Failed: 0. Waiting: 0."_s);
    QCOMPARE(window.state(0), u"Proven"_s);
    QVERIFY(window.holds(u"Forklift 1"_s, ProofWindow::addressOfOne()));
    QVERIFY(!window.holds(u"Forklift 2"_s, ProofWindow::addressOfOne()));
    QVERIFY(window.holds(u"Forklift 3"_s, ProofWindow::addressOfOne()));
    QVERIFY(!window.grants->standing());
    QTRY_COMPARE(window.journalled("approval-ended"), 1);
    QCOMPARE(window.journalled("approval-given"), 1);
    QCOMPARE(window.journalled("signed"), 2);
    dialog->reject();
    QVERIFY(window.gone(u"proveFleetDialog"_s));
}

/// Four machines, of which every other one is controlled by the second key of the vault.
bool TestProveInTurn::prepareTwoKeys(ProofWindow &window)
{
    if (!window.prepare(4))
        return false;
    window.action(u"actionKeys"_s)->trigger();
    const bool imported = window.importHex(ProofWindow::keyTwo());
    window.action(u"actionKeys"_s)->setChecked(false);
    return imported && window.workspace->announce(ProofWindow::identity(2), ProofWindow::addressOfTwo()) &&
           window.workspace->announce(ProofWindow::identity(4), ProofWindow::addressOfTwo());
}

void TestProveInTurn::manyKeysTakeTheirTurns()
{
    ProofWindow window;
    QVERIFY(prepareTwoKeys(window));
    QVERIFY(window.openMany());
    QVERIFY(window.isReady());
    window.prove();
    QTRY_COMPARE(window.summary(), u"Proven: 4. Failed: 0. Waiting: 0."_s);
    QVERIFY(window.holds(u"Forklift 1"_s, ProofWindow::addressOfOne()));
    QVERIFY(window.holds(u"Forklift 4"_s, ProofWindow::addressOfTwo()));
    QTRY_COMPARE(window.journalled("approval-ended"), 2);
    QCOMPARE(window.journalled("approval-given"), 2);
}

void TestProveInTurn::oneConsentLastsItsTimeForAllKeys()
{
    ProofWindow window;
    QVERIFY(prepareTwoKeys(window));
    auto *dialog = static_cast<ProveFleetDialog *>(window.openMany());
    QVERIFY(dialog);
    QVERIFY(window.isReady());
    int proven = 0;
    connect(dialog, &ProveFleetDialog::proven, this, [&window, &proven] {
        if (++proven == 2)
            QVERIFY(window.clock.advance(SigningGrant::kDefaultSeconds));
    });
    window.prove();
    QTRY_VERIFY2(window.note().contains(u"The time of the approval is up"_s), qPrintable(window.note()));
    QCOMPARE(window.summary(), u"Proven: 2. Failed: 0. Waiting: 2."_s);
    QCOMPARE(window.journalled("approval-given"), 1);
}

void TestProveInTurn::aLockLetsItRestAndAsk()
{
    ProofWindow window;
    QVERIFY(window.prepare(5));
    auto *dialog = static_cast<ProveFleetDialog *>(window.openMany());
    QVERIFY(dialog);
    QVERIFY(window.isReady());
    int proven = 0;
    connect(dialog, &ProveFleetDialog::proven, this, [&window, &proven] {
        if (++proven == 2)
            window.vault->lock(VaultDesk::LockReason::SessionLock);
    });
    window.prove();
    QTRY_VERIFY(window.note().contains(u"The lock ended the approval"_s));
    QCOMPARE(window.summary(), u"Proven: 2. Failed: 0. Waiting: 3."_s);
    QVERIFY(!window.grants->standing());
    QVERIFY(!window.probe().isEnabled(u"proveButton"_s));
    // An unlock alone approves nothing.
    window.probe().click(u"unlockVaultButton"_s);
    QVERIFY(window.shown(u"unlockDialog"_s));
    window.probe().type(u"passphraseField"_s, QString::fromLatin1(VaultWindow::kPassphrase));
    window.probe().click(u"vaultAccept"_s);
    QVERIFY(window.waitFor(VaultDesk::State::Unlocked));
    QTRY_VERIFY(window.probe().isEnabled(u"proveButton"_s));
    QCOMPARE(window.probe().find<QPushButton>(u"proveButton"_s)->text(), u"&Continue"_s);
    QVERIFY(!window.grants->standing());
    QCOMPARE(proven, 2);
    window.prove();
    QTRY_COMPARE(window.summary(), u"Proven: 5. Failed: 0. Waiting: 0."_s);
    QVERIFY(window.holds(u"Forklift 5"_s, ProofWindow::addressOfOne()));
}

void TestProveInTurn::stopsWhenAsked()
{
    ProofWindow window;
    QVERIFY(window.prepare(4));
    auto *dialog = static_cast<ProveFleetDialog *>(window.openMany());
    QVERIFY(dialog);
    QVERIFY(window.isReady());
    const auto stopping = connect(dialog, &ProveFleetDialog::proven, this,
                                  [&window] { window.probe().click(u"stopButton"_s); });
    window.prove();
    QTRY_VERIFY(window.note().contains(u"You stopped it"_s));
    QCOMPARE(window.summary(), u"Proven: 1. Failed: 0. Waiting: 3."_s);
    QVERIFY(!window.grants->standing());
    disconnect(stopping);
    window.prove();
    QTRY_COMPARE(window.summary(), u"Proven: 4. Failed: 0. Waiting: 0."_s);
}

void TestProveInTurn::oneFailureDoesNotKeepTheRest()
{
    ProofWindow window;
    QVERIFY(window.prepare(3));
    QVERIFY(window.openMany());
    QVERIFY(window.isReady());
    // Between the look and the signature it gets another controller.
    QVERIFY(window.workspace->announce(ProofWindow::identity(2), ProofWindow::addressOfTwo()));
    window.prove();
    QTRY_COMPARE(window.summary(), u"Proven: 2. Failed: 1. Waiting: 0."_s);
    QVERIFY2(window.state(1).contains(u"is not a controller of did:peaq:2"_s), qPrintable(window.state(1)));
    QVERIFY(!window.grants->standing());
    QVERIFY(window.workspace->announce(ProofWindow::identity(2), ProofWindow::addressOfOne()));
    QCOMPARE(window.probe().find<QPushButton>(u"proveButton"_s)->text(), u"T&ry the failed ones again"_s);
    window.prove();
    QTRY_COMPARE(window.summary(), u"Proven: 3. Failed: 0. Waiting: 0."_s);
    QVERIFY(window.holds(u"Forklift 2"_s, ProofWindow::addressOfOne()));
    QVERIFY(!window.probe().find(u"proveButton"_s)->isVisible());
}

void TestProveInTurn::aServerThatEndsLetsItRest()
{
    ProofWindow window;
    QVERIFY(window.makeVaultWith(ProofWindow::keyOne()));
    auto served = std::make_unique<ServedWorkspace>();
    const auto url = served->start();
    QVERIFY(url);
    const auto connection =
        DesktopConnector({}).connectRemote(visitTo(url->toString()), ServedWorkspace::kApiKey);
    QVERIFY(connection && registerOn(*served, *connection->orchestrator, 3));
    window.window->setConnection(*connection);
    QTRY_COMPARE(window.names().size(), 3);
    auto *dialog = static_cast<ProveFleetDialog *>(window.openMany());
    QVERIFY(dialog);
    QVERIFY(window.isReady());
    connect(dialog, &ProveFleetDialog::proven, this, [&served] { served.reset(); });
    window.prove();
    QTRY_VERIFY2(window.note().startsWith(u"It rests."_s), qPrintable(window.note()));
    QCOMPARE(window.summary(), u"Proven: 1. Failed: 0. Waiting: 2."_s);
    QVERIFY(!window.grants->standing());
    // Nothing is lost: it is tried again as often as is wished.
    window.prove();
    QTRY_COMPARE(window.journalled("approval-ended"), 2);
    QCOMPARE(window.summary(), u"Proven: 1. Failed: 0. Waiting: 2."_s);
    QCOMPARE(window.journalled("signed"), 1);
}

void TestProveInTurn::aWrongKeyOfTheServiceLetsItRest()
{
    ProofWindow window;
    QVERIFY(window.makeVaultWith(ProofWindow::keyOne()));
    ServedWorkspace served;
    const auto url = served.start();
    QVERIFY(url);
    DesktopConnector connector({});
    const ServiceProfile profile = visitTo(url->toString());
    const auto connection = connector.connectRemote(profile, ServedWorkspace::kApiKey);
    QVERIFY(connection && registerOn(served, *connection->orchestrator, 3));
    const auto listed = answerOf(connection->orchestrator->listMachines({}));
    QVERIFY(listed);
    const auto wrong = connector.connectRemote(profile, "another-key");
    QVERIFY(wrong);
    ProveFleetDialog dialog(*wrong->orchestrator, window.desk, wrong->place, listed->machines,
                            ProveFleetDialog::Purpose::Renew);
    dialog.open();
    const FormProbe probe(dialog);
    QTRY_VERIFY(probe.isEnabled(u"proveButton"_s));
    probe.click(u"proveButton"_s);
    QTRY_VERIFY(probe.note(u"proveNote"_s).startsWith(u"It rests."_s));
    QCOMPARE(probe.label(u"proveSummary"_s), u"Proven: 0. Failed: 1. Waiting: 2."_s);
    QCOMPARE(window.journalled("signed"), 0);
}

QTEST_MAIN(TestProveInTurn)
#include "tst_proveinturn.moc"
