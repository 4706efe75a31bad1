// SPDX-License-Identifier: GPL-3.0-or-later
#include "edittest.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class EditMachineDialogTest : public EditTest
{
    Q_OBJECT

private slots:
    void nothingToSaveAtFirst();
    void sendsOnlyWhatChanged();
    void blanksAroundANameAreNoChange();
    void editsLabelsInTheTable();
    void offersOnlyLegalMoves();
    void movesTheStatus();
    void keepsOwnFaultsFromBeingSent();
    void showsServiceFaultsBesideTheirFields();
    void showsARefusedActivationBesideTheStatus();
    void archivedIsReadOnly();
    void waitsForTheAnswer();
    void cancelsWhileWaiting();
    void networkFailureKeepsEverything();
};

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
    const auto [before, after] =
        std::pair(saved.first().at(0).value<Machine>(), saved.first().at(1).value<Machine>());
    QCOMPARE(before, press());
    QCOMPARE(after, m_service.machines.value(id()));
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
    QCOMPARE(enabled, (QStringList{u"draft"_s, u"active"_s, u"blocked"_s}));
    // The others say why, archiving too: it has a command of its own.
    for (int i = 0; i < box->count(); ++i)
        QCOMPARE(box->itemData(i, Qt::ToolTipRole).toString().isEmpty(), items->item(i)->isEnabled());
    QVERIFY(box->itemData(4, Qt::ToolTipRole).toString().contains(u"command Archive"_s));
}

void EditMachineDialogTest::movesTheStatus()
{
    open();
    chooseStatus(MachineStatus::Blocked);
    QCOMPARE(changes(), QStringList{u"Status: Draft -> Blocked"_s});
    chooseStatus(MachineStatus::Draft);
    QVERIFY(changes().isEmpty());
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
    QCOMPARE(m_service.machines.value(id()).displayName, u"Press 5"_s);
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
