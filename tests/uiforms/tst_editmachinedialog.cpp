// SPDX-License-Identifier: GPL-3.0-or-later
#include "editmachinedialog.h"
#include "formprobe.h"
#include "scriptedorchestrator.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QString kId = u"mach_00000000000000e1"_s;

Machine press()
{
    Machine machine;
    machine.id = kId;
    machine.displayName = u"Press 4"_s;
    machine.ownerId = u"plant-7"_s;
    machine.machineType = u"press"_s;
    machine.runtimeProfile = u"rt-1"_s;
    machine.capabilities = {u"press"_s, u"emboss"_s};
    machine.labels = {{u"site"_s, u"hall-1"_s}, {u"zone"_s, u"2"_s}};
    machine.policyIds = {u"policy-a"_s};
    machine.identityRef = *IdentityRef::parse(u"did:peaq:42"_s);
    machine.status = MachineStatus::Draft;
    machine.revision = 7;
    return machine;
}

} // namespace

class EditMachineDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void nothingToSaveAtFirst();
    void sendsOnlyWhatChanged();
    void blanksAroundANameAreNoChange();
    void editsLabelsInTheTable();
    void offersOnlyLegalMoves();
    void movesTheStatus();
    void keepsOwnFaultsFromBeingSent();
    void showsServiceFaultsBesideTheirFields();
    void showsARefusedActivationBesideTheStatus();
    void conflictKeepsWhatWasTyped();
    void notesAChangeMadeMeanwhile();
    void archivedIsReadOnly();
    void waitsForTheAnswer();
    void cancelsWhileWaiting();
    void networkFailureKeepsEverything();

private:
    void open(const Machine &machine = press());
    QStringList changes() const;
    const FormProbe probe() const { return FormProbe(*m_dialog); }
    void chooseStatus(MachineStatus status) const;

    ScriptedOrchestrator m_service;
    std::unique_ptr<EditMachineDialog> m_dialog;
};

void EditMachineDialogTest::open(const Machine &machine)
{
    m_service.machines.insert(machine.id, machine);
    m_dialog = std::make_unique<EditMachineDialog>(m_service, machine);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void EditMachineDialogTest::cleanup()
{
    m_dialog.reset();
    m_service.release();
    m_service.hold = false;
    m_service.machines.clear();
    m_service.updates.clear();
    m_service.updateError.reset();
}

QStringList EditMachineDialogTest::changes() const
{
    const auto *table = probe().find<QTableWidget>(u"changeTable"_s);
    QStringList lines;
    for (int row = 0; row < table->rowCount() && !table->isHidden(); ++row) {
        lines.append(table->item(row, 0)->text() + u": "_s + table->item(row, 1)->text() + u" -> "_s +
                     table->item(row, 2)->text());
    }
    return lines;
}

void EditMachineDialogTest::chooseStatus(MachineStatus status) const
{
    auto *box = probe().find<QComboBox>(u"statusField"_s);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < box->count() && box->currentData().toInt() != int(status); ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(box->currentData().toInt(), int(status));
}

void EditMachineDialogTest::nothingToSaveAtFirst()
{
    open();
    QVERIFY(!probe().isEnabled(u"saveButton"_s));
    QCOMPARE(changes(), QStringList());
    QVERIFY(probe().find(u"noChangesLabel"_s)->isVisible());
    probe().type(u"displayNameField"_s, u"Press 5"_s);
    QVERIFY(probe().isEnabled(u"saveButton"_s));
    probe().type(u"displayNameField"_s, u"Press 4"_s);
    QVERIFY(!probe().isEnabled(u"saveButton"_s));
    QCOMPARE(changes(), QStringList());
}

void EditMachineDialogTest::sendsOnlyWhatChanged()
{
    open();
    const QSignalSpy saved(m_dialog.get(), &EditMachineDialog::saved);
    probe().type(u"displayNameField"_s, u"Press 5"_s);
    probe().type(u"runtimeProfileField"_s, QString());
    probe().type(u"capabilitiesField"_s, u"press\nfold"_s);
    QCOMPARE(changes(),
             (QStringList{u"Display name: Press 4 -> Press 5"_s, u"Runtime profile: rt-1 -> (empty)"_s,
                          u"Capabilities: press, emboss -> press, fold"_s}));
    probe().click(u"saveButton"_s);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved.first().first().toString(), kId);
    QVERIFY(m_dialog->isHidden());

    MachinePatch expected;
    expected.displayName = u"Press 5"_s;
    expected.runtimeProfile = QString();
    expected.capabilities = QStringList{u"press"_s, u"fold"_s};
    QCOMPARE(m_service.updates.size(), 1);
    QVERIFY(m_service.updates.first().patch == expected);
    QCOMPARE(m_service.updates.first().ifRevision, std::optional<qint64>(7));
}

void EditMachineDialogTest::blanksAroundANameAreNoChange()
{
    Machine machine = press();
    machine.ownerId = u" owner "_s;
    machine.revision = 0;
    open(machine);
    probe().type(u"displayNameField"_s, u"  Press 4 "_s);
    QVERIFY(!probe().isEnabled(u"saveButton"_s));
    probe().type(u"displayNameField"_s, u" Press 6"_s);
    probe().click(u"saveButton"_s);
    QTRY_COMPARE(m_service.updates.size(), 1);
    MachinePatch expected;
    expected.displayName = u"Press 6"_s;
    QVERIFY(m_service.updates.first().patch == expected);
    QVERIFY(!m_service.updates.first().ifRevision);
}

void EditMachineDialogTest::editsLabelsInTheTable()
{
    open();
    auto *table = probe().find<QTableWidget>(u"labelTable"_s);
    table->setFocus();
    table->setCurrentCell(0, 1);
    probe().typeCell(u"hall-9"_s);
    QTRY_COMPARE(changes(), QStringList{u"Label site: hall-1 -> hall-9"_s});
    table->setFocus();
    table->setCurrentCell(1, 0);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(changes(), (QStringList{u"Label site: hall-1 -> hall-9"_s, u"Label zone: 2 -> (no label)"_s}));
    probe().click(u"saveButton"_s);
    QTRY_COMPARE(m_service.updates.size(), 1);
    MachinePatch expected;
    expected.labels = QMap<QString, QString>{{u"site"_s, u"hall-9"_s}};
    QVERIFY(m_service.updates.first().patch == expected);
}

void EditMachineDialogTest::offersOnlyLegalMoves()
{
    open();
    const auto *box = probe().find<QComboBox>(u"statusField"_s);
    const auto *items = qobject_cast<QStandardItemModel *>(box->model());
    QStringList enabled;
    for (int i = 0; i < box->count(); ++i) {
        if (items->item(i)->isEnabled())
            enabled.append(machineStatusName(MachineStatus(box->itemData(i).toInt())));
    }
    QCOMPARE(enabled, (QStringList{u"draft"_s, u"active"_s, u"blocked"_s, u"archived"_s}));
}

void EditMachineDialogTest::movesTheStatus()
{
    open();
    chooseStatus(MachineStatus::Archived);
    QVERIFY(probe().note(u"archiveNote"_s).contains(u"never"_s));
    chooseStatus(MachineStatus::Draft);
    QCOMPARE(probe().note(u"archiveNote"_s), QString());
}

void EditMachineDialogTest::keepsOwnFaultsFromBeingSent()
{
    open();
    probe().type(u"displayNameField"_s, QString());
    probe().type(u"capabilitiesField"_s, u"press\n\npress"_s);
    probe().click(u"saveButton"_s);
    QVERIFY(!probe().note(u"displayNameNote"_s).isEmpty());
    QVERIFY(probe().note(u"capabilitiesNote"_s).startsWith(u"Line 3:"_s));
    QVERIFY(probe().find(u"displayNameField"_s)->hasFocus());
    QCOMPARE(m_service.updates.size(), 0);
    QVERIFY(m_dialog->isVisible());
    probe().type(u"displayNameField"_s, u"Press"_s);
    QCOMPARE(probe().note(u"displayNameNote"_s), QString());
}

void EditMachineDialogTest::showsServiceFaultsBesideTheirFields()
{
    open();
    m_service.updateError = validationError({{u"/ownerId"_s, u"Unknown owner."_s},
                                             {u"/labels/site"_s, u"Not a site."_s},
                                             {u"/status"_s, u"Not now."_s},
                                             {u"/policyIds/0"_s, u"No such policy."_s}});
    probe().type(u"ownerIdField"_s, u"nobody"_s);
    probe().click(u"saveButton"_s);
    QTRY_COMPARE(probe().note(u"ownerIdNote"_s), u"Unknown owner."_s);
    QCOMPARE(probe().find<QTableWidget>(u"labelTable"_s)->item(0, 2)->text(), u"Not a site."_s);
    QCOMPARE(probe().note(u"statusNote"_s), u"Not now."_s);
    QCOMPARE(probe().note(u"editNote"_s), u"No such policy."_s);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(probe().find<QLineEdit>(u"ownerIdField"_s)->text(), u"nobody"_s);
    probe().type(u"ownerIdField"_s, u"somebody"_s);
    QCOMPARE(probe().note(u"ownerIdNote"_s), QString());
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(m_dialog->isHidden());
}

void EditMachineDialogTest::showsARefusedActivationBesideTheStatus()
{
    open();
    m_service.updateError =
        Error{ErrorCode::MachineNotActivated, u"no"_s, {{u"reason"_s, u"identity_inactive"_s}}, 0, {}};
    chooseStatus(MachineStatus::Active);
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(probe().note(u"statusNote"_s).contains(u"not active on the network"_s));
    QVERIFY(m_dialog->isVisible());
    chooseStatus(MachineStatus::Blocked);
    QCOMPARE(probe().note(u"statusNote"_s), QString());
}

void EditMachineDialogTest::conflictKeepsWhatWasTyped()
{
    open();
    probe().type(u"displayNameField"_s, u"Press of mine"_s);
    auto *table = probe().find<QTableWidget>(u"labelTable"_s);
    table->setFocus();
    table->setCurrentCell(0, 1);
    probe().typeCell(u"hall-mine"_s);

    Machine theirs = press();
    theirs.ownerId = u"new-owner"_s;
    theirs.labels.insert(u"zone"_s, u"theirs"_s);
    theirs.status = MachineStatus::Active;
    theirs.revision = 8;
    m_service.machines.insert(kId, theirs);
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(probe().note(u"editNote"_s).contains(u"Nothing was saved"_s));
    QVERIFY(probe().find(u"loadCurrentButton"_s)->isVisible());

    probe().click(u"loadCurrentButton"_s);
    QTRY_VERIFY(probe().find(u"loadCurrentButton"_s)->isHidden());
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Press of mine"_s);
    QCOMPARE(probe().find<QLineEdit>(u"ownerIdField"_s)->text(), u"new-owner"_s);
    QCOMPARE(probe().find<QComboBox>(u"statusField"_s)->currentData().toInt(), int(MachineStatus::Active));
    QCOMPARE(changes(), (QStringList{u"Display name: Press 4 -> Press of mine"_s,
                                     u"Label site: hall-1 -> hall-mine"_s}));
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(m_dialog->isHidden());
    QCOMPARE(m_service.updates.last().ifRevision, std::optional<qint64>(8));
    const QMap<QString, QString> merged{{u"site"_s, u"hall-mine"_s}, {u"zone"_s, u"theirs"_s}};
    QCOMPARE(m_service.machines.value(kId).labels, merged);
    QCOMPARE(m_service.machines.value(kId).ownerId, u"new-owner"_s);
}

void EditMachineDialogTest::notesAChangeMadeMeanwhile()
{
    open();
    probe().type(u"machineTypeField"_s, u"big press"_s);
    Machine other = press();
    other.id = u"mach_00000000000000ff"_s;
    other.revision = 99;
    m_service.changeBehind(other);
    QCOMPARE(probe().note(u"editNote"_s), QString());

    Machine theirs = press();
    theirs.revision = 8;
    theirs.displayName = u"Their press"_s;
    m_service.changeBehind(theirs);
    QVERIFY(probe().note(u"editNote"_s).contains(u"Somebody changed"_s));
    probe().click(u"loadCurrentButton"_s);
    QTRY_VERIFY(probe().find(u"loadCurrentButton"_s)->isHidden());
    QCOMPARE(changes(), QStringList{u"Type: press -> big press"_s});
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Their press"_s);
}

void EditMachineDialogTest::archivedIsReadOnly()
{
    Machine machine = press();
    machine.status = MachineStatus::Archived;
    open(machine);
    QVERIFY(probe().note(u"archiveNote"_s).contains(u"archived"_s));
    QVERIFY(!probe().isEnabled(u"statusField"_s));
    QTest::keyClicks(probe().find(u"displayNameField"_s), u"x"_s);
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Press 4"_s);
    QVERIFY(!probe().isEnabled(u"saveButton"_s));
}

void EditMachineDialogTest::waitsForTheAnswer()
{
    open();
    probe().type(u"displayNameField"_s, u"Press 5"_s);
    m_service.hold = true;
    probe().click(u"saveButton"_s);
    QVERIFY(!probe().isEnabled(u"saveButton"_s));
    QVERIFY(probe().find(u"editProgress"_s)->isVisible());
    QTest::keyClicks(probe().find(u"displayNameField"_s), u"x"_s);
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Press 5"_s);
    m_service.release();
    QTRY_VERIFY(m_dialog->isHidden());
    QCOMPARE(m_service.updates.size(), 1);
}

void EditMachineDialogTest::cancelsWhileWaiting()
{
    open();
    probe().type(u"displayNameField"_s, u"Press 5"_s);
    m_service.hold = true;
    probe().click(u"saveButton"_s);
    probe().click(u"cancelButton"_s);
    QVERIFY(m_dialog->isHidden());
    m_dialog.reset();
    m_service.release();
    QCoreApplication::processEvents();
    QCOMPARE(m_service.machines.value(kId).displayName, u"Press 5"_s);
}

void EditMachineDialogTest::networkFailureKeepsEverything()
{
    open();
    probe().type(u"displayNameField"_s, u"Press 5"_s);
    m_service.updateError = Error{ErrorCode::NetworkFailure, u"The service did not answer."_s, {}, 0, {}};
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(probe().note(u"editNote"_s).startsWith(u"The service did not answer."_s));
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Press 5"_s);
    QVERIFY(probe().isEnabled(u"saveButton"_s));
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(m_dialog->isHidden());
}

QTEST_MAIN(EditMachineDialogTest)
#include "tst_editmachinedialog.moc"
