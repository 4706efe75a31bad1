// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultwindow.h"

#include "messagebar.h"

#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster {

VaultWindow::VaultWindow()
    : WindowFixture(0, Keys::InAVault)
{}

bool VaultWindow::openKeys()
{
    const auto judged = [this] { return vault->state() != VaultDesk::State::Unknown; };
    if (!open() || !QTest::qWaitFor(judged))
        return false;
    action(u"actionKeys"_s)->trigger();
    return find<QWidget>(u"keysPage"_s)->isVisible();
}

bool VaultWindow::makeVault()
{
    return openKeys() && makeVaultHere();
}

bool VaultWindow::makeVaultHere()
{
    find<QWidget>(u"keysPage"_s)->findChild<QAbstractButton *>(u"emptyAction"_s)->click();
    if (!shown(u"createVaultDialog"_s))
        return false;
    probe().type(u"newPassphrase"_s, QString::fromLatin1(kPassphrase));
    probe().type(u"repeatPassphrase"_s, QString::fromLatin1(kPassphrase));
    probe().click(u"vaultAccept"_s);
    if (!waitFor(VaultDesk::State::Unlocked) || !gone(u"createVaultDialog"_s))
        return false;
    QDialog *import = shown(u"importKeysDialog"_s);
    if (import)
        import->reject();
    return gone(u"importKeysDialog"_s);
}

bool VaultWindow::startAgain()
{
    quit();
    start(Keys::InAVault);
    return openKeys();
}

bool VaultWindow::unlock()
{
    action(u"actionUnlock"_s)->trigger();
    if (!shown(u"unlockDialog"_s))
        return false;
    probe().type(u"passphraseField"_s, QString::fromLatin1(kPassphrase));
    probe().click(u"vaultAccept"_s);
    return gone(u"unlockDialog"_s) && waitFor(VaultDesk::State::Unlocked);
}

QString VaultWindow::emptyTitle() const
{
    return find<QWidget>(u"keysPage"_s)->findChild<QLabel *>(u"emptyTitle"_s)->text();
}

bool VaultWindow::waitFor(VaultDesk::State state) const
{
    return QTest::qWaitFor([this, state] { return vault->state() == state; }, 20'000);
}

QDialog *VaultWindow::shown(const QString &dialog) const
{
    return QTest::qWaitFor([&] { return this->dialog(dialog) != nullptr; }) ? this->dialog(dialog) : nullptr;
}

bool VaultWindow::gone(const QString &dialog) const
{
    return QTest::qWaitFor([&] { return find<QDialog>(dialog) == nullptr; }, 20'000);
}

bool VaultWindow::importHex(const QString &hex)
{
    const qsizetype before = vault->keys().size();
    action(u"actionImportKeys"_s)->trigger();
    if (!shown(u"importKeysDialog"_s))
        return false;
    find<QTabWidget>(u"importTabs"_s)->setCurrentIndex(2);
    probe().type(u"hexField"_s, hex);
    probe().click(u"readKeys"_s);
    probe().click(u"vaultAccept"_s);
    return gone(u"importKeysDialog"_s) && vault->keys().size() == before + 1;
}

QString VaultWindow::status() const
{
    return find<QToolButton>(u"statusVault"_s)->text();
}

QString VaultWindow::message() const
{
    return window->findChild<MessageBar *>()->text();
}

bool VaultWindow::chooseFile(const QString &fileDialog, const QString &path) const
{
    auto *dialog = qobject_cast<QFileDialog *>(shown(fileDialog));
    if (!dialog)
        return false;
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    return QTest::qWaitFor([&] { return find<QDialog>(fileDialog) == nullptr; });
}

} // namespace muster
