// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QMenuBar;
class QWidget;

namespace muster {

/// Every command on keys, made once: the page, the menu and the context menu show the same ones. Owned by the
/// window.
struct KeyActions
{
    explicit KeyActions(QWidget *window);

    QAction *showPage; ///< checkable: the keys in place of the fleet
    QAction *unlock;
    QAction *lock;
    QAction *create;
    QAction *import;
    QAction *rename;
    QAction *exportOne;
    QAction *remove;
    QAction *signMessage;
    QAction *verify;
    QAction *backUp;
    QAction *restore;
    QAction *exportAll;
    QAction *changePassphrase;
    QAction *autoLock;

    /// A menu of its own before the last one.
    void addMenu(QMenuBar &bar) const;
};

} // namespace muster
