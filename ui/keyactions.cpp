// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyactions.h"

#include "glyph.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(KeyActions)
};

QAction *make(QWidget *window, const QString &name, const QString &icon, const QString &text,
              const QString &tip)
{
    auto *action = new QAction(glyph(icon), text, window);
    action->setObjectName(name);
    action->setStatusTip(tip);
    action->setIconText(QString(text).remove(u'&').remove(u'…'));
    window->addAction(action);
    return action;
}

} // namespace

KeyActions::KeyActions(QWidget *window)
    : showPage(make(window, u"actionKeys"_s, u"key"_s, Words::tr("&Keys"),
                    Words::tr("Show the keys of the vault in place of the fleet")))
    , unlock(make(window, u"actionUnlock"_s, u"lock-open"_s, Words::tr("&Unlock…"),
                  Words::tr("Ask for the passphrase and open the vault")))
    , lock(make(window, u"actionLock"_s, u"lock"_s, Words::tr("&Lock"),
                Words::tr("Forget the passphrase and every key now")))
    , create(make(window, u"actionCreateKey"_s, u"plus"_s, Words::tr("&Create a key…"),
                  Words::tr("Make a new private key in the vault")))
    , import(make(window, u"actionImportKeys"_s, u"download"_s, Words::tr("&Import keys…"),
                  Words::tr("Bring keys in from files, a mnemonic or hex digits")))
    , rename(make(window, u"actionRenameKey"_s, u"pencil"_s, Words::tr("&Rename…"),
                  Words::tr("Give the selected key another name")))
    , exportOne(make(window, u"actionExportKey"_s, u"upload"_s, Words::tr("&Export…"),
                     Words::tr("Write the selected key encrypted, for other programs")))
    , remove(make(window, u"actionDeleteKey"_s, u"trash"_s, Words::tr("&Delete…"),
                  Words::tr("Delete the selected key for good")))
    , signMessage(make(window, u"actionSignMessage"_s, u"pencil"_s, Words::tr("&Sign a message…"),
                       Words::tr("Sign any text with a key held here")))
    , verify(make(window, u"actionVerify"_s, u"shield-question"_s, Words::tr("&Verify a signature…"),
                  Words::tr("See who signed a message")))
    , backUp(make(window, u"actionBackUp"_s, u"shield-check"_s, Words::tr("&Back up the vault…"),
                  Words::tr("Write all keys into one encrypted file")))
    , restore(make(window, u"actionRestore"_s, u"refresh"_s, Words::tr("Res&tore a backup…"),
                   Words::tr("Put the keys of a backup in place")))
    , exportAll(make(window, u"actionExportAll"_s, u"upload"_s, Words::tr("Export &all keys…"),
                     Words::tr("Write every key encrypted into a folder, for other programs")))
    , changePassphrase(make(window, u"actionChangePassphrase"_s, u"pencil"_s,
                            Words::tr("Change the &passphrase…"),
                            Words::tr("Put another passphrase in place of the vault's")))
    , autoLock(make(window, u"actionAutoLock"_s, u"lock"_s, Words::tr("Auto-loc&k…"),
                    Words::tr("When the vault locks itself")))
{
    showPage->setCheckable(true);
    showPage->setShortcut(Qt::CTRL | Qt::Key_K);
    lock->setShortcut(Qt::CTRL | Qt::Key_L);
    showPage->setToolTip(Words::tr("Keys of the vault in place of the fleet (%1)")
                             .arg(showPage->shortcut().toString(QKeySequence::NativeText)));
}

void KeyActions::addMenu(QMenuBar &bar) const
{
    auto *menu = new QMenu(Words::tr("&Keys"), &bar);
    menu->setObjectName(u"menuKeys"_s);
    menu->addAction(showPage);
    menu->addSeparator();
    menu->addActions({unlock, lock, autoLock});
    menu->addSeparator();
    menu->addActions({create, import, rename, exportOne, remove});
    menu->addSeparator();
    menu->addActions({signMessage, verify});
    menu->addSeparator();
    menu->addActions({backUp, restore, exportAll, changePassphrase});
    const QList<QAction *> menus = bar.actions();
    bar.insertMenu(menus.isEmpty() ? nullptr : menus.last(), menu);
}

} // namespace muster
