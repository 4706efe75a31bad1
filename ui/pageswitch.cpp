// SPDX-License-Identifier: GPL-3.0-or-later
#include "pageswitch.h"

#include "auditlogpage.h"
#include "errorsentence.h"
#include "fleetpage.h"
#include "fleettable.h"
#include "messagebar.h"
#include "welcomepage.h"
#include "windowactions.h"

#include <QAction>
#include <QDir>

using namespace Qt::StringLiterals;

namespace muster {

PageSwitch::PageSwitch(FleetPage &fleet, const WindowActions &actions, MessageBar &message, QWidget *parent)
    : QStackedWidget(parent)
    , m_fleet(fleet)
    , m_actions(actions)
{
    addWidget(&fleet);
    m_audit = new AuditLogPage(this);
    add(*m_audit, *m_audit->table(), *actions.auditLog);
    m_welcome = new WelcomePage(this);
    add(*m_welcome, *m_welcome->firstWay(), *actions.welcome);
    connect(actions.history, &QAction::triggered, this, &PageSwitch::showHistory);
    connect(m_audit, &AuditLogPage::exported, &message, [bar = &message](const QString &path, qint64 events) {
        bar->say(MessageBar::Kind::Done, tr("The audit log was written to %1. Events: %2.")
                                             .arg(QDir::toNativeSeparators(path))
                                             .arg(events));
    });
    connect(m_audit, &AuditLogPage::exportFailed, &message, [bar = &message](const Error &error) {
        bar->say(MessageBar::Kind::Fault, tr("The audit log was not exported. %1").arg(errorSentence(error)));
    });
}

void PageSwitch::add(QWidget &page, QWidget &focus, QAction &action)
{
    addWidget(&page);
    m_pageActions.append(&action);
    connect(&action, &QAction::toggled, this, [this, &page, &focus, &action](bool shown) {
        for (QAction *other : std::as_const(m_pageActions)) {
            if (shown && other != &action)
                other->setChecked(false);
        }
        setCurrentWidget(shown ? &page : &m_fleet);
        emit pageChanged();
        if (shown)
            focus.setFocus();
        else
            m_fleet.table()->setFocus();
    });
}

bool PageSwitch::showsFleet() const
{
    return currentWidget() == &m_fleet;
}

bool PageSwitch::showsAudit() const
{
    return currentWidget() == m_audit;
}

void PageSwitch::showFleet()
{
    for (QAction *action : std::as_const(m_pageActions))
        action->setChecked(false);
}

void PageSwitch::setConnection(const Connection &connection)
{
    m_audit->setOrchestrator(connection.orchestrator);
    m_actions.welcome->setChecked(false);
}

void PageSwitch::showHistory()
{
    const auto machine = m_fleet.currentMachine();
    if (!machine)
        return;
    m_audit->showHistoryOf(machine->id);
    m_actions.auditLog->setChecked(true);
}

} // namespace muster
