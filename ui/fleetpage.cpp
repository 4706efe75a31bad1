// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleetpage.h"

#include "absencebar.h"
#include "certificatewords.h"
#include "errorsentence.h"
#include "fleetstrip.h"
#include "fleettable.h"
#include "offlinebar.h"

#include <QItemSelectionModel>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::chrono::minutes kRecheck{5};

} // namespace

FleetPage::FleetPage(QWidget *parent)
    : QWidget(parent)
    , m_absences(new AbsenceBar(m_inventory, this))
    , m_strip(new FleetStrip(this))
    , m_table(new FleetTable(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
{
    setObjectName(u"fleetPage"_s);
    m_filter.setSourceModel(&m_model);
    m_table->setModel(&m_filter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *offline = new OfflineBar(m_model, m_inventory, this);
    layout->addWidget(offline);
    layout->addWidget(m_absences);
    layout->addWidget(m_strip);
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);

    connectModel();
    connect(offline, &OfflineBar::retryAsked, this, &FleetPage::retryAsked);
    connect(m_absences, &AbsenceBar::proveAgainWanted, this, &FleetPage::proveAgainWanted);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FleetPage::currentMachineChanged);
    connect(m_strip, &FleetStrip::filterTextAsked, this, &FleetPage::filterTextAsked);
    connect(m_table, &FleetTable::openAsked, this, &FleetPage::editAsked);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &where) { emit menuAsked(m_table->viewport()->mapToGlobal(where)); });
    connect(m_empty, &EmptyState::actionAsked, this, &FleetPage::takeAction);
    connect(m_empty, &EmptyState::otherActionAsked, this, &FleetPage::connectAsked);
    m_recheck.setObjectName(u"fleetRecheck"_s);
    m_recheck.setInterval(kRecheck);
    connect(&m_recheck, &QTimer::timeout, this, [this] {
        if (m_model.isComplete())
            m_model.reload();
    });
    m_recheck.start();
    present(Shown::Opening);
}

void FleetPage::connectModel()
{
    connect(&m_model, &MachineTableModel::machinesReplaced, this, &FleetPage::refresh);
    connect(&m_model, &MachineTableModel::loadingChanged, this, &FleetPage::refresh);
    connect(&m_model, &MachineTableModel::loadFailed, this, [this](const Error &error) {
        if (m_model.rowCount() == 0)
            showFault(error);
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_filter, signal, this, &FleetPage::refresh);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &FleetPage::refresh);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, &FleetPage::refresh);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &FleetPage::trySelect);
}

FleetPage::~FleetPage()
{
    // The models go before the table does; nobody is told of the selection that then ends.
    m_table->selectionModel()->disconnect(this);
    m_filter.disconnect(this);
    m_model.disconnect(this);
}

void FleetPage::setKeys(SigningDesk &desk)
{
    m_absences->setKeys(desk);
}

void FleetPage::setOrchestrator(Orchestrator *orchestrator, const QString &place)
{
    m_inventory.setPlace(orchestrator, place);
    m_fault.reset();
    m_isNowhere = false;
    m_wanted.clear();
    m_model.setOrchestrator(orchestrator);
    refresh();
}

void FleetPage::showFault(const Error &error)
{
    m_fault = error;
    refresh();
}

void FleetPage::showNoPlace()
{
    m_isNowhere = true;
    refresh();
}

std::optional<Machine> FleetPage::currentMachine() const
{
    const QModelIndex current = m_table->currentIndex();
    if (m_shown != Shown::Rows || !current.isValid() ||
        !m_table->selectionModel()->isRowSelected(current.row()))
        return std::nullopt;
    return m_model.machineAt(m_filter.mapToSource(current).row());
}

int FleetPage::selectedCount() const
{
    int count = 0;
    if (m_shown == Shown::Rows) {
        for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
            count += range.height();
    }
    return count;
}

QList<Machine> FleetPage::selectedMachines() const
{
    QList<int> rows;
    if (m_shown == Shown::Rows) {
        for (const QItemSelectionRange &range : m_table->selectionModel()->selection()) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                rows.append(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    QList<Machine> machines;
    for (const int row : std::as_const(rows)) {
        const QModelIndex source = m_filter.mapToSource(m_filter.index(row, 0));
        if (const std::optional<Machine> machine = m_model.machineAt(source.row()))
            machines.append(*machine);
    }
    return machines;
}

void FleetPage::select(const QString &id)
{
    m_wanted = id;
    trySelect();
}

void FleetPage::trySelect()
{
    const int row = m_wanted.isEmpty() ? -1 : m_model.rowOf(m_wanted);
    if (row < 0)
        return;
    QModelIndex index = m_filter.mapFromSource(m_model.index(row, 0));
    if (!index.isValid()) {
        emit filterClearAsked();
        index = m_filter.mapFromSource(m_model.index(row, 0));
    }
    if (!index.isValid())
        return;
    m_wanted.clear();
    refresh();
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    m_table->setFocus();
}

void FleetPage::focusTable()
{
    m_focusWanted = true;
    // Else the window gives it to whatever comes first as soon as it is shown.
    if (!window()->focusWidget())
        setFocus();
    m_focusBefore = window()->focusWidget();
    tryFocus();
}

void FleetPage::tryFocus()
{
    if (!m_focusWanted || m_shown != Shown::Rows)
        return;
    m_focusWanted = false;
    // Another page hands the focus over when it gives way to this one.
    const bool turnedElsewhere = window()->focusWidget() != m_focusBefore || !isVisible();
    if (!turnedElsewhere && m_filter.filterText().isEmpty())
        m_table->setFocus();
}

void FleetPage::setFilterText(const QString &text)
{
    m_filter.setFilterText(text);
    m_strip->setFilterText(text);
    refresh();
}

void FleetPage::setArchivedShown(bool shown)
{
    m_filter.setArchivedShown(shown);
    refresh();
}

FleetPage::Shown FleetPage::judge() const
{
    if (m_filter.rowCount() > 0)
        return Shown::Rows;
    if (m_model.isLoading())
        return Shown::Opening;
    if (m_fault)
        return Shown::Fault;
    if (m_isNowhere)
        return Shown::NoPlace;
    if (!m_model.isComplete())
        return Shown::Opening;
    if (m_model.rowCount() == 0)
        return Shown::NoMachines;
    const bool textHides = !m_filter.filterText().trimmed().isEmpty();
    return textHides ? Shown::NoMatch : Shown::OnlyArchived;
}

void FleetPage::refresh()
{
    if (m_model.isLoading() || m_model.isComplete())
        m_fault.reset();
    present(judge());
    m_strip->setVisible(m_model.rowCount() > 0);
    m_strip->showTally(m_model.tally());
    emit contentChanged();
    emit currentMachineChanged();
}

void FleetPage::present(Shown shown)
{
    m_shown = shown;
    m_stack->setCurrentWidget(shown == Shown::Rows ? static_cast<QWidget *>(m_table) : m_empty);
    switch (shown) {
    case Shown::Rows:
        tryFocus();
        break;
    case Shown::Opening:
        m_empty->present({u"refresh"_s, tr("Loading machines…"), {}, {}, {}});
        break;
    case Shown::NoPlace:
        m_empty->present({u"home"_s, tr("No place is open"),
                          tr("Try the demo, connect to a service or open a workspace to see its machines."),
                          tr("Choose a place"), tr("Connect to a service…")});
        break;
    case Shown::NoMachines:
        m_empty->present({u"robot"_s,
                          tr("No machines yet"),
                          tr("Register the first one: you need its identity and the key of a controller."),
                          tr("Register machine"),
                          {}});
        break;
    case Shown::OnlyArchived:
        m_empty->present({u"archive"_s,
                          tr("Every machine here is archived"),
                          //: %n: number of archived machines
                          tr("Archived and hidden: %n", nullptr, m_filter.hiddenArchivedCount()),
                          tr("Show archived"),
                          {}});
        break;
    case Shown::NoMatch:
        m_empty->present({u"filter-off"_s,
                          tr("No machine matches “%1”").arg(m_filter.filterText().trimmed()),
                          tr("Every word must occur in name, owner, type, labels or identity. Words like "
                             "status:draft, label:site=hall-2, capability:lift, owner:, type: and id: look "
                             "into that field alone."),
                          tr("Clear filter"),
                          {}});
        break;
    case Shown::Fault:
        m_empty->present({u"alert-circle"_s, tr("The machines could not be loaded"),
                          QString(errorSentence(*m_fault) + u'\n' + certificateWords(*m_fault)).trimmed(),
                          tr("Retry"), tr("Connect to a service…")});
        break;
    }
}

void FleetPage::takeAction()
{
    switch (m_shown) {
    case Shown::NoPlace:
        emit welcomeAsked();
        break;
    case Shown::NoMachines:
        emit registerAsked();
        break;
    case Shown::OnlyArchived:
        emit archivedAsked();
        break;
    case Shown::NoMatch:
        emit filterClearAsked();
        break;
    case Shown::Fault:
        emit retryAsked();
        break;
    case Shown::Rows:
    case Shown::Opening:
        break;
    }
}

} // namespace muster
