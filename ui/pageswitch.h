// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"

#include <QList>
#include <QStackedWidget>

class QAction;

namespace muster {

class AuditLogPage;
class FleetPage;
class MessageBar;
class WelcomePage;
struct WindowActions;

/// The window's pages, one at a time: the fleet, and the welcome or the audit log in its place.
class PageSwitch : public QStackedWidget
{
    Q_OBJECT

public:
    /// All of them outlive the switch.
    PageSwitch(FleetPage &fleet, const WindowActions &actions, MessageBar &message,
               QWidget *parent = nullptr);

    /// A page in place of the fleet while `action` is checked; `focus` is where the keyboard goes. All three
    /// outlive the switch or are its children.
    void add(QWidget &page, QWidget &focus, QAction &action);

    bool showsFleet() const;
    bool showsAudit() const;
    void showFleet();
    AuditLogPage &audit() { return *m_audit; }
    WelcomePage &welcome() { return *m_welcome; }
    /// A place is there now, so that its fleet takes the place of the welcome.
    void setConnection(const Connection &connection);

signals:
    /// Another page is shown.
    void pageChanged();

private:
    void showHistory();

    FleetPage &m_fleet;
    const WindowActions &m_actions;
    AuditLogPage *m_audit = nullptr;
    WelcomePage *m_welcome = nullptr;
    QList<QAction *> m_pageActions; ///< at most one is checked
};

} // namespace muster
