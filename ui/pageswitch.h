// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"

#include <QStackedWidget>

namespace muster {

class AuditLogPage;
class FleetPage;
class MessageBar;
struct WindowActions;

/// The window's pages, one at a time: the fleet, and the audit log in its place.
class PageSwitch : public QStackedWidget
{
    Q_OBJECT

public:
    /// All of them outlive the switch.
    PageSwitch(FleetPage &fleet, const WindowActions &actions, MessageBar &message,
               QWidget *parent = nullptr);

    bool showsFleet() const;
    void showFleet();
    AuditLogPage &audit() { return *m_audit; }
    void setConnection(const Connection &connection);

signals:
    /// Another page is shown.
    void pageChanged();

private:
    void show(bool audit);
    void showHistory();

    FleetPage &m_fleet;
    const WindowActions &m_actions;
    AuditLogPage *m_audit = nullptr;
};

} // namespace muster
