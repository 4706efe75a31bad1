// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleettour.h"

#include "editmachinedialog.h"
#include "machineregistry.h"
#include "machinetablemodel.h"
#include "memoryorchestrator.h"
#include "messagebar.h"
#include "samplefleet.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
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

FleetTour::FleetTour(ThemeChoice theme, const QSize &size, TourVisit visit)
    : m_visit(std::move(visit))
{
    m_fixture.settings->setTheme(theme);
    m_fixture.window = std::make_unique<MainWindow>(m_fixture.connector, &m_fixture.server, m_fixture.desk,
                                                    *m_fixture.settings);
    m_fixture.window->setInventory(*m_fixture.inventory);
    m_fixture.window->resize(size);
}

bool FleetTour::takeAll()
{
    return fleet() && audit() && dialogs() && serverSettings() && wizard() && registry() && conflict() &&
           messages() && inventory() && emptyPlaces();
}

bool FleetTour::shows(const QString &widget) const
{
    return QTest::qWaitFor([this, widget] {
        const auto found = m_fixture.window->findChildren<QWidget *>(widget); // pages have names in common
        return std::any_of(found.begin(), found.end(), std::mem_fn(&QWidget::isVisible));
    });
}

bool FleetTour::visit(const QString &name)
{
    return m_visit({name, *m_fixture.window, nullptr});
}

bool FleetTour::visitDialog(const QString &name, QDialog *dialog)
{
    return dialog && m_visit({name, *dialog, m_fixture.window.get()});
}

QDialog *FleetTour::waitFor(const QString &dialog)
{
    return shows(dialog) ? m_fixture.dialog(dialog) : nullptr;
}

bool FleetTour::fleet()
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
    if (!m_fixture.click(u"Forklift 7"_s) || !visit(u"fleet"_s))
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
    if (!visit(u"server"_s))
        return false;
    m_fixture.server.reissueKey();
    if (!visit(u"key"_s))
        return false;
    m_fixture.find<QAbstractButton>(u"serverHideKey"_s)->click();
    m_fixture.find<QLineEdit>(u"searchField"_s)->setText(u"drone"_s);
    m_fixture.find<QDockWidget>(u"serverDock"_s)->hide();
    if (!visit(u"filter"_s))
        return false;
    m_fixture.find<QLineEdit>(u"searchField"_s)->clear();
    return true;
}

bool FleetTour::audit()
{
    m_fixture.connector.workspace->archiveMachine(u"mach_0123456789abcdef"_s);
    m_fixture.action(u"actionAuditLog"_s)->trigger();
    auto *table = m_fixture.find<QTableView>(u"auditTable"_s);
    if (!QTest::qWaitFor([table] { return table->model()->rowCount() > 20; }))
        return false;
    table->selectRow(2);
    if (!visit(u"audit"_s))
        return false;
    m_fixture.find<QComboBox>(u"auditPeriod"_s)->setCurrentIndex(5);
    m_fixture.find<QLineEdit>(u"auditText"_s)->setText(u"submarine"_s);
    const bool taken = QTest::qWaitFor([this] {
                           const auto *title = m_fixture.find<QLabel>(u"auditEmptyTitle"_s);
                           return title->isVisible() && title->text().startsWith("No event"_L1);
                       }) &&
                       visit(u"auditnomatch"_s);
    m_fixture.find<QAbstractButton>(u"auditClear"_s)->click();
    m_fixture.action(u"actionAuditLog"_s)->trigger();
    if (!taken || !m_fixture.click(u"Inspection drone 1"_s))
        return false;
    m_fixture.action(u"actionHistory"_s)->trigger();
    if (!QTest::qWaitFor([table] { return table->model()->rowCount() == 3; }))
        return false;
    table->selectRow(1);
    const bool history = visit(u"history"_s);
    m_fixture.action(u"actionAuditLog"_s)->trigger();
    return history;
}

bool FleetTour::dialogs()
{
    m_fixture.click(u"Pallet shuttle A"_s);
    m_fixture.action(u"actionArchive"_s)->trigger();
    QDialog *dialog = waitFor(u"archiveDialog"_s);
    if (!visitDialog(u"archive"_s, dialog))
        return false;
    dialog->findChild<QAbstractButton *>(u"archiveConfirm"_s)->click();
    if (!shows(u"heldArchiveBar"_s) || !visit(u"held"_s))
        return false;
    m_fixture.action(u"actionUndo"_s)->trigger();
    auto *pane = m_fixture.find<QTabWidget>(u"machinePane"_s);
    pane->setCurrentIndex(1);
    const auto *json = m_fixture.find<QPlainTextEdit>(u"machineJson"_s);
    if (!QTest::qWaitFor([json] { return !json->document()->isEmpty(); }) || !visit(u"json"_s))
        return false;
    pane->setCurrentIndex(0);
    m_fixture.action(u"actionConnect"_s)->trigger();
    dialog = waitFor(u"connectDialog"_s);
    dialog->findChild<QLineEdit *>(u"connectUrl"_s)->setText(u"fleet.example"_s);
    dialog->findChild<QAbstractButton *>(u"connectTest"_s)->setEnabled(true);
    dialog->findChild<QAbstractButton *>(u"connectTest"_s)->click();
    if (!visitDialog(u"connect"_s, dialog))
        return false;
    dialog->close();
    m_fixture.action(u"actionGlossary"_s)->trigger();
    dialog = waitFor(u"glossaryDialog"_s);
    if (!visitDialog(u"glossary"_s, dialog))
        return false;
    dialog->close();
    m_fixture.action(u"actionAbout"_s)->trigger();
    dialog = waitFor(u"aboutDialog"_s);
    if (!visitDialog(u"about"_s, dialog))
        return false;
    dialog->close();
    m_fixture.action(u"actionEdit"_s)->trigger();
    dialog = waitFor(u"editMachineDialog"_s);
    if (!visitDialog(u"edit"_s, dialog))
        return false;
    dialog->close();
    return true;
}

bool FleetTour::wizard()
{
    const QString identity = u"did:peaq:482913080"_s;
    if (!m_fixture.workspace->announce(*IdentityRef::parse(identity), QString::fromLatin1(kAddress)))
        return false;
    m_fixture.action(u"actionRegister"_s)->trigger();
    QDialog *wizard = waitFor(u"registerWizard"_s);
    if (!visitDialog(u"register"_s, wizard))
        return false;
    const FormProbe probe(*wizard);
    probe.type(u"identityField"_s, identity);
    probe.click(u"nextButton"_s);
    probe.type(u"displayNameField"_s, u"Forklift 10"_s);
    probe.type(u"ownerIdField"_s, u"plant-7"_s);
    if (!visitDialog(u"details"_s, wizard))
        return false;
    probe.click(u"nextButton"_s);
    if (!QTest::qWaitFor([&probe] { return probe.isEnabled(u"signButton"_s); }) ||
        !visitDialog(u"challenge"_s, wizard))
        return false;
    wizard->close();
    return true;
}

bool FleetTour::serverSettings()
{
    m_fixture.action(u"actionServerSettings"_s)->trigger();
    QDialog *dialog = waitFor(u"serverSettingsDialog"_s);
    if (!dialog)
        return false;
    dialog->findChild<QAbstractButton *>(u"serverKeyBox"_s)->click();
    const bool taken = visitDialog(u"serversettings"_s, dialog);
    dialog->reject();
    return taken;
}

bool FleetTour::registry()
{
    m_fixture.action(u"actionRegistry"_s)->trigger();
    QDialog *dialog = waitFor(u"registryDialog"_s);
    auto *table = m_fixture.find<QTableView>(u"registryTable"_s);
    if (!dialog || !QTest::qWaitFor([table] { return table->model()->rowCount() > 0; }))
        return false;
    table->selectRow(3);
    if (!visitDialog(u"registry"_s, dialog))
        return false;
    m_fixture.find<QAbstractButton>(u"registryEdit"_s)->click();
    QDialog *entry = waitFor(u"registryEntryDialog"_s);
    m_fixture.find<QLineEdit>(u"registryNameField"_s)->setText(u"Dock crane"_s);
    m_fixture.find<QLineEdit>(u"registryOperatorField"_s)
        ->setText(u"0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s);
    if (!visitDialog(u"identity"_s, entry))
        return false;
    entry->close();
    m_fixture.find<QAbstractButton>(u"registryRotate"_s)->click();
    QDialog *rotation = waitFor(u"rotateControllerDialog"_s);
    if (!visitDialog(u"rotate"_s, rotation))
        return false;
    rotation->close();
    dialog->close();
    return true;
}

bool FleetTour::conflict()
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
    if (!QTest::qWaitFor([table] { return !table->isColumnHidden(3); }) ||
        !visitDialog(u"conflict"_s, dialog))
        return false;
    dialog->close();
    return true;
}

bool FleetTour::messages()
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
    return shows(u"messageBar"_s) && visit(u"message"_s);
}

bool FleetTour::inventory()
{
    const auto service = std::make_shared<MemoryOrchestrator>();
    for (int number = 1; number <= 12; ++number)
        service->fleet.append(MemoryOrchestrator::machineNumber(number));
    Connection kept{service, u"Production"_s, u"https://fleet.example"_s, true, false};
    kept.profile.id = u"0123456789abcdef"_s;
    m_fixture.window->setConnection(kept);
    const auto complete = [this] { return m_fixture.text(u"statusCounts"_s).contains("complete"_L1); };
    if (!QTest::qWaitFor(complete) || !m_fixture.click(u"Forklift 5"_s))
        return false;
    service->fleet.remove(4, 2);
    m_fixture.action(u"actionRefresh"_s)->trigger();
    const auto *banner = m_fixture.find<MessageBar>(u"absenceBar"_s);
    if (!QTest::qWaitFor([banner] { return banner->text().contains("not found"_L1); }) || !visit(u"absent"_s))
        return false;
    service->listFailure =
        Error{ErrorCode::NetworkFailure, u"https://fleet.example does not answer."_s, {}, 0, {}};
    m_fixture.window->setConnection(kept);
    return shows(u"offlineBar"_s) && QTest::qWaitFor([this] { return m_fixture.names().size() == 12; }) &&
           m_fixture.click(u"Forklift 5"_s) && visit(u"offline"_s);
}

bool FleetTour::emptyPlaces()
{
    m_fixture.find<QLineEdit>(u"searchField"_s)->setText(u"submarine"_s);
    if (!visit(u"nomatch"_s))
        return false;
    m_fixture.find<QLineEdit>(u"searchField"_s)->clear();
    const auto service = std::make_shared<MemoryOrchestrator>();
    if (!m_fixture.openMemory(service) || !shows(u"emptyAction"_s) || !visit(u"empty"_s))
        return false;
    service->listFailure =
        Error{ErrorCode::NetworkFailure,
              u"https://fleet.example refused the connection. Check the address, or whether the "
              "service is running."_s,
              {},
              0,
              {}};
    return m_fixture.openMemory(service) && shows(u"emptyOtherAction"_s) && visit(u"fault"_s);
}

} // namespace muster
