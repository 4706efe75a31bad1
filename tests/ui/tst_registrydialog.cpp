// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrydialog.h"

#include "addressfield.h"
#include "inlinenote.h"
#include "machinecells.h"
#include "windowfixture.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QString kAnother = u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s;

} // namespace

/// Over a real workspace: what is clicked and typed here is stored, and judged by the real rules.
class TestRegistryDialog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void opensFromTheMenu();
    void aRemotePlaceHasNoRegistry();
    void addsAnIdentity();
    void faultsStandBesideTheirFields();
    void whatIsThereAlreadyKeepsWhatWasTyped();
    void rotatingShowsInTheFleet();
    void switchesOffAndOn();
    void editsWithTheKeyboard();
    void keepsAndChangesARating();
    void importsAFile();
    void listsTheFaultsOfAFile();
    void filters();
    void everyControlIsReachedInOrder();

private:
    template <typename T>
    T *part(const QString &name) const
    {
        return m_fixture->find<T>(name);
    }
    bool shows(const QString &name) const
    {
        return QTest::qWaitFor([this, name] {
            const auto *found = part<QWidget>(name);
            return found && found->isVisible() && found->isActiveWindow();
        });
    }
    bool isGone(const QString &name) const
    {
        return QTest::qWaitFor([this, name] { return !part<QDialog>(name); });
    }
    void press(const QString &button) { QTest::mouseClick(part<QPushButton>(button), Qt::LeftButton); }
    QString note(const QString &name) const { return part<InlineNote>(name)->text(); }
    QString cell(int row, RegistryTableModel::Column column) const
    {
        const auto *model = part<QTableView>(u"registryTable"_s)->model();
        return model->index(row, static_cast<int>(column)).data().toString();
    }
    QString verdict(int row) const
    {
        const auto *model = m_fixture->table()->model();
        return model->index(row, static_cast<int>(MachineColumn::Verification)).data().toString();
    }
    int rows() const { return part<QTableView>(u"registryTable"_s)->model()->rowCount(); }
    bool choose(const QByteArray &content);

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestRegistryDialog::init()
{
    m_fixture = std::make_unique<WindowFixture>(2);
    QVERIFY(m_fixture->open());
    m_fixture->action(u"actionRegistry"_s)->trigger();
    QVERIFY(shows(u"registryDialog"_s));
    QTRY_COMPARE(rows(), 2);
}

void TestRegistryDialog::cleanup()
{
    m_fixture.reset();
}

void TestRegistryDialog::opensFromTheMenu()
{
    QCOMPARE(cell(0, RegistryTableModel::Column::Identity), u"did:peaq:1"_s);
    QCOMPARE(cell(0, RegistryTableModel::Column::Active), u"Active"_s);
    QCOMPARE(m_fixture->text(u"registryCounts"_s), u"Identities: 2"_s);
    for (const auto &button : {u"registryEdit"_s, u"registryRotate"_s, u"registryToggle"_s})
        QVERIFY2(!part<QPushButton>(button)->isEnabled(), qPrintable(button));
    press(u"registryClose"_s);
    QVERIFY(isGone(u"registryDialog"_s));
}

void TestRegistryDialog::aRemotePlaceHasNoRegistry()
{
    QAction *action = m_fixture->action(u"actionRegistry"_s);
    QVERIFY(action->isEnabled());
    m_fixture->window->setConnection(Connection{
        m_fixture->connector.workspace, u"fleet.example"_s, u"https://fleet.example"_s, true, false, {}});
    QVERIFY(!action->isEnabled());
    QVERIFY(action->text().contains(u"kept by another service"_s));
    QVERIFY(action->statusTip().contains(u"where it runs"_s));
}

void TestRegistryDialog::addsAnIdentity()
{
    press(u"registryAdd"_s);
    QVERIFY(shows(u"registryEntryDialog"_s));
    QTest::keyClicks(part<QLineEdit>(u"registryIdentityField"_s), u"did:peaq:99"_s);
    QTest::keyClicks(part<QLineEdit>(u"registryNameField"_s), u"Dock crane"_s);
    QTest::keyClicks(part<QPlainTextEdit>(u"registryControllersField"_s), kAnother.toLower());
    QTest::mouseClick(part<QCheckBox>(u"registryBonded"_s), Qt::LeftButton, {}, {5, 8});
    press(u"registrySave"_s);
    QVERIFY(isGone(u"registryEntryDialog"_s));
    QTRY_COMPARE(rows(), 3);
    QCOMPARE(cell(2, RegistryTableModel::Column::Identity), u"did:peaq:99"_s);
    QCOMPARE(cell(2, RegistryTableModel::Column::Name), u"Dock crane"_s);
    QCOMPARE(cell(2, RegistryTableModel::Column::Controllers), kAnother);
    QCOMPARE(cell(2, RegistryTableModel::Column::Bonded), u"Not bonded"_s);
    QTRY_COMPARE(part<QTableView>(u"registryTable"_s)->currentIndex().row(), 2);
}

void TestRegistryDialog::faultsStandBesideTheirFields()
{
    press(u"registryAdd"_s);
    QVERIFY(shows(u"registryEntryDialog"_s));
    QTest::keyClicks(part<QLineEdit>(u"registryIdentityField"_s), u"did:peaq:0x12"_s);
    // The checksum of the third line is wrong by one letter.
    auto *controllers = part<QPlainTextEdit>(u"registryControllersField"_s);
    QTest::keyClicks(controllers, kAnother);
    QTest::keyClick(controllers, Qt::Key_Return);
    QTest::keyClicks(controllers, kAnother);
    QTest::keyClick(controllers, Qt::Key_Return);
    QTest::keyClicks(controllers, u"0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s);
    QTest::keyClicks(part<QLineEdit>(u"registryOperatorField"_s), u"0x12"_s);
    press(u"registrySave"_s);
    QVERIFY(note(u"registryIdentityNote"_s).contains(u"did:peaq:"_s));
    QVERIFY(note(u"registryControllersNote"_s).contains(u"Line 2: This controller stands twice."_s));
    QVERIFY(note(u"registryControllersNote"_s).contains(u"Line 3: "_s));
    QVERIFY(!note(u"registryOperatorNote"_s).isEmpty());
    QVERIFY(part<QLineEdit>(u"registryIdentityField"_s)->hasFocus());
    // Every note is seen whole: the dialog grew with them.
    for (const auto &name :
         {u"registryIdentityNote"_s, u"registryControllersNote"_s, u"registryOperatorNote"_s}) {
        const auto *shown = part<InlineNote>(name);
        QTRY_VERIFY2(shown->height() >= shown->heightForWidth(shown->width()), qPrintable(name));
    }
    QCOMPARE(part<QLineEdit>(u"registryIdentityField"_s)->text(), u"did:peaq:0x12"_s);
    QCOMPARE(rows(), 2);
}

void TestRegistryDialog::whatIsThereAlreadyKeepsWhatWasTyped()
{
    press(u"registryAdd"_s);
    QVERIFY(shows(u"registryEntryDialog"_s));
    QTest::keyClicks(part<QLineEdit>(u"registryIdentityField"_s), u"did:peaq:1"_s);
    QTest::keyClicks(part<QLineEdit>(u"registryNameField"_s), u"Mine"_s);
    press(u"registrySave"_s);
    QTRY_VERIFY(note(u"registryEntryNote"_s).contains(u"is in the registry already"_s));
    QCOMPARE(part<QLineEdit>(u"registryNameField"_s)->text(), u"Mine"_s);
    QVERIFY(part<QPushButton>(u"registrySave"_s)->isEnabled());
    QTest::keyClick(part<QDialog>(u"registryEntryDialog"_s), Qt::Key_Escape);
    QVERIFY(isGone(u"registryEntryDialog"_s));
    QVERIFY(cell(0, RegistryTableModel::Column::Name).isEmpty());
}

void TestRegistryDialog::rotatingShowsInTheFleet()
{
    QCOMPARE(verdict(0), u"Verified \u00b7 just now"_s);
    part<QTableView>(u"registryTable"_s)->selectRow(0);
    press(u"registryRotate"_s);
    QVERIFY(shows(u"rotateControllerDialog"_s));
    press(u"rotateConfirm"_s);
    QCOMPARE(note(u"nextControllerNote"_s), u"An address is needed here."_s);
    auto *next = part<QLineEdit>(u"nextControllerField"_s);
    QTest::keyClicks(next, m_fixture->workspace->controller().address().text());
    press(u"rotateConfirm"_s);
    QVERIFY(note(u"rotateNote"_s).contains(u"already"_s));
    next->clear();
    QTest::keyClicks(next, kAnother);
    press(u"rotateConfirm"_s);
    QVERIFY(isGone(u"rotateControllerDialog"_s));
    // The fleet behind the dialog follows by itself.
    QTRY_COMPARE(verdict(0), u"Controller changed \u00b7 just now"_s);
    QTRY_COMPARE(cell(0, RegistryTableModel::Column::Controllers), kAnother);
    QCOMPARE(verdict(1), u"Verified \u00b7 just now"_s);
}

void TestRegistryDialog::switchesOffAndOn()
{
    part<QTableView>(u"registryTable"_s)->selectRow(1);
    auto *toggle = part<QPushButton>(u"registryToggle"_s);
    QCOMPARE(toggle->text(), u"&Deactivate"_s);
    press(u"registryToggle"_s);
    QTRY_COMPARE(verdict(1), u"Identity not active \u00b7 just now"_s);
    QTRY_COMPARE(toggle->text(), u"Ac&tivate"_s);
    QCOMPARE(cell(1, RegistryTableModel::Column::Active), u"Not active"_s);
    press(u"registryToggle"_s);
    QTRY_COMPARE(verdict(1), u"Verified \u00b7 just now"_s);
}

void TestRegistryDialog::editsWithTheKeyboard()
{
    auto *table = part<QTableView>(u"registryTable"_s);
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(shows(u"registryEntryDialog"_s));
    QVERIFY(part<QLineEdit>(u"registryIdentityField"_s)->isReadOnly());
    auto *name = part<QLineEdit>(u"registryNameField"_s);
    QVERIFY(name->hasFocus());
    // The key that opened it must not save it.
    QVERIFY(part<QDialog>(u"registryEntryDialog"_s)->isVisible());
    QTest::keyClicks(name, u"Renamed"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(isGone(u"registryEntryDialog"_s));
    QTRY_COMPARE(cell(0, RegistryTableModel::Column::Name), u"Renamed"_s);
    QCOMPARE(table->currentIndex().row(), 0);
    // Enter presses the button that has the focus.
    part<QPushButton>(u"registryAdd"_s)->setFocus();
    QTest::keyClick(part<QPushButton>(u"registryAdd"_s), Qt::Key_Return);
    QVERIFY(shows(u"registryEntryDialog"_s));
}

// contract: MCR-2
void TestRegistryDialog::keepsAndChangesARating()
{
    const auto edit = [this](const auto &change) {
        part<QTableView>(u"registryTable"_s)->selectRow(0);
        press(u"registryEdit"_s);
        QVERIFY(shows(u"registryEntryDialog"_s));
        change();
        press(u"registrySave"_s);
        QVERIFY(isGone(u"registryEntryDialog"_s));
    };
    const auto bonded = [this] { return cell(0, RegistryTableModel::Column::Bonded); };
    QCOMPARE(bonded(), u"Bonded"_s);
    edit([this] {
        QCOMPARE(part<QComboBox>(u"registryRating"_s)->currentText(), u"Not rated"_s);
        QTest::keyClick(part<QComboBox>(u"registryRating"_s), Qt::Key_Down);
        QTest::keyClick(part<QComboBox>(u"registryRating"_s), Qt::Key_Down);
    });
    QTRY_COMPARE(bonded(), u"Bonded \u00b7 AA"_s);
    edit([this] { QTest::keyClicks(part<QLineEdit>(u"registryNameField"_s), u"Renamed"_s); });
    QTRY_COMPARE(cell(0, RegistryTableModel::Column::Name), u"Renamed"_s);
    QCOMPARE(bonded(), u"Bonded \u00b7 AA"_s);
    edit([this] { QTest::keyClick(part<QComboBox>(u"registryRating"_s), Qt::Key_Home); });
    QTRY_COMPARE(bonded(), u"Bonded"_s);
}

bool TestRegistryDialog::choose(const QByteArray &content)
{
    const QString path = m_fixture->folder.filePath(u"registry.json"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return false;
    file.close();
    press(u"registryImport"_s);
    if (!shows(u"registryFileDialog"_s))
        return false;
    auto *dialog = part<QFileDialog>(u"registryFileDialog"_s);
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
    QMetaObject::invokeMethod(dialog, "accept");
    return isGone(u"registryFileDialog"_s);
}

void TestRegistryDialog::importsAFile()
{
    QVERIFY(choose(R"([{"did":"did:peaq:50","controllers":[]},{"did":"did:peaq:2","controllers":[]}])"));
    QTRY_COMPARE(rows(), 3);
    QTRY_VERIFY(note(u"registryNote"_s).contains(u"registry.json: 2"_s));
    QTRY_COMPARE(verdict(1), u"No controller named \u00b7 just now"_s);
}

void TestRegistryDialog::listsTheFaultsOfAFile()
{
    QVERIFY(choose(R"([{"did":"did:peaq:50","controllers":["0x1"]},{"did":50}])"));
    QVERIFY(shows(u"faultListDialog"_s));
    auto *faults = part<QTableWidget>(u"faultTable"_s);
    QCOMPARE(faults->rowCount(), 3);
    QCOMPARE(faults->item(0, 0)->text(), u"/0/controllers/0"_s);
    QCOMPARE(faults->item(1, 0)->text(), u"/1/did"_s);
    QCOMPARE(faults->item(2, 0)->text(), u"/1/controllers"_s);
    press(u"faultCopy"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"/1/did\t"_s));
    press(u"faultClose"_s);
    QVERIFY(isGone(u"faultListDialog"_s));
    QCOMPARE(rows(), 2);
}

void TestRegistryDialog::filters()
{
    QTest::keyClicks(part<QLineEdit>(u"registryFilter"_s), u"PEAQ:2"_s);
    QCOMPARE(rows(), 1);
    QCOMPARE(m_fixture->text(u"registryCounts"_s), u"Identities: 1 of 2"_s);
}

void TestRegistryDialog::everyControlIsReachedInOrder()
{
    part<QTableView>(u"registryTable"_s)->selectRow(0);
    auto *search = part<QLineEdit>(u"registryFilter"_s);
    search->setFocus();
    QStringList reached{search->objectName()};
    for (int i = 0; i < 7; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached.append(QApplication::focusWidget()->objectName());
    }
    QCOMPARE(reached, (QStringList{u"registryFilter"_s, u"registryTable"_s, u"registryAdd"_s,
                                   u"registryEdit"_s, u"registryRotate"_s, u"registryToggle"_s,
                                   u"registryImport"_s, u"registryClose"_s}));
    for (const QString &name : std::as_const(reached)) {
        const auto *control = part<QWidget>(name);
        const auto *button = qobject_cast<const QPushButton *>(control);
        QVERIFY2(button ? button->text().contains(u'&') : !control->accessibleName().isEmpty(),
                 qPrintable(name));
    }
}

QTEST_MAIN(TestRegistryDialog)
#include "tst_registrydialog.moc"
