// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QMainWindow;
class QMenu;
class QPoint;

namespace muster {

struct WindowActions;
class PlaceBand;
class SearchField;
class StatusMenu;

/// Fills the menu bar; every command has its place there. `serverPanelToggle` may be null.
void buildMenus(QMainWindow &window, const WindowActions &actions, QMenu &placesMenu, StatusMenu &statusMenu,
                QMenu &columnsMenu, QAction *detailsToggle, QAction *serverPanelToggle);
/// The one toolbar: commands left, search and the server's switch right; under it, across the window, the
/// place.
void buildToolBar(QMainWindow &window, const WindowActions &actions, SearchField *search, PlaceBand *band);
/// The commands on the current machine, at a place of the screen.
void showMachineMenu(QMainWindow &window, const WindowActions &actions, StatusMenu &statusMenu,
                     const QPoint &globalPosition);
/// Shows or hides the search in the toolbar.
void showSearch(QMainWindow &window, const SearchField &search, bool shown);

} // namespace muster
