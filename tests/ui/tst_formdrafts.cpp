// SPDX-License-Identifier: GPL-3.0-or-later
#include "formdrafts.h"

#include "formprobe.h"
#include "machineregistry.h"
#include "messagebar.h"
#include "orchestrator.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestFormDrafts : public QObject
{
    Q_OBJECT

private slots:
    void anEditIsOfferedAfterACrash();
    void whatSomebodyElseChangedMeanwhileIsNotLost();
    void aRegistrationIsOfferedAfterACrash();
    void cancelAndSaveGiveItUp();
    void aFormWithoutChangesKeepsNothing();
    void closingTheOfferLeavesItForTheNextStart();
    void aNewFormLeavesTheKeptOneAlone();
    void anOfferCanBeDiscarded();

private:
    static QStringList files(const WindowFixture &fixture)
    {
        return QDir(fixture.folder.filePath(u"drafts"_s)).entryList({u"*.json"_s}, QDir::Files);
    }
    static MessageBar *bar(const WindowFixture &fixture) { return fixture.find<MessageBar>(u"draftBar"_s); }
    static FormProbe editOn(const WindowFixture &fixture, const QString &name);
    static void goOn(const WindowFixture &fixture)
    {
        QTRY_VERIFY(bar(fixture)->isVisible());
        QTest::mouseClick(bar(fixture)->findChild<QPushButton *>(u"messageAction"_s), Qt::LeftButton);
    }
    /// The window ends without any form being answered, and another one is opened on the same files.
    static void crash(WindowFixture &fixture)
    {
        fixture.window.reset();
        fixture.window =
            std::make_unique<MainWindow>(fixture.connector, &fixture.server, fixture.desk, *fixture.settings);
        QVERIFY(fixture.open());
    }
};

FormProbe TestFormDrafts::editOn(const WindowFixture &fixture, const QString &name)
{
    [&] { QVERIFY(fixture.click(name)); }();
    fixture.action(u"actionEdit"_s)->trigger();
    [&] { QTRY_VERIFY(fixture.dialog(u"editMachineDialog"_s)); }();
    return FormProbe(*fixture.dialog(u"editMachineDialog"_s));
}

void TestFormDrafts::anEditIsOfferedAfterACrash()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    const FormProbe form = editOn(fixture, u"Forklift 2"_s);
    form.type(u"ownerIdField"_s, u"half an own"_s);
    form.type(u"capabilitiesField"_s, u"lift\nbeep"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    crash(fixture);
    QTRY_VERIFY(bar(fixture)->isVisible());
    QVERIFY(bar(fixture)->text().startsWith(u"An edit of “Forklift 2” that was not finished is kept"_s));
    goOn(fixture);
    QTRY_VERIFY(fixture.dialog(u"editMachineDialog"_s));
    const FormProbe again(*fixture.dialog(u"editMachineDialog"_s));
    QCOMPARE(again.find<QLineEdit>(u"ownerIdField"_s)->text(), u"half an own"_s);
    QCOMPARE(again.find<QLineEdit>(u"displayNameField"_s)->text(), u"Forklift 2"_s);
    QVERIFY(again.note(u"editNote"_s).contains(u"is back"_s));
    again.type(u"ownerIdField"_s, u"whole owner"_s);
    again.click(u"saveButton"_s);
    QTRY_VERIFY(!fixture.dialog(u"editMachineDialog"_s));
    const auto page = fixture.workspace->machines().list(MachineQuery{100, {}, true, {}});
    QVERIFY(page);
    QCOMPARE(page->rows.at(1).machine.ownerId, u"whole owner"_s);
    QCOMPARE(page->rows.at(1).machine.capabilities, (QStringList{u"lift"_s, u"beep"_s}));
    QTRY_VERIFY(files(fixture).isEmpty());
    QVERIFY(!bar(fixture)->isVisible());
}

void TestFormDrafts::whatSomebodyElseChangedMeanwhileIsNotLost()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    editOn(fixture, u"Forklift 1"_s).type(u"ownerIdField"_s, u"mine"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    fixture.window.reset();
    const auto page = fixture.workspace->machines().list(MachineQuery{100, {}, true, {}});
    MachinePatch theirs;
    theirs.ownerId = u"theirs"_s;
    theirs.machineType = u"their type"_s;
    QVERIFY(fixture.workspace->machines().update(page->rows.first().machine.id, theirs, std::nullopt,
                                                 Caller{u"platform"_s}));
    crash(fixture);
    goOn(fixture);
    QTRY_VERIFY(fixture.dialog(u"editMachineDialog"_s));
    const FormProbe form(*fixture.dialog(u"editMachineDialog"_s));
    // All three sides stand there, and the field that both changed asks for a choice.
    QCOMPARE(form.find<QLineEdit>(u"machineTypeField"_s)->text(), u"their type"_s);
    QCOMPARE(form.find<QLineEdit>(u"ownerIdField"_s)->text(), u"mine"_s);
    const auto *table = form.find<QTableWidget>(u"changeTable"_s);
    QCOMPARE(table->item(0, 1)->text(), u"theirs"_s);
    QCOMPARE(form.find<QComboBox>(u"keepChoice0"_s)->currentText(), u"Yours"_s);
}

void TestFormDrafts::aRegistrationIsOfferedAfterACrash()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    fixture.action(u"actionRegister"_s)->trigger();
    QTRY_VERIFY(fixture.dialog(u"registerWizard"_s));
    const FormProbe form(*fixture.dialog(u"registerWizard"_s));
    form.type(u"identityField"_s, u"did:peaq:4711"_s);
    form.click(u"nextButton"_s);
    form.type(u"displayNameField"_s, u"Half a pre"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    crash(fixture);
    QTRY_VERIFY(bar(fixture)->text().startsWith(u"A registration that was not finished is kept"_s));
    goOn(fixture);
    QTRY_VERIFY(fixture.dialog(u"registerWizard"_s));
    const FormProbe again(*fixture.dialog(u"registerWizard"_s));
    QCOMPARE(again.find<QLineEdit>(u"identityField"_s)->text(), u"did:peaq:4711"_s);
    again.click(u"nextButton"_s);
    QCOMPARE(again.find<QLineEdit>(u"displayNameField"_s)->text(), u"Half a pre"_s);
    again.click(u"cancelButton"_s);
    QTRY_VERIFY(files(fixture).isEmpty());
}

void TestFormDrafts::cancelAndSaveGiveItUp()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    const FormProbe form = editOn(fixture, u"Forklift 1"_s);
    form.type(u"ownerIdField"_s, u"other"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    form.click(u"cancelButton"_s);
    QTRY_VERIFY(files(fixture).isEmpty());
    const FormProbe saved = editOn(fixture, u"Forklift 1"_s);
    saved.type(u"ownerIdField"_s, u"other"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    saved.click(u"saveButton"_s);
    QTRY_VERIFY(files(fixture).isEmpty());
    crash(fixture);
    QVERIFY(!bar(fixture)->isVisible());
}

void TestFormDrafts::aFormWithoutChangesKeepsNothing()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    const FormProbe form = editOn(fixture, u"Forklift 1"_s);
    const QString owner = form.find<QLineEdit>(u"ownerIdField"_s)->text();
    form.type(u"ownerIdField"_s, u"other"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    form.type(u"ownerIdField"_s, owner);
    QTRY_VERIFY(files(fixture).isEmpty());
}

void TestFormDrafts::closingTheOfferLeavesItForTheNextStart()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    editOn(fixture, u"Forklift 1"_s).type(u"ownerIdField"_s, u"other"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    crash(fixture);
    QTRY_VERIFY(bar(fixture)->isVisible());
    QTest::mouseClick(bar(fixture)->findChild<QAbstractButton *>(u"messageClose"_s), Qt::LeftButton);
    QVERIFY(!bar(fixture)->isVisible());
    QCOMPARE(files(fixture).size(), 1);
    crash(fixture);
    QTRY_VERIFY(bar(fixture)->isVisible());
}

void TestFormDrafts::aNewFormLeavesTheKeptOneAlone()
{
    WindowFixture fixture(1);
    QVERIFY(fixture.open());
    editOn(fixture, u"Forklift 1"_s).type(u"ownerIdField"_s, u"kept"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    crash(fixture);
    QTRY_VERIFY(bar(fixture)->isVisible());
    const FormProbe other = editOn(fixture, u"Forklift 1"_s);
    other.type(u"ownerIdField"_s, u"another"_s);
    QTRY_COMPARE(files(fixture).size(), 2);
    other.click(u"cancelButton"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    goOn(fixture);
    QTRY_VERIFY(fixture.dialog(u"editMachineDialog"_s));
    QCOMPARE(FormProbe(*fixture.dialog(u"editMachineDialog"_s)).find<QLineEdit>(u"ownerIdField"_s)->text(),
             u"kept"_s);
}

void TestFormDrafts::anOfferCanBeDiscarded()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    editOn(fixture, u"Forklift 1"_s).type(u"ownerIdField"_s, u"kept"_s);
    QTRY_COMPARE(files(fixture).size(), 1);
    crash(fixture);
    QTRY_VERIFY(bar(fixture)->isVisible());
    auto *discard = bar(fixture)->findChild<QAbstractButton *>(u"messageOther"_s);
    QVERIFY(discard->isVisible());
    QVERIFY(!discard->text().isEmpty());
    QTest::mouseClick(discard, Qt::LeftButton);
    QTRY_VERIFY(files(fixture).isEmpty());
    QVERIFY(!bar(fixture)->isVisible());
    crash(fixture);
    QVERIFY(!bar(fixture)->isVisible());
}

QTEST_MAIN(TestFormDrafts)
#include "tst_formdrafts.moc"
