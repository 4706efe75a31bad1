// SPDX-License-Identifier: GPL-3.0-or-later
#include "edithistory.h"

#include "formprobe.h"
#include "machineregistry.h"
#include "messagebar.h"
#include "orchestrator.h"
#include "windowfixture.h"

#include <QAction>
#include <QDialog>
#include <QTableView>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestEditHistory : public QObject
{
    Q_OBJECT

private slots:
    void undoesAndRedoesAnEdit();
    void othersChangesElsewhereStay();
    void undoesTheStatusOnlyWhereItCanGoBack();
    void overwrittenFieldsAreNotForced();
    void theStatusOfAnEditMayStay();
    void stepsOfAnotherPlaceAreForgotten();
    void onlyWhatIsSeenIsUndone();
    void aRefusedUndoCanBeTriedAgain();

private:
    static QString said(const WindowFixture &fixture)
    {
        return fixture.find<MessageBar>(u"messageBar"_s)->text();
    }
    /// Opens the edit dialog on the selected machine and types into one field.
    static void type(const WindowFixture &fixture, const QString &field, const QString &text);
    static void save(const WindowFixture &fixture);
    static void undo(const WindowFixture &fixture)
    {
        QVERIFY(fixture.press(QKeySequence(QKeySequence::Undo)));
    }
    static void redo(const WindowFixture &fixture)
    {
        QVERIFY(fixture.press(QKeySequence(QKeySequence::Redo)));
    }
    static Machine stored(const WindowFixture &fixture)
    {
        const auto page = fixture.workspace->machines().list(MachineQuery{100, {}, true, {}});
        return page ? page->rows.first().machine : Machine{};
    }
    /// As another client would.
    static bool change(const WindowFixture &fixture, const MachinePatch &patch)
    {
        return fixture.workspace->machines()
            .update(stored(fixture).id, patch, std::nullopt, Caller{u"platform"_s})
            .has_value();
    }
};

void TestEditHistory::type(const WindowFixture &fixture, const QString &field, const QString &text)
{
    fixture.action(u"actionEdit"_s)->trigger();
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = fixture.dialog(u"editMachineDialog"_s)));
    FormProbe(*dialog).type(field, text);
}

void TestEditHistory::save(const WindowFixture &fixture)
{
    QDialog *dialog = fixture.dialog(u"editMachineDialog"_s);
    QVERIFY(dialog);
    FormProbe(*dialog).click(u"saveButton"_s);
    QTRY_VERIFY(!fixture.dialog(u"editMachineDialog"_s));
    QTRY_VERIFY(fixture.action(u"actionUndo"_s)->isEnabled());
}

void TestEditHistory::undoesAndRedoesAnEdit()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    const QString owner = stored(fixture).ownerId;
    QVERIFY(!fixture.action(u"actionUndo"_s)->isEnabled());
    type(fixture, u"displayNameField"_s, u"Lift & carry"_s);
    FormProbe(*fixture.dialog(u"editMachineDialog"_s)).type(u"ownerIdField"_s, u"plant-9"_s);
    save(fixture);
    QCOMPARE(fixture.action(u"actionUndo"_s)->text(), u"&Undo the edit of “Forklift 1”"_s);
    QVERIFY(!fixture.action(u"actionRedo"_s)->isEnabled());

    undo(fixture);
    QTRY_COMPARE(said(fixture), u"Undone in “Lift & carry”: Display name, Owner."_s);
    QCOMPARE(stored(fixture).displayName, u"Forklift 1"_s);
    QCOMPARE(stored(fixture).ownerId, owner);
    QTRY_COMPARE(fixture.names(), QStringList{u"Forklift 1"_s});
    QVERIFY(!fixture.action(u"actionUndo"_s)->isEnabled());

    redo(fixture);
    QTRY_COMPARE(said(fixture), u"Redone in “Lift & carry”: Display name, Owner."_s);
    QCOMPARE(stored(fixture).displayName, u"Lift & carry"_s);
    QTRY_COMPARE(fixture.names(), QStringList{u"Lift & carry"_s});
    QVERIFY(!fixture.action(u"actionRedo"_s)->isEnabled());
    undo(fixture);
    QTRY_COMPARE(fixture.names(), QStringList{u"Forklift 1"_s});
}

void TestEditHistory::othersChangesElsewhereStay()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    type(fixture, u"displayNameField"_s, u"Mine"_s);
    save(fixture);
    MachinePatch theirs;
    theirs.ownerId = u"somebody"_s;
    theirs.labels = QMap<QString, QString>{{u"site"_s, u"elsewhere"_s}};
    QVERIFY(change(fixture, theirs));
    undo(fixture);
    QTRY_COMPARE(stored(fixture).displayName, u"Forklift 1"_s);
    QCOMPARE(stored(fixture).ownerId, u"somebody"_s);
    QCOMPARE(stored(fixture).labels, *theirs.labels);
}

void TestEditHistory::overwrittenFieldsAreNotForced()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    type(fixture, u"ownerIdField"_s, u"first"_s);
    save(fixture);
    type(fixture, u"displayNameField"_s, u"Mine"_s);
    save(fixture);
    MachinePatch theirs;
    theirs.displayName = u"Theirs"_s;
    QVERIFY(change(fixture, theirs));
    undo(fixture);
    QTRY_COMPARE(said(fixture),
                 u"“Theirs” was left as it is: somebody changed Display name to “Theirs” since."_s);
    QCOMPARE(stored(fixture).displayName, u"Theirs"_s);
    // The step is gone, the one before it is not.
    QTRY_VERIFY(fixture.action(u"actionUndo"_s)->isEnabled());
    QVERIFY(!fixture.action(u"actionRedo"_s)->isEnabled());
    undo(fixture);
    QTRY_VERIFY(stored(fixture).ownerId != u"first"_s);
    QCOMPARE(stored(fixture).displayName, u"Theirs"_s);
}

// contract: LIFE-2
void TestEditHistory::undoesTheStatusOnlyWhereItCanGoBack()
{
    WindowFixture fixture;
    QVERIFY(fixture.workspace->addForklift(1, {}));
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    fixture.action(u"status-active"_s)->trigger();
    QTRY_COMPARE(fixture.text(u"detailsStatus"_s), u"Active"_s);
    fixture.action(u"status-degraded"_s)->trigger();
    QTRY_COMPARE(fixture.text(u"detailsStatus"_s), u"Degraded"_s);
    QTRY_COMPARE(fixture.action(u"actionUndo"_s)->text(), u"&Undo the status of “Forklift 1”"_s);
    undo(fixture);
    QTRY_COMPARE(fixture.text(u"detailsStatus"_s), u"Active"_s);
    QTRY_COMPARE(said(fixture), u"Undone in “Forklift 1”: Status."_s);
    undo(fixture);
    QTRY_VERIFY(said(fixture).startsWith(
        u"The status of “Forklift 1” cannot be undone. A machine cannot go from Active to Draft."_s));
    QCOMPARE(stored(fixture).status, MachineStatus::Active);
    QVERIFY(!fixture.action(u"actionUndo"_s)->isEnabled());
}

void TestEditHistory::theStatusOfAnEditMayStay()
{
    WindowFixture fixture;
    QVERIFY(fixture.workspace->addForklift(1, {}));
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    const QString owner = stored(fixture).ownerId;
    type(fixture, u"ownerIdField"_s, u"other"_s);
    auto *status = fixture.dialog(u"editMachineDialog"_s)->findChild<QWidget *>(u"statusField"_s);
    status->setFocus();
    QTest::keyClick(status, Qt::Key_Down);
    save(fixture);
    QCOMPARE(stored(fixture).status, MachineStatus::Active);
    undo(fixture);
    QTRY_VERIFY(said(fixture).startsWith(u"Undone in “Forklift 1”: Owner. Its status stays."_s));
    QCOMPARE(stored(fixture).ownerId, owner);
    QCOMPARE(stored(fixture).status, MachineStatus::Active);
    redo(fixture);
    QTRY_COMPARE(stored(fixture).ownerId, u"other"_s);
}

void TestEditHistory::stepsOfAnotherPlaceAreForgotten()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    type(fixture, u"displayNameField"_s, u"Mine"_s);
    save(fixture);
    fixture.window->setConnection(
        Connection{fixture.workspace->orchestrator(), u"Other"_s, u"other"_s, false, false, {}});
    QVERIFY(!fixture.action(u"actionUndo"_s)->isEnabled());
    QCOMPARE(fixture.action(u"actionUndo"_s)->text(), u"&Undo"_s);
}

void TestEditHistory::onlyWhatIsSeenIsUndone()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    type(fixture, u"displayNameField"_s, u"Mine"_s);
    save(fixture);
    fixture.action(u"actionAuditLog"_s)->trigger();
    QVERIFY(!fixture.action(u"actionUndo"_s)->isEnabled());
    fixture.action(u"actionAuditLog"_s)->trigger();
    QVERIFY(fixture.action(u"actionUndo"_s)->isEnabled());
}

void TestEditHistory::aRefusedUndoCanBeTriedAgain()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    QVERIFY(fixture.click(u"Forklift 1"_s));
    type(fixture, u"displayNameField"_s, u"Mine"_s);
    save(fixture);
    // The proof does not hold any more, so that the service refuses to write.
    const IdentityRef identity = *stored(fixture).identityRef;
    QVERIFY(fixture.workspace->announce(identity, u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s));
    undo(fixture);
    QTRY_VERIFY(said(fixture).startsWith(u"The edit of “Forklift 1” was not undone."_s));
    QCOMPARE(stored(fixture).displayName, u"Mine"_s);
    QVERIFY(fixture.action(u"actionUndo"_s)->isEnabled());
    QVERIFY(fixture.workspace->announce(identity));
    undo(fixture);
    QTRY_COMPARE(stored(fixture).displayName, u"Forklift 1"_s);
}

QTEST_MAIN(TestEditHistory)
#include "tst_edithistory.moc"
