// SPDX-License-Identifier: GPL-3.0-or-later
#include "statusline.h"

#include "clock.h"
#include "fleetpage.h"
#include "glyph.h"
#include "grantbutton.h"
#include "iconlabel.h"
#include "machinewords.h"
#include "serverswitch.h"
#include "signingdesk.h"
#include "unlockdialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <chrono>

using namespace Qt::StringLiterals;

namespace muster {

StatusLine::StatusLine(FleetPage &fleet, ServerSwitch *server, SigningDesk &desk, QWidget *parent)
    : QStatusBar(parent)
    , m_fleet(fleet)
    , m_server(server)
    , m_desk(desk)
    , m_counts(new QLabel(this))
    , m_serverButton(new QToolButton(this))
    , m_keysIcon(new IconLabel(1.1, this))
    , m_keys(new QLabel(this))
    , m_vault(new QToolButton(this))
    , m_memoryIcon(new IconLabel(1.1, this))
    , m_memory(new QLabel(this))
{
    setObjectName(u"statusLine"_s);
    setSizeGripEnabled(false);
    setContentsMargins(fontMetrics().height() / 2, 0, fontMetrics().height() / 2, 0);
    m_counts->setObjectName(u"statusCounts"_s);
    m_serverButton->setObjectName(u"statusServer"_s);
    m_serverButton->setAutoRaise(true);
    m_serverButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_serverButton->setToolTip(tr("Show the server panel"));
    m_keys->setObjectName(u"statusKeys"_s);
    m_keys->setToolTip(tr("Controller keys typed here stay in locked memory until the program ends."));
    m_memory->setObjectName(u"statusMemory"_s);
    m_memory->setText(tr("Memory is not locked"));
    m_memory->setToolTip(
        tr("The system refused to lock memory, so keys may reach the swap file. Raise the limit of "
           "locked memory (ulimit -l) and start again."));
    m_keysIcon->setGlyph(u"key"_s, Tone::Muted);
    m_memoryIcon->setGlyph(u"lock-open"_s, Tone::Caution);
    addWidget(m_counts, 1);
    addPermanentWidget(m_serverButton);
    addBlock(m_keysIcon, m_keys);
    if (m_desk.grants())
        addPermanentWidget(new GrantButton(*m_desk.grants(), this));
    addPermanentWidget(m_vault);
    addBlock(m_memoryIcon, m_memory);

    connect(&m_fleet, &FleetPage::contentChanged, this, &StatusLine::showCounts);
    connect(&m_desk, &SigningDesk::keysChanged, this, &StatusLine::showKeys);
    connect(m_serverButton, &QToolButton::clicked, this, &StatusLine::serverPanelAsked);
    m_serverButton->setVisible(m_server != nullptr);
    if (m_server)
        connect(m_server, &ServerSwitch::changed, this, &StatusLine::showServer);
    buildVault();
    showCounts();
    showServer();
    showKeys();
    showVault();
}

void StatusLine::buildVault()
{
    m_vault->setObjectName(u"statusVault"_s);
    m_vault->setAutoRaise(true);
    m_vault->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_vault->setToolTip(tr("Show the keys of the vault"));
    connect(m_vault, &QToolButton::clicked, this, &StatusLine::vaultAsked);
    if (const VaultDesk *vault = m_desk.vault()) {
        connect(vault, &VaultDesk::stateChanged, this, &StatusLine::showVault);
        connect(vault, &VaultDesk::keysChanged, this, &StatusLine::showVault);
        connect(&m_minute, &QTimer::timeout, this, &StatusLine::showVault);
        m_minute.start(std::chrono::minutes(1));
    }
}

void StatusLine::addBlock(QWidget *icon, QWidget *words)
{
    addPermanentWidget(icon);
    addPermanentWidget(words);
}

void StatusLine::showCounts()
{
    const int all = m_fleet.model().rowCount();
    const int shown = m_fleet.filter().rowCount();
    const int hidden = m_fleet.filter().hiddenArchivedCount();
    const bool filtered = !m_fleet.filter().filterText().trimmed().isEmpty();
    const int reachable = all - hidden;
    const QString machines = reachable == 1 ? tr("1 machine") : tr("%n machines", nullptr, reachable);
    //: %1: how many are shown; %2: a count like 12 machines
    QString text = filtered ? tr("%1 of %2").arg(QString::number(shown), machines) : machines;
    if (all == 0 && !m_fleet.model().isLoading() && !m_fleet.model().isComplete())
        text = tr("No machines loaded");
    else if (m_fleet.model().isOffline() && !m_fleet.model().isLoading())
        text += tr(", offline");
    else if (m_fleet.model().isLoading())
        text += tr(", loading…");
    else if (m_fleet.model().isComplete())
        text += tr(", complete");
    else
        text += tr(", not all loaded");
    if (hidden > 0)
        text += tr(" – %n archived hidden", nullptr, hidden);
    m_counts->setText(text);
}

void StatusLine::showServer()
{
    const bool on = m_server && m_server->isRunning();
    m_serverButton->setIcon(glyph(u"server-2"_s, on ? Tone::Positive : Tone::Muted));
    m_serverButton->setText(on ? tr("Server on: %1").arg(m_server->url().toString()) : tr("Server off"));
}

void StatusLine::showVault()
{
    const VaultDesk *vault = m_desk.vault();
    m_vault->setVisible(vault != nullptr);
    if (!vault)
        return;
    const bool open = vault->state() == VaultDesk::State::Unlocked;
    m_vault->setIcon(glyph(open ? u"lock-open"_s : u"lock"_s, open ? Tone::Accent : Tone::Muted));
    switch (vault->state()) {
    case VaultDesk::State::Unknown:
        m_vault->setText(tr("Vault: opening…"));
        return;
    case VaultDesk::State::None:
        m_vault->setText(tr("No key vault"));
        return;
    case VaultDesk::State::Refused:
        m_vault->setText(tr("Vault: cannot be opened"));
        return;
    case VaultDesk::State::Locked:
    case VaultDesk::State::Unlocked:
        break;
    }
    // Whoever notes it down can tell later that the journal's end was not cut off.
    m_vault->setToolTip(vault->journalHead().isEmpty()
                            ? tr("Show the keys of the vault")
                            : tr("Show the keys of the vault. The signing journal's last entry: %1")
                                  .arg(QLatin1StringView(vault->journalHead())));
    const auto backup = vault->lastBackup();
    const QString age = backup ? tr("backup %1").arg(machinewords::relativeTime(*backup, SystemClock().now()))
                               : tr("no backup");
    //: %1: why, a sentence; %2: like 'backup 3 days ago'
    m_vault->setText(open ? tr("Vault unlocked, %1").arg(age)
                          : tr("Vault locked, %1. %2").arg(age, lockSentence(vault->lockReason())));
}

void StatusLine::showKeys()
{
    const int held = static_cast<int>(m_desk.addresses().size());
    m_keys->setText(tr("Keys: %n in memory", nullptr, held));
    // With a vault the keys of the session are the exception, and named only when there are some.
    const bool shown = held > 0 || !m_desk.vault();
    m_keys->setVisible(shown);
    m_keysIcon->setVisible(shown);
    const bool warn = !m_desk.memoryIsLocked();
    m_memoryIcon->setVisible(warn);
    m_memory->setVisible(warn);
}

} // namespace muster
