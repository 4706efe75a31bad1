// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyspage.h"

#include "emptystate.h"
#include "errorsentence.h"
#include "inlinenote.h"
#include "keyactions.h"
#include "keyfilespanel.h"
#include "machinetablemodel.h"
#include "vaultdesk.h"
#include "whenfinished.h"

#include <QAction>
#include <QDropEvent>
#include <QStackedLayout>
#include <QToolBar>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace muster {

namespace {

Result<KeyTable::Machines> namesByController(const std::vector<PackedMachine> &machines)
{
    KeyTable::Machines names;
    for (const PackedMachine &packed : machines) {
        const Machine machine = packed.unpacked();
        if (!machine.identityProof || machine.status == MachineStatus::Archived)
            continue;
        for (const QString &text : machine.identityProof->controllerAddresses) {
            // Services spell addresses as they like, in small letters, too.
            const std::optional<Address> address = Address::parse(text);
            names[address ? address->text() : text].append(machine.displayName);
        }
    }
    return names;
}

} // namespace

KeysPage::KeysPage(VaultDesk &desk, MachineTableModel &fleet, const KeyActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_fleet(fleet)
    , m_actions(actions)
    , m_backupNote(new InlineNote(nullptr, this))
    , m_listNote(new InlineNote(nullptr, this))
    , m_table(new KeyTable(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
{
    setObjectName(u"keysPage"_s);
    setAcceptDrops(true);
    m_backupNote->setObjectName(u"keysBackupNote"_s);
    m_listNote->setObjectName(u"keysListNote"_s);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    const int gap = fontMetrics().height() / 2;
    auto *notes = new QVBoxLayout;
    notes->setContentsMargins(gap, 0, gap, 0);
    notes->addWidget(m_listNote);
    notes->addWidget(m_backupNote);
    layout->addLayout(notes);
    layout->addLayout(m_stack, 1);
    m_reading.setSingleShot(true);
    m_reading.setInterval(std::chrono::milliseconds(200));
    connect(&m_reading, &QTimer::timeout, this, &KeysPage::readMachines);
    const auto readSoon = [this] { m_reading.start(); };
    connect(&fleet, &QAbstractItemModel::rowsInserted, this, readSoon);
    connect(&fleet, &QAbstractItemModel::rowsRemoved, this, readSoon);
    connect(&fleet, &QAbstractItemModel::dataChanged, this, readSoon);
    connect(&fleet, &QAbstractItemModel::modelReset, this, readSoon);
    connect(&desk, &VaultDesk::stateChanged, this, &KeysPage::refresh);
    connect(&desk, &VaultDesk::keysChanged, this, &KeysPage::refresh);
    connect(m_table, &KeyTable::menuAsked, this, &KeysPage::menuAsked);
    connect(m_empty, &EmptyState::actionAsked, this, [this] {
        if (m_desk.state() == VaultDesk::State::None)
            emit createVaultAsked();
        else if (m_desk.state() == VaultDesk::State::Refused)
            m_desk.open();
        else
            m_actions.import->trigger();
    });
    connect(m_empty, &EmptyState::otherActionAsked, this, [this] {
        if (m_desk.state() == VaultDesk::State::None || m_desk.state() == VaultDesk::State::Refused)
            m_actions.restore->trigger();
        else
            m_actions.create->trigger();
    });
    refresh();
}

QToolBar *KeysPage::buildBar()
{
    auto *bar = new QToolBar(tr("Key commands"), this);
    bar->setObjectName(u"keysBar"_s);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({m_actions.create, m_actions.import});
    bar->addSeparator();
    bar->addActions({m_actions.rename, m_actions.exportOne, m_actions.remove});
    bar->addSeparator();
    bar->addAction(m_actions.backUp);
    auto *gap = new QWidget(bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    bar->addActions({m_actions.unlock, m_actions.lock});
    return bar;
}

void KeysPage::readMachines()
{
    const int reading = ++m_readings;
    whenFinished(QtConcurrent::run(&namesByController, m_fleet.packedMachines()), this,
                 [this, reading](const Result<KeyTable::Machines> &machines) {
                     if (reading != m_readings || !machines)
                         return;
                     m_machines = *machines;
                     refresh();
                 });
}

QStringList KeysPage::machinesOf(const Address &address) const
{
    return m_machines.value(address.text());
}

void KeysPage::refresh()
{
    const QList<VaultKey> keys = m_desk.keys();
    m_table->showKeys(keys, m_machines);
    presentEmpty();
    m_stack->setCurrentWidget(keys.isEmpty() ? static_cast<QWidget *>(m_empty) : m_table);
    showNotes();
}

void KeysPage::presentEmpty()
{
    switch (m_desk.state()) {
    case VaultDesk::State::Unknown:
        m_empty->present({u"key"_s, tr("Opening the vault…"), {}, {}, {}});
        return;
    case VaultDesk::State::None:
        m_empty->present({u"key"_s, tr("No key vault yet"),
                          tr("A vault keeps the controller keys of your machines in encrypted files on this "
                             "computer, under one passphrase."),
                          tr("Create a vault…"), tr("Restore a backup…")});
        return;
    case VaultDesk::State::Refused:
        m_empty->present({u"alert-triangle"_s, tr("The vault cannot be opened"),
                          errorSentence(m_desk.refusal()), tr("Try again"), tr("Restore a backup…")});
        return;
    case VaultDesk::State::Locked:
    case VaultDesk::State::Unlocked:
        m_empty->present({u"key"_s, tr("No keys yet"),
                          tr("Import the keys that control your machines, or create one. Key files can be "
                             "dropped here."),
                          tr("Import keys…"), tr("Create a key…")});
        return;
    }
    Q_UNREACHABLE();
}

void KeysPage::showNotes()
{
    const QList<VaultKey> keys = m_desk.keys();
    const auto unsaved = std::count_if(
        keys.begin(), keys.end(), [](const VaultKey &key) { return !key.backedUp && !key.fileIsMissing; });
    m_backupNote->say(InlineNote::Kind::Warning,
                      unsaved == 0 ? QString()
                                   : tr("Keys that no backup holds: %n. If this computer is lost, so are "
                                        "they: back up the vault to a file and keep it elsewhere.",
                                        nullptr, int(unsaved)));
    m_listNote->say(InlineNote::Kind::Warning,
                    m_desk.listIsDoubtful()
                        ? tr("Names and dates were lost or changed by another program. The keys themselves "
                             "are checked whenever they are used.")
                        : QString());
}

void KeysPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_actions.import->isEnabled() && !KeyFilesPanel::localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void KeysPage::dropEvent(QDropEvent *event)
{
    emit filesDropped(KeyFilesPanel::localFiles(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace muster
