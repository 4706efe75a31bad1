// SPDX-License-Identifier: GPL-3.0-or-later
#include "freshprofile.h"

#include <QFileDialog>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr ScryptCost kQuick{1024, 1, 1};

} // namespace

FreshProfile::FreshProfile()
{
    qputenv("XDG_DATA_HOME", folder.filePath(u"data"_s).toUtf8());
    qputenv("XDG_CONFIG_HOME", folder.filePath(u"config"_s).toUtf8());
}

FreshProfile::~FreshProfile()
{
    quit();
}

bool FreshProfile::start()
{
    settings = std::make_unique<Settings>();
    WorkspaceOptions options = workspaceOptionsFrom(*settings);
    options.folder = defaultDataFolder();
    m_vault = std::make_unique<VaultDesk>(options.folder + u"/vault"_s, options.folder + u"/signing.jsonl"_s,
                                          m_clock, kQuick);
    m_desk = std::make_unique<SigningDesk>();
    m_desk->setVault(*m_vault);
    connector = std::make_unique<DesktopConnector>(options);
    server = std::make_unique<DesktopServer>(*connector);
    window = std::make_unique<MainWindow>(*connector, server.get(), *m_desk, *settings);
    m_vault->open();
    window->show();
    window->openLastPlace();
    window->activateWindow();
    return QTest::qWaitForWindowActive(window.get()) &&
           QTest::qWaitFor([this] { return m_vault->state() == VaultDesk::State::None; });
}

void FreshProfile::quit()
{
    if (window)
        window->close();
    window.reset();
    server.reset();
    connector.reset();
    m_desk.reset();
    m_vault.reset();
    settings.reset();
}

bool FreshProfile::startAgain()
{
    quit();
    return start();
}

bool FreshProfile::isAt(const QString &title) const
{
    return QTest::qWaitFor(
        [&] {
            return label(u"placeTitle"_s) == title && label(u"statusCounts"_s).contains("complete"_L1) &&
                   window->findChild<QWidget *>(u"fleetPage"_s)->isVisible();
        },
        20'000);
}

bool FreshProfile::chooseFolder(const QString &path) const
{
    auto *dialog = shown<QFileDialog>(u"workspaceFolderDialog"_s);
    if (!dialog)
        return false;
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    return QTest::qWaitFor([this] { return !window->findChild<QFileDialog *>(); });
}

} // namespace muster
