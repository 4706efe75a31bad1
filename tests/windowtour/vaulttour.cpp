// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaulttour.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QTabWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace muster {

VaultTour::VaultTour(ThemeChoice theme, const QSize &size, TourVisit visit)
    : m_visit(std::move(visit))
{
    m_place.action(theme == ThemeChoice::Dark ? u"actionThemeDark"_s : u"actionThemeLight"_s)->trigger();
    m_place.window->resize(size);
}

bool VaultTour::takeAll()
{
    return makeVault() && keys() && dialogsOfTheMenu() && dialogsOfFiles();
}

bool VaultTour::visit(const QString &name)
{
    return m_visit({name, *m_place.window, nullptr});
}

bool VaultTour::visitDialog(const QString &name, const QString &dialog)
{
    QDialog *shown = m_place.shown(dialog);
    return shown && m_visit({name, *shown, m_place.window.get()});
}

bool VaultTour::close(const QString &dialog)
{
    m_place.dialog(dialog)->reject();
    return m_place.gone(dialog);
}

bool VaultTour::visitCommand(const QString &name, const QString &action, const QString &dialog)
{
    m_place.action(action)->trigger();
    return visitDialog(name, dialog) && close(dialog);
}

bool VaultTour::visitFileCommand(const QString &name, const QString &action, const QString &fileDialog,
                                 const QString &path, const QString &dialog)
{
    m_place.action(action)->trigger();
    return m_place.chooseFile(fileDialog, path) && visitDialog(name, dialog) && close(dialog);
}

bool VaultTour::makeVault()
{
    if (!m_place.openKeys() || !visit(u"novault"_s))
        return false;
    m_place.find<QWidget>(u"keysPage"_s)->findChild<QAbstractButton *>(u"emptyAction"_s)->click();
    if (!m_place.shown(u"createVaultDialog"_s))
        return false;
    m_place.probe().type(u"newPassphrase"_s, u"gravel mitten opaque walnut"_s);
    m_place.probe().type(u"repeatPassphrase"_s, u"gravel mitten"_s);
    return visitDialog(u"createvault"_s, u"createVaultDialog"_s) && close(u"createVaultDialog"_s) &&
           m_place.makeVaultHere() && visit(u"nokeys"_s);
}

bool VaultTour::keys()
{
    m_place.action(u"actionImportKeys"_s)->trigger();
    if (!m_place.shown(u"importKeysDialog"_s))
        return false;
    auto *tabs = m_place.find<QTabWidget>(u"importTabs"_s);
    if (!visitDialog(u"importfiles"_s, u"importKeysDialog"_s))
        return false;
    tabs->setCurrentIndex(2);
    if (!visitDialog(u"importhex"_s, u"importKeysDialog"_s))
        return false;
    tabs->setCurrentIndex(1);
    m_place.probe().type(u"mnemonicField"_s,
                         u"test test test test test test test test test test test junk"_s);
    m_place.probe().click(u"readKeys"_s);
    if (!visitDialog(u"importkeys"_s, u"importKeysDialog"_s))
        return false;
    m_place.probe().click(u"vaultAccept"_s);
    if (!m_place.gone(u"importKeysDialog"_s) || !m_place.importHex(QString(63, u'0') + u'1'))
        return false;
    m_place.find<QTableView>(u"keyTable"_s)->selectRow(0);
    return visit(u"keys"_s);
}

bool VaultTour::dialogsOfTheMenu()
{
    return visitCommand(u"createkey"_s, u"actionCreateKey"_s, u"createKeyDialog"_s) &&
           visitCommand(u"renamekey"_s, u"actionRenameKey"_s, u"renameKeyDialog"_s) &&
           visitCommand(u"deletekey"_s, u"actionDeleteKey"_s, u"deleteKeyDialog"_s) &&
           visitCommand(u"passphrase"_s, u"actionChangePassphrase"_s, u"changePassphraseDialog"_s) &&
           visitCommand(u"autolock"_s, u"actionAutoLock"_s, u"autoLockDialog"_s) &&
           visitCommand(u"signmessage"_s, u"actionSignMessage"_s, u"signMessageDialog"_s) &&
           visitCommand(u"verifyempty"_s, u"actionVerify"_s, u"verifyDialog"_s);
}

bool VaultTour::dialogsOfFiles()
{
    const QString backup = m_place.folder.filePath(u"muster-keys.backup"_s);
    if (!visitFileCommand(u"exportkey"_s, u"actionExportKey"_s, u"exportFileDialog"_s,
                          m_place.folder.filePath(u"key.json"_s), u"exportKeyDialog"_s) ||
        !visitFileCommand(u"exportall"_s, u"actionExportAll"_s, u"exportFolderDialog"_s,
                          m_place.folder.path(), u"exportKeyDialog"_s))
        return false;
    m_place.action(u"actionBackUp"_s)->trigger();
    const auto written = [this] { return m_place.message().contains("holds every key"_L1); };
    if (!m_place.chooseFile(u"backupFileDialog"_s, backup) || !QTest::qWaitFor(written, 20'000) ||
        !visitFileCommand(u"restore"_s, u"actionRestore"_s, u"restoreFileDialog"_s, backup,
                          u"restoreVaultDialog"_s))
        return false;
    m_place.vault->lock(VaultDesk::LockReason::Idle);
    return m_place.waitFor(VaultDesk::State::Locked) &&
           visitCommand(u"unlock"_s, u"actionUnlock"_s, u"unlockDialog"_s);
}

} // namespace muster
