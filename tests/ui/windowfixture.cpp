// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include "memoryorchestrator.h"
#include "sqlevidencestore.h"
#include "sqlinventorystore.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

namespace {

constexpr ScryptCost kQuick{1024, 1, 1};

} // namespace

WindowFixture::WindowFixture(int forklifts, Keys keys)
    : settings(std::make_unique<Settings>(folder.filePath(u"muster.ini"_s)))
    , evidence(
          [path = folder.filePath(u"evidence.db"_s)]() -> Result<std::unique_ptr<EvidenceStore>> {
              return SqlEvidenceStore::open(path);
          },
          recordText, clock)
{
    auto opened = WindowWorkspace::open(folder.filePath(u"workspace"_s));
    if (!opened)
        qFatal("%s", qUtf8Printable(opened.error().message));
    workspace = std::move(*opened);
    for (int number = 1; number <= forklifts; ++number) {
        if (const auto added = workspace->addForklift(number); !added)
            qFatal("%s", qUtf8Printable(added.error().message));
    }
    connector.workspace = workspace->orchestrator();
    connector.registry = workspace->registry();
    desk.setEvidence(evidence);
    start(keys);
}

void WindowFixture::start(Keys keys)
{
    if (keys == Keys::InAVault) {
        vault = std::make_unique<VaultDesk>(folder.filePath(u"vault"_s), folder.filePath(u"signing.jsonl"_s),
                                            clock, kQuick);
        grants = std::make_unique<GrantDesk>(*vault, clock);
        desk.setVault(*vault);
        desk.setGrants(*grants);
        vault->open();
    }
    inventory = std::make_unique<InventoryDesk>(
        [path = folder.filePath(u"inventory.db"_s)]() -> Result<std::unique_ptr<InventoryStore>> {
            return SqlInventoryStore::open(path);
        },
        clock);
    window = std::make_unique<MainWindow>(connector, &server, desk, *settings);
    window->setInventory(*inventory);
    // Screens of tests are small.
    window->resize(window->sizeHint());
}

void WindowFixture::quit()
{
    window.reset();
    inventory.reset();
    grants.reset();
    vault.reset();
}

WindowFixture::~WindowFixture()
{
    window.reset();
    connector.workspace.reset();
    connector.registry.reset();
}

bool WindowFixture::open()
{
    window->show();
    window->openWorkspace();
    return QTest::qWaitForWindowExposed(window.get()) &&
           QTest::qWaitFor([this] { return text(u"statusCounts"_s).contains("complete"_L1); });
}

bool WindowFixture::openMemory(const std::shared_ptr<MemoryOrchestrator> &service)
{
    window->show();
    window->setConnection(Connection{service, u"fleet.example"_s, u"https://fleet.example"_s, true, false});
    return QTest::qWaitForWindowExposed(window.get()) &&
           QTest::qWaitFor([this] { return !text(u"statusCounts"_s).contains("loading"_L1); });
}

QTableView *WindowFixture::table() const
{
    return find<QTableView>(u"fleetTable"_s);
}

QStringList WindowFixture::names() const
{
    QStringList found;
    const QAbstractItemModel *model = table()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        found.append(model->index(row, 0).data().toString());
    return found;
}

bool WindowFixture::click(const QString &name) const
{
    const auto row = static_cast<int>(names().indexOf(name));
    if (row < 0)
        return false;
    const QRect cell = table()->visualRect(table()->model()->index(row, 0));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, cell.center());
    return table()->currentIndex().row() == row;
}

bool WindowFixture::press(const QKeySequence &keys) const
{
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window.get()))
        return false;
    QTest::keySequence(window.get(), keys);
    return true;
}

QString WindowFixture::text(const QString &labelName) const
{
    const auto *label = find<QLabel>(labelName);
    return label ? label->text() : QString();
}

QDialog *WindowFixture::dialog(const QString &name) const
{
    auto *found = find<QDialog>(name);
    return found && found->isVisible() ? found : nullptr;
}

} // namespace muster
