// SPDX-License-Identifier: GPL-3.0-or-later
#include "photographer.h"

#include "editmachinedialog.h"
#include "machineregistry.h"
#include "machinetablemodel.h"
#include "memoryorchestrator.h"
#include "messagebar.h"
#include "registerwizard.h"
#include "samplefleet.h"
#include "wizardwalk.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// The private key 1 and its address: known to everybody.
constexpr auto kPrivateKey = "0000000000000000000000000000000000000000000000000000000000000001";
constexpr auto kAddress = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf";

} // namespace

Photographer::Photographer(const QDir &folder, ThemeChoice theme)
    : m_folder(folder)
    , m_suffix(theme == ThemeChoice::Dark ? u"dark"_s : u"light"_s)
{
    m_fixture.settings->setTheme(theme);
    m_fixture.window = std::make_unique<MainWindow>(m_fixture.connector, &m_fixture.server, m_fixture.desk,
                                                    *m_fixture.settings);
}

bool Photographer::takeAll()
{
    return fleet() && audit() && dialogs() && serverSettings() && wizard() && registry() && keys() &&
           conflict() && messages() && emptyPlaces();
}

bool Photographer::shows(const QString &widget) const
{
    return QTest::qWaitFor([this, widget] {
        const auto found = m_fixture.window->findChildren<QWidget *>(widget); // pages have names in common
        return std::any_of(found.begin(), found.end(), std::mem_fn(&QWidget::isVisible));
    });
}

// A layout that changes what another one needs settles with the event after.
void Photographer::settle()
{
    for (int round = 0; round < 4; ++round)
        QCoreApplication::processEvents();
}

bool Photographer::save(const QString &name)
{
    settle();
    return m_fixture.window->grab().save(m_folder.filePath(u"%1-%2.png"_s.arg(name, m_suffix)));
}

bool Photographer::saveDialog(const QString &name, QWidget *dialog, QWidget *window)
{
    if (!dialog)
        return false;
    settle();
    // Offscreen windows have no manager that would lay the dialog over its window.
    QPixmap picture = (window ? window : m_fixture.window.get())->grab();
    QPainter painter(&picture);
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 90));
    const QPixmap front = dialog->grab();
    const QPoint corner((picture.width() - front.width()) / 2, (picture.height() - front.height()) / 2);
    painter.drawPixmap(corner, front);
    painter.setPen(QColor(0, 0, 0, 140));
    painter.drawRect(QRect(corner, front.size()));
    painter.end();
    return picture.save(m_folder.filePath(u"%1-%2.png"_s.arg(name, m_suffix)));
}

QDialog *Photographer::waitFor(const QString &dialog)
{
    return shows(dialog) ? m_fixture.dialog(dialog) : nullptr;
}

bool Photographer::fleet()
{
    if (const auto filled = registerSampleFleet(*m_fixture.workspace); !filled) {
        qWarning("%s", qUtf8Printable(filled.error().message));
        return false;
    }
    m_fixture.connector.demo = true;
    m_fixture.server.keyPlace = u"/home/ada/.local/share/muster/api-key"_s;
    if (!m_fixture.makeVault() || !m_fixture.importHex(QString::fromLatin1(kPrivateKey)))
        return false;
    m_fixture.find<MessageBar>(u"messageBar"_s)->dismiss();
    m_fixture.action(u"actionKeys"_s)->trigger();
    if (!m_fixture.click(u"Forklift 7"_s) || !save(u"fleet"_s))
        return false;
    m_fixture.action(u"actionServer"_s)->trigger();
    m_fixture.click(u"Charger 13"_s);
    for (int i = 0; i < 9; ++i) {
        const bool creates = i % 4 == 1;
        const bool isMissing = i == 6;
        emit m_fixture.server.requestServed(
            {u"2026-11-23T22:14:%1.123Z"_s.arg(40 + i), u"req_00000000000000%1"_s.arg(10 + i),
             creates ? u"POST"_s : u"GET"_s,
             creates     ? u"/api/v1/machines"_s
             : isMissing ? u"/api/v1/machines/mach_00"_s
                         : u"/api/v1/machines?limit=100"_s,
             creates     ? 201
             : isMissing ? 404
                         : 200,
             isMissing ? u"NOT_FOUND"_s : QString(), 700 + i * 133, u"peaqos-sdk-py/0.12.1"_s});
    }
    if (!save(u"server"_s))
        return false;
    m_fixture.server.reissueKey();
    if (!save(u"key"_s))
        return false;
    m_fixture.find<QAbstractButton>(u"serverHideKey"_s)->click();
    m_fixture.find<QLineEdit>(u"searchField"_s)->setText(u"drone"_s);
    m_fixture.find<QDockWidget>(u"serverDock"_s)->hide();
    if (!save(u"filter"_s))
        return false;
    m_fixture.find<QLineEdit>(u"searchField"_s)->clear();
    return true;
}

bool Photographer::audit()
{
    m_fixture.connector.workspace->archiveMachine(u"mach_0123456789abcdef"_s);
    m_fixture.action(u"actionAuditLog"_s)->trigger();
    auto *table = m_fixture.find<QTableView>(u"auditTable"_s);
    if (!QTest::qWaitFor([table] { return table->model()->rowCount() > 20; }))
        return false;
    table->selectRow(2);
    if (!save(u"audit"_s))
        return false;
    m_fixture.find<QComboBox>(u"auditPeriod"_s)->setCurrentIndex(5);
    m_fixture.find<QLineEdit>(u"auditText"_s)->setText(u"submarine"_s);
    const bool taken = QTest::qWaitFor([this] {
                           const auto *title = m_fixture.find<QLabel>(u"auditEmptyTitle"_s);
                           return title->isVisible() && title->text().startsWith("No event"_L1);
                       }) &&
                       save(u"auditnomatch"_s);
    m_fixture.find<QAbstractButton>(u"auditClear"_s)->click();
    m_fixture.action(u"actionAuditLog"_s)->trigger();
    if (!taken || !m_fixture.click(u"Inspection drone 1"_s))
        return false;
    m_fixture.action(u"actionHistory"_s)->trigger();
    if (!QTest::qWaitFor([table] { return table->model()->rowCount() == 3; }))
        return false;
    table->selectRow(1);
    const bool history = save(u"history"_s);
    m_fixture.action(u"actionAuditLog"_s)->trigger();
    return history;
}

bool Photographer::dialogs()
{
    m_fixture.click(u"Pallet shuttle A"_s);
    m_fixture.action(u"actionArchive"_s)->trigger();
    QDialog *dialog = waitFor(u"archiveDialog"_s);
    if (!saveDialog(u"archive"_s, dialog))
        return false;
    dialog->findChild<QAbstractButton *>(u"archiveConfirm"_s)->click();
    if (!shows(u"heldArchiveBar"_s) || !save(u"held"_s))
        return false;
    m_fixture.action(u"actionUndo"_s)->trigger();
    auto *pane = m_fixture.find<QTabWidget>(u"machinePane"_s);
    pane->setCurrentIndex(1);
    const auto *json = m_fixture.find<QPlainTextEdit>(u"machineJson"_s);
    if (!QTest::qWaitFor([json] { return !json->document()->isEmpty(); }) || !save(u"json"_s))
        return false;
    pane->setCurrentIndex(0);
    m_fixture.action(u"actionConnect"_s)->trigger();
    dialog = waitFor(u"connectDialog"_s);
    dialog->findChild<QLineEdit *>(u"connectUrl"_s)->setText(u"fleet.example"_s);
    dialog->findChild<QAbstractButton *>(u"connectTest"_s)->setEnabled(true);
    dialog->findChild<QAbstractButton *>(u"connectTest"_s)->click();
    if (!saveDialog(u"connect"_s, dialog))
        return false;
    dialog->close();
    m_fixture.action(u"actionAbout"_s)->trigger();
    dialog = waitFor(u"aboutDialog"_s);
    if (!saveDialog(u"about"_s, dialog))
        return false;
    dialog->close();
    m_fixture.action(u"actionEdit"_s)->trigger();
    dialog = waitFor(u"editMachineDialog"_s);
    if (!saveDialog(u"edit"_s, dialog))
        return false;
    dialog->close();
    return true;
}

bool Photographer::wizard()
{
    m_fixture.action(u"actionRegister"_s)->trigger();
    QDialog *wizard = waitFor(u"registerWizard"_s);
    if (!saveDialog(u"register"_s, wizard))
        return false;
    const QString identity = u"did:peaq:482913080"_s;
    const QString fault =
        m_fixture.workspace->announce(*IdentityRef::parse(identity), QString::fromLatin1(kAddress))
            ? fillRegistration(FormProbe(*wizard), identity, u"Forklift 10"_s, {})
            : u"the identity is not known"_s;
    if (!fault.isEmpty())
        qWarning("%s", qUtf8Printable(fault));
    const bool taken = fault.isEmpty() && saveDialog(u"challenge"_s, wizard);
    wizard->close();
    return taken;
}

bool Photographer::serverSettings()
{
    m_fixture.action(u"actionServerSettings"_s)->trigger();
    QDialog *dialog = waitFor(u"serverSettingsDialog"_s);
    if (!dialog)
        return false;
    dialog->findChild<QAbstractButton *>(u"serverKeyBox"_s)->click();
    const bool taken = saveDialog(u"serversettings"_s, dialog);
    dialog->reject();
    return taken;
}

bool Photographer::registry()
{
    m_fixture.action(u"actionRegistry"_s)->trigger();
    QDialog *dialog = waitFor(u"registryDialog"_s);
    auto *table = m_fixture.find<QTableView>(u"registryTable"_s);
    if (!dialog || !QTest::qWaitFor([table] { return table->model()->rowCount() > 0; }))
        return false;
    table->selectRow(3);
    if (!saveDialog(u"registry"_s, dialog))
        return false;
    m_fixture.find<QAbstractButton>(u"registryEdit"_s)->click();
    QDialog *entry = waitFor(u"registryEntryDialog"_s);
    m_fixture.find<QLineEdit>(u"registryNameField"_s)->setText(u"Dock crane"_s);
    m_fixture.find<QLineEdit>(u"registryOperatorField"_s)
        ->setText(u"0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s);
    if (!saveDialog(u"identity"_s, entry))
        return false;
    entry->close();
    m_fixture.find<QAbstractButton>(u"registryRotate"_s)->click();
    QDialog *rotation = waitFor(u"rotateControllerDialog"_s);
    if (!saveDialog(u"rotate"_s, rotation))
        return false;
    rotation->close();
    dialog->close();
    return true;
}

bool Photographer::conflict()
{
    if (!m_fixture.click(u"Forklift 8"_s))
        return false;
    m_fixture.action(u"actionEdit"_s)->trigger();
    QDialog *dialog = waitFor(u"editMachineDialog"_s);
    dialog->findChild<QLineEdit *>(u"displayNameField"_s)->setText(u"Forklift 8, west gate"_s);
    MachinePatch theirs;
    theirs.displayName = u"Forklift eight"_s;
    theirs.ownerId = u"warehouse-south"_s;
    const auto row = m_fixture.table()->currentIndex().data(MachineTableModel::MachineRole).value<Machine>();
    if (!m_fixture.workspace->machines().update(row.id, theirs, std::nullopt, {u"platform"_s}))
        return false;
    dialog->findChild<QAbstractButton *>(u"saveButton"_s)->click();
    const auto *table = dialog->findChild<QTableWidget *>(u"changeTable"_s);
    if (!QTest::qWaitFor([table] { return !table->isColumnHidden(3); }) || !saveDialog(u"conflict"_s, dialog))
        return false;
    dialog->close();
    return true;
}

bool Photographer::keys()
{
    VaultWindow place;
    place.action(m_suffix == u"dark"_s ? u"actionThemeDark"_s : u"actionThemeLight"_s)->trigger();
    const auto keep = [this, &place](const QString &name) {
        QCoreApplication::processEvents();
        return place.window->grab().save(m_folder.filePath(u"%1-%2.png"_s.arg(name, m_suffix)));
    };
    const auto keepDialog = [this, &place](const QString &name, const QString &dialog) {
        QDialog *shown = place.shown(dialog);
        return shown && saveDialog(name, shown, place.window.get());
    };
    if (!place.openKeys() || !keep(u"novault"_s))
        return false;
    place.find<QWidget>(u"keysPage"_s)->findChild<QAbstractButton *>(u"emptyAction"_s)->click();
    if (!place.shown(u"createVaultDialog"_s))
        return false;
    place.probe().type(u"newPassphrase"_s, u"gravel mitten opaque walnut"_s);
    place.probe().type(u"repeatPassphrase"_s, u"gravel mitten"_s);
    if (!keepDialog(u"createvault"_s, u"createVaultDialog"_s))
        return false;
    place.dialog(u"createVaultDialog"_s)->reject();
    if (!place.gone(u"createVaultDialog"_s) || !place.makeVaultHere())
        return false;
    place.action(u"actionImportKeys"_s)->trigger();
    if (!place.shown(u"importKeysDialog"_s))
        return false;
    place.find<QTabWidget>(u"importTabs"_s)->setCurrentIndex(1);
    place.probe().type(u"mnemonicField"_s, u"test test test test test test test test test test test junk"_s);
    place.probe().click(u"readKeys"_s);
    if (!keepDialog(u"importkeys"_s, u"importKeysDialog"_s))
        return false;
    place.probe().click(u"vaultAccept"_s);
    if (!place.gone(u"importKeysDialog"_s) || !place.importHex(QString::fromLatin1(kPrivateKey)))
        return false;
    place.find<QTableView>(u"keyTable"_s)->selectRow(0);
    if (!keep(u"keys"_s))
        return false;
    place.action(u"actionDeleteKey"_s)->trigger();
    if (!keepDialog(u"deletekey"_s, u"deleteKeyDialog"_s))
        return false;
    place.dialog(u"deleteKeyDialog"_s)->reject();
    place.vault->lock(VaultDesk::LockReason::Idle);
    place.action(u"actionUnlock"_s)->trigger();
    return keepDialog(u"unlock"_s, u"unlockDialog"_s);
}

bool Photographer::messages()
{
    const auto service = std::make_shared<MemoryOrchestrator>();
    for (int number = 1; number <= 40; ++number)
        service->fleet.append(MemoryOrchestrator::machineNumber(number));
    if (!m_fixture.openMemory(service))
        return false;
    m_fixture.click(u"Forklift 3"_s);
    service->writeFailure =
        Error{ErrorCode::PreconditionFailed, u"Somebody changed this record after it was read."_s, {}, 0, {}};
    m_fixture.action(u"status-blocked"_s)->trigger();
    return shows(u"messageBar"_s) && save(u"message"_s);
}

bool Photographer::emptyPlaces()
{
    m_fixture.find<QLineEdit>(u"searchField"_s)->setText(u"submarine"_s);
    if (!save(u"nomatch"_s))
        return false;
    m_fixture.find<QLineEdit>(u"searchField"_s)->clear();
    const auto service = std::make_shared<MemoryOrchestrator>();
    if (!m_fixture.openMemory(service) || !shows(u"emptyAction"_s) || !save(u"empty"_s))
        return false;
    service->listFailure =
        Error{ErrorCode::NetworkFailure,
              u"https://fleet.example refused the connection. Check the address, or whether the "
              "service is running."_s,
              {},
              0,
              {}};
    return m_fixture.openMemory(service) && shows(u"emptyOtherAction"_s) && save(u"fault"_s);
}

} // namespace muster
