// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverdock.h"

#include "errorsentence.h"
#include "glyph.h"
#include "messagebar.h"
#include "serverpanel.h"
#include "serversettingsdialog.h"
#include "serverswitch.h"
#include "settings.h"
#include "windowactions.h"

using namespace Qt::StringLiterals;

namespace muster {

ServerDock::ServerDock(ServerSwitch &server, const WindowActions &actions, MessageBar &messages,
                       Settings &settings, QWidget *parent)
    : QDockWidget(tr("Server"), parent)
    , m_server(server)
    , m_actions(actions)
    , m_messages(messages)
    , m_settings(settings)
    , m_panel(new ServerPanel(server, actions.server, this))
{
    setObjectName(u"serverDock"_s);
    setFeatures(DockWidgetClosable | DockWidgetMovable);
    setAllowedAreas(Qt::TopDockWidgetArea | Qt::BottomDockWidgetArea);
    setWidget(m_panel);
    toggleViewAction()->setText(tr("Ser&ver panel"));
    toggleViewAction()->setIcon(glyph(u"layout-bottombar"_s));
    m_panel->setPort(m_settings.serverSettings().port);
    connect(m_actions.server, &QAction::triggered, this, [this](bool on) {
        if (on)
            start(m_settings.serverSettings().port);
        else
            m_server.stop();
    });
    connect(m_actions.copyEnvironment, &QAction::triggered, m_panel, &ServerPanel::copyEnvironment);
    connect(m_actions.serverSettings, &QAction::triggered, this, &ServerDock::openSettings);
    connect(&m_server, &ServerSwitch::changed, this, &ServerDock::showState);
    // A key that is shown once must not be missed.
    connect(&m_server, &ServerSwitch::keyMade, this, &QWidget::show);
    connect(&m_server, &ServerSwitch::keyFailed, this, [this](const Error &error) {
        m_messages.say(MessageBar::Kind::Fault,
                       tr("No new API key was made; the old one still stands. %1").arg(errorSentence(error)));
    });
    connect(&m_server, &ServerSwitch::failed, this, &ServerDock::sayFault);
    showState();
}

void ServerDock::start(quint16 port)
{
    m_actions.server->setEnabled(false);
    show();
    m_server.setKeyDemanded(m_settings.serverSettings().keyDemanded);
    m_server.start(port);
}

void ServerDock::openSettings()
{
    auto *dialog = new ServerSettingsDialog(m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] { m_panel->setPort(m_settings.serverSettings().port); });
    dialog->open();
}

void ServerDock::showState()
{
    const bool on = m_server.isRunning();
    m_actions.server->setEnabled(true);
    m_actions.server->setChecked(on);
    m_actions.server->setIcon(glyph(u"server-2"_s, on ? Tone::Positive : Tone::Text));
    m_actions.copyEnvironment->setEnabled(on);
}

void ServerDock::sayFault(const Error &error)
{
    showState();
    const QString sentence = tr("The server is not running. %1").arg(error.message);
    const int free = error.details.value("freePort"_L1).toInt();
    if (free <= 0) {
        m_messages.say(MessageBar::Kind::Fault, sentence);
        return;
    }
    //: %1: number of a port that is free
    m_messages.say(MessageBar::Kind::Fault, sentence, tr("Use port %1").arg(free),
                   [this, free] { start(static_cast<quint16>(free)); });
}

} // namespace muster
