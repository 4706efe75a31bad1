// SPDX-License-Identifier: GPL-3.0-or-later
#include "edittest.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class EditConflictTest : public EditTest
{
    Q_OBJECT

private slots:
    void conflictKeepsWhatWasTyped();
    void threeStatesStandSideBySide();
    void eachFieldIsTakenFromAnySide();
    void loadingTheCurrentRecordShowsWhatBothChanged();
    void aListedRecordIsReadFirst();
    void aRecordThatCannotBeReadIsNotOverwritten();
    void serviceWithoutRevisionsIsAskedAgain();
    void notesAChangeMadeMeanwhile();

private:
    QComboBox *choice(int row) const { return probe().find<QComboBox>(u"keepChoice%1"_s.arg(row)); }
    QStringList sides(int row) const;
    /// Chooses with the keyboard whose value is kept in a line.
    void keep(int row, const QString &side) const;
};

QStringList EditConflictTest::sides(int row) const
{
    QStringList texts;
    for (int i = 0; choice(row) && i < choice(row)->count(); ++i)
        texts.append(choice(row)->itemText(i));
    return texts;
}

void EditConflictTest::keep(int row, const QString &side) const
{
    QVERIFY(choice(row));
    choice(row)->setFocus();
    QTest::keyClick(choice(row), Qt::Key_Home);
    for (int i = 0; i < choice(row)->count() && choice(row)->currentText() != side; ++i)
        QTest::keyClick(choice(row), Qt::Key_Down);
    QCOMPARE(choice(row)->currentText(), side);
}

void EditConflictTest::conflictKeepsWhatWasTyped()
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
    m_service.machines.insert(id(), theirs);
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(probe().note(u"editNote"_s).contains(u"Nothing was saved"_s));
    QCOMPARE(m_service.machines.value(id()).displayName, u"Press 4"_s);
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Press of mine"_s);
    QCOMPARE(probe().find<QLineEdit>(u"ownerIdField"_s)->text(), u"new-owner"_s);
    QCOMPARE(probe().find<QComboBox>(u"statusField"_s)->currentData().toInt(), int(MachineStatus::Active));
    QCOMPARE(changes(), (QStringList{u"Display name: Press 4 -> Press of mine"_s,
                                     u"Owner: new-owner -> new-owner"_s, u"Label site: hall-1 -> hall-mine"_s,
                                     u"Label zone: theirs -> theirs"_s, u"Status: Active -> Active"_s}));
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(m_dialog->isHidden());
    QCOMPARE(m_service.updates.last().ifRevision, std::optional<qint64>(8));
    const QMap<QString, QString> merged{{u"site"_s, u"hall-mine"_s}, {u"zone"_s, u"theirs"_s}};
    QCOMPARE(m_service.machines.value(id()).labels, merged);
    QCOMPARE(m_service.machines.value(id()).ownerId, u"new-owner"_s);
}

void EditConflictTest::threeStatesStandSideBySide()
{
    open();
    const auto *table = probe().find<QTableWidget>(u"changeTable"_s);
    constexpr int kOpened = 3;
    QVERIFY(table->isColumnHidden(kOpened));
    probe().type(u"displayNameField"_s, u"Mine"_s);
    Machine theirs = press();
    theirs.displayName = u"Theirs"_s;
    theirs.ownerId = u"new-owner"_s;
    theirs.revision = 8;
    m_service.machines.insert(id(), theirs);
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(!table->isColumnHidden(kOpened));
    QCOMPARE(changes(), (QStringList{u"Display name: Theirs -> Mine"_s, u"Owner: new-owner -> new-owner"_s}));
    QCOMPARE(table->item(0, kOpened)->text(), u"Press 4"_s);
    QCOMPARE(table->item(1, kOpened)->text(), u"plant-7"_s);
    // Only what both changed is marked.
    QVERIFY(!table->item(0, 0)->icon().isNull());
    QVERIFY(table->item(0, 0)->toolTip().contains(u"both of you"_s));
    QVERIFY(table->item(1, 0)->icon().isNull());
    QCOMPARE(table->horizontalHeader()->visualIndex(kOpened), 1);
    QCOMPARE(m_service.machines.value(id()).displayName, u"Theirs"_s);
    // Going back to theirs leaves nothing to save.
    probe().type(u"displayNameField"_s, u"Theirs"_s);
    QVERIFY(!probe().isEnabled(u"saveButton"_s));
    QVERIFY(table->isVisible());
}

void EditConflictTest::eachFieldIsTakenFromAnySide()
{
    open();
    probe().type(u"displayNameField"_s, u"Mine"_s);
    probe().type(u"machineTypeField"_s, u"my type"_s);
    Machine theirs = press();
    theirs.displayName = u"Theirs"_s;
    theirs.ownerId = u"new-owner"_s;
    theirs.labels.insert(u"zone"_s, u"9"_s);
    theirs.revision = 8;
    m_service.machines.insert(id(), theirs);
    probe().click(u"saveButton"_s);
    QTRY_COMPARE(changes(),
                 (QStringList{u"Display name: Theirs -> Mine"_s, u"Owner: new-owner -> new-owner"_s,
                              u"Type: press -> my type"_s, u"Label zone: 9 -> 9"_s}));
    // Lines: name (both), owner (theirs), type (mine), label (theirs).
    QCOMPARE(sides(0), (QStringList{u"Yours"_s, u"Theirs"_s, u"As opened"_s}));
    QCOMPARE(sides(1), (QStringList{u"Theirs"_s, u"As opened"_s}));
    QCOMPARE(sides(2), (QStringList{u"Yours"_s, u"Theirs"_s}));
    keep(0, u"Theirs"_s);
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Theirs"_s);
    keep(0, u"As opened"_s);
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Press 4"_s);
    keep(0, u"Yours"_s);
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Mine"_s);
    keep(1, u"As opened"_s);
    keep(2, u"Theirs"_s);
    keep(3, u"As opened"_s);
    QCOMPARE(changes(), (QStringList{u"Display name: Theirs -> Mine"_s, u"Owner: new-owner -> plant-7"_s,
                                     u"Type: press -> press"_s, u"Label zone: 9 -> 2"_s}));
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(m_dialog->isHidden());
    // Only what was chosen against theirs has left.
    MachinePatch expected;
    expected.displayName = u"Mine"_s;
    expected.ownerId = u"plant-7"_s;
    expected.labels = press().labels;
    QVERIFY(m_service.updates.last().patch == expected);
    QCOMPARE(m_service.updates.last().ifRevision, std::optional<qint64>(8));
}

void EditConflictTest::loadingTheCurrentRecordShowsWhatBothChanged()
{
    open();
    probe().type(u"displayNameField"_s, u"Mine"_s);
    Machine theirs = press();
    theirs.displayName = u"Theirs"_s;
    theirs.revision = 8;
    m_service.changeBehind(theirs);
    probe().click(u"loadCurrentButton"_s);
    QTRY_COMPARE(changes(), QStringList{u"Display name: Theirs -> Mine"_s});
    QCOMPARE(sides(0), (QStringList{u"Yours"_s, u"Theirs"_s, u"As opened"_s}));
    keep(0, u"Theirs"_s);
    QVERIFY(!probe().isEnabled(u"saveButton"_s));
}

void EditConflictTest::aListedRecordIsReadFirst()
{
    Machine current = press();
    current.ownerId = u"since-then"_s;
    m_service.machines.insert(id(), current);
    Machine listed = press();
    listed.revision = 0;
    m_service.hold = true;
    openUnknown(listed);
    QVERIFY(probe().find(u"editProgress"_s)->isVisible());
    m_service.release();
    m_service.hold = false;
    QTRY_COMPARE(probe().find<QLineEdit>(u"ownerIdField"_s)->text(), u"since-then"_s);
    QCOMPARE(probe().note(u"editNote"_s), QString());
    probe().type(u"displayNameField"_s, u"Press 5"_s);
    probe().click(u"saveButton"_s);
    QTRY_COMPARE(m_service.updates.size(), 1);
    QCOMPARE(m_service.updates.first().ifRevision, std::optional<qint64>(7));
}

void EditConflictTest::aRecordThatCannotBeReadIsNotOverwritten()
{
    Machine listed = press();
    listed.revision = 0;
    openUnknown(listed);
    QTRY_VERIFY(probe().note(u"editNote"_s).contains(u"could not be read"_s));
    probe().type(u"displayNameField"_s, u"Press 5"_s);
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(probe().isEnabled(u"saveButton"_s));
    QCOMPARE(m_service.updates.size(), 0);
    QCOMPARE(probe().find<QLineEdit>(u"displayNameField"_s)->text(), u"Press 5"_s);
    m_service.machines.insert(id(), press());
    probe().click(u"loadCurrentButton"_s);
    QTRY_VERIFY(probe().find(u"loadCurrentButton"_s)->isHidden());
    probe().click(u"saveButton"_s);
    QTRY_COMPARE(m_service.updates.size(), 1);
}

void EditConflictTest::serviceWithoutRevisionsIsAskedAgain()
{
    Machine machine = press();
    machine.revision = 0;
    open(machine);
    probe().type(u"displayNameField"_s, u"Mine"_s);
    Machine theirs = machine;
    theirs.ownerId = u"new-owner"_s;
    theirs.updatedAt = machine.updatedAt.plusSeconds(1);
    m_service.machines.insert(id(), theirs);
    probe().click(u"saveButton"_s);
    QTRY_VERIFY(probe().note(u"editNote"_s).contains(u"Nothing was saved"_s));
    QCOMPARE(m_service.updates.size(), 0);
    probe().click(u"saveButton"_s);
    QTRY_COMPARE(m_service.updates.size(), 1);
    QVERIFY(!m_service.updates.first().ifRevision);
    QCOMPARE(m_service.machines.value(id()).ownerId, u"new-owner"_s);
}

void EditConflictTest::notesAChangeMadeMeanwhile()
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

QTEST_MAIN(EditConflictTest)
#include "tst_editconflict.moc"
