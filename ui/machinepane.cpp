// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinepane.h"

#include "detailspane.h"
#include "machinejsonview.h"
#include "serverswitch.h"

#include <QAction>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster {

MachinePane::MachinePane(ServerSwitch *server, QAction &history, QWidget *parent)
    : QTabWidget(parent)
    , m_server(server)
    , m_details(new DetailsPane(this))
    , m_json(new MachineJsonView(this))
{
    setObjectName(u"machinePane"_s);
    setDocumentMode(true);
    addTab(m_details, tr("Record"));
    addTab(m_json, tr("JSON"));
    auto *audit = new QToolButton(this);
    audit->setObjectName(u"paneHistory"_s);
    audit->setDefaultAction(&history);
    audit->setAutoRaise(true);
    setCornerWidget(audit);
    if (m_server)
        connect(m_server, &ServerSwitch::changed, this, &MachinePane::followServer);
    followServer();
}

QSize MachinePane::sizeHint() const
{
    return {m_details->sizeHint().width(), QTabWidget::sizeHint().height()};
}

void MachinePane::setEvidence(EvidenceDesk &evidence)
{
    m_details->setEvidence(evidence);
}

void MachinePane::setConnection(const Connection &connection)
{
    m_connection = connection;
    m_json->setOrchestrator(connection.orchestrator);
    followServer();
}

void MachinePane::setMachine(const std::optional<Machine> &machine)
{
    m_details->setMachine(machine);
    m_json->setMachine(machine);
}

void MachinePane::followServer()
{
    QUrl service;
    if (m_connection.remote)
        service = QUrl(m_connection.place);
    else if (m_server && m_server->isRunning())
        service = m_server->url();
    m_json->setService(service,
                       tr("Switch the server on first: nobody reaches this workspace from outside."));
}

} // namespace muster
