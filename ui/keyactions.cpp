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

QAction *make(QWidget *window, const QString &name, const QString &icon, const QString &text)
{
    auto *action = new QAction(text, window);
    action->setObjectName(name);
    if (!icon.isEmpty())
        action->setIcon(glyph(icon));
    action->setIconText(QString(action->text()).remove(u'&').remove(u'…'));
    window->addAction(action);
    return action;
}

} // namespace

KeyActions::KeyActions(QWidget *window)
    : showPage(make(window, u"actionKeys"_s, u"key"_s, Words::tr("&Keys")))
    , unlock(make(window, u"actionUnlock"_s, u"lock-open"_s, Words::tr("&Unlock…")))
    , lock(make(window, u"actionLock"_s, u"lock"_s, Words::tr("&Lock")))
    , create(make(window, u"actionCreateKey"_s, u"plus"_s, Words::tr("&Create a key…")))
    , import(make(window, u"actionImportKeys"_s, u"download"_s, Words::tr("&Import keys…")))
    , rename(make(window, u"actionRenameKey"_s, u"pencil"_s, Words::tr("&Rename…")))
    , exportOne(make(window, u"actionExportKey"_s, u"upload"_s, Words::tr("&Export…")))
    , remove(make(window, u"actionDeleteKey"_s, u"trash"_s, Words::tr("&Delete…")))
    , backUp(make(window, u"actionBackUp"_s, u"shield-check"_s, Words::tr("&Back up the vault…")))
    , restore(make(window, u"actionRestore"_s, u"refresh"_s, Words::tr("Res&tore a backup…")))
    , exportAll(make(window, u"actionExportAll"_s, QString(), Words::tr("Export &all keys…")))
    , changePassphrase(
          make(window, u"actionChangePassphrase"_s, QString(), Words::tr("Change the &passphrase…")))
    , autoLock(make(window, u"actionAutoLock"_s, QString(), Words::tr("Auto-loc&k…")))
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
    menu->addActions({backUp, restore, exportAll, changePassphrase});
    const QList<QAction *> menus = bar.actions();
    bar.insertMenu(menus.isEmpty() ? nullptr : menus.last(), menu);
}

} // namespace muster
