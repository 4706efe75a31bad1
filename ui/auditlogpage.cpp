// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditlogpage.h"

#include "auditdetails.h"
#include "auditexport.h"
#include "auditfilterbar.h"
#include "auditwords.h"
#include "emptystate.h"
#include "errorsentence.h"
#include "glyph.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// What fits a column without being shortened.
QString sample(AuditTableModel::Column column)
{
    switch (column) {
    case AuditTableModel::Column::Time:
        return u"2026-11-23 22:14:40 UTC"_s;
    case AuditTableModel::Column::Actor:
        return u"Desktop window"_s;
    case AuditTableModel::Column::Type:
        return u"Machine taken from a file"_s;
    case AuditTableModel::Column::Resource:
        return u"Challenge mic_dddddddddddddddd"_s;
    case AuditTableModel::Column::Summary:
        return u"“Inspection drone 12” as did:peaq:12345678"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

AuditLogPage::AuditLogPage(QWidget *parent)
    : QWidget(parent)
    , m_filters(new AuditFilterBar(this))
    , m_table(new QTableView(this))
    , m_details(new AuditDetails(this))
    , m_empty(new EmptyState(this, u"auditEmpty"_s))
    , m_counts(new QLabel(this))
    , m_older(new QPushButton(this))
    , m_exportButton(new QPushButton(this))
{
    setObjectName(u"auditLogPage"_s);
    buildTable();
    auto *rows = new QWidget(this);
    m_stack = new QStackedLayout(rows);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(rows);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 1);
    m_details->setMinimumHeight(fontMetrics().height() * 11);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_filters);
    layout->addWidget(splitter, 1);
    layout->addWidget(buildFoot());

    connect(m_filters, &AuditFilterBar::filterChanged, this, [this] {
        m_fault.reset();
        m_model.setFilter(m_filters->filter());
    });
    connect(&m_model, &AuditTableModel::loadingChanged, this, &AuditLogPage::refresh);
    connect(&m_model, &AuditTableModel::loadFailed, this, [this](const Error &error) {
        m_fault = error;
        refresh();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { m_details->setEvent(m_model.eventAt(current.row())); });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] { m_details->setEvent(std::nullopt); });
    connect(m_empty, &EmptyState::actionAsked, this, &AuditLogPage::takeAction);
    refresh();
}

AuditLogPage::~AuditLogPage()
{
    // The model goes before the table does; nobody is told of the selection that then ends.
    m_table->selectionModel()->disconnect(this);
    m_model.disconnect(this);
}

void AuditLogPage::buildTable()
{
    m_table->setObjectName(u"auditTable"_s);
    m_table->setAccessibleName(tr("Audit events"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 15 / 8);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (int column = 0; column < AuditTableModel::kColumns; ++column)
        m_table->setColumnWidth(
            column, fontMetrics().horizontalAdvance(sample(static_cast<AuditTableModel::Column>(column))) +
                        fontMetrics().height());
}

QWidget *AuditLogPage::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *layout = new QHBoxLayout(foot);
    const int gap = fontMetrics().height() / 2;
    layout->setContentsMargins(gap * 3 / 2, gap / 2, gap * 3 / 2, gap / 2);
    m_counts->setObjectName(u"auditCounts"_s);
    m_older->setObjectName(u"auditOlder"_s);
    m_exportButton->setObjectName(u"auditExport"_s);
    m_exportButton->setIcon(glyph(u"export"_s));
    m_exportButton->setToolTip(tr("Writes every event that the filter lets through, not only those loaded"));
    layout->addWidget(m_counts, 1);
    layout->addWidget(m_older);
    layout->addWidget(m_exportButton);
    connect(m_older, &QPushButton::clicked, this, [this] { m_model.fetchMore({}); });
    connect(m_exportButton, &QPushButton::clicked, this, [this] {
        if (m_export)
            endExport();
        else
            chooseFile();
    });
    return foot;
}

void AuditLogPage::setOrchestrator(const std::shared_ptr<Orchestrator> &orchestrator)
{
    endExport();
    m_orchestrator = orchestrator;
    m_fault.reset();
    m_model.setOrchestrator(orchestrator.get());
    m_stale = true;
    if (isVisible())
        reload();
    refresh();
}

void AuditLogPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        reload();
}

void AuditLogPage::showHistoryOf(const QString &machineId)
{
    m_filters->showMachine(machineId);
}

void AuditLogPage::reload()
{
    m_stale = false;
    m_fault.reset();
    m_model.reload();
    refresh();
}

void AuditLogPage::focusSearch()
{
    m_filters->focusSearch();
}

AuditLogPage::Shown AuditLogPage::judge() const
{
    if (m_model.rowCount() > 0)
        return Shown::Rows;
    if (m_fault)
        return Shown::Fault;
    if (m_model.isLoading() || (!m_model.isComplete() && !m_model.canFetchMore({})))
        return Shown::Loading;
    return m_model.filter().isEmpty() ? Shown::Nothing : Shown::NoMatch;
}

void AuditLogPage::refresh()
{
    present(judge());
    showFoot();
}

void AuditLogPage::present(Shown shown)
{
    m_shown = shown;
    m_stack->setCurrentWidget(shown == Shown::Rows ? static_cast<QWidget *>(m_table) : m_empty);
    switch (shown) {
    case Shown::Rows:
        break;
    case Shown::Loading:
        m_empty->present({u"refresh"_s, tr("Loading events…"), {}, {}, {}});
        break;
    case Shown::Nothing:
        m_empty->present({u"audit-log"_s,
                          tr("Nothing is recorded yet"),
                          tr("Every change of a machine, and every refused one, will be listed here."),
                          {},
                          {}});
        break;
    case Shown::NoMatch:
        m_empty->present({u"filter-off"_s,
                          tr("No event matches"),
                          m_model.isComplete()
                              ? tr("Every word must occur in the event, and every filter must fit.")
                              : tr("None among the events down to %1. Older ones were not looked at.")
                                    .arg(auditwords::moment(m_model.searchedBackTo().value_or(Timestamp{}))),
                          tr("Clear filter"),
                          {}});
        break;
    case Shown::Fault:
        m_empty->present({u"alert-circle"_s,
                          tr("The audit log could not be loaded"),
                          errorSentence(*m_fault),
                          tr("Retry"),
                          {}});
        break;
    }
}

void AuditLogPage::showFoot()
{
    const bool searching = !m_model.filter().text.isEmpty();
    m_older->setText(searching ? tr("L&ook further back") : tr("Load &older events"));
    m_older->setVisible(m_model.canFetchMore({}));
    m_exportButton->setText(m_export ? tr("Cancel e&xport") : tr("E&xport CSV…"));
    m_exportButton->setEnabled(m_orchestrator != nullptr);
    if (m_export)
        return;
    QString words = tr("Events: %1").arg(m_model.rowCount());
    if (m_model.isLoading())
        words = tr("%1, loading…").arg(words);
    else if (m_fault && m_model.rowCount() > 0)
        //: %1: number of events in words; %2: a sentence
        words = tr("%1, older ones could not be loaded. %2").arg(words, errorSentence(*m_fault));
    else if (m_model.isComplete())
        words = tr("%1, complete").arg(words);
    else if (const auto reached = m_model.searchedBackTo())
        //: %1: number of events in words; %2: a moment
        words = tr("%1, back to %2").arg(words, auditwords::moment(*reached));
    m_counts->setText(words);
}

void AuditLogPage::takeAction()
{
    if (m_shown == Shown::NoMatch)
        m_filters->clear();
    else
        reload();
}

void AuditLogPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export audit log"));
    dialog->setObjectName(u"auditExportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("CSV files (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"audit-log.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &AuditLogPage::exportTo);
    dialog->open();
}

void AuditLogPage::exportTo(const QString &path)
{
    if (!m_orchestrator || m_export)
        return;
    m_export = new AuditExport(m_orchestrator, m_filters->filter(), path, this);
    m_counts->setText(tr("Exporting…"));
    connect(m_export, &AuditExport::progressed, this,
            [this](qint64 events) { m_counts->setText(tr("Exporting… Events written: %1").arg(events)); });
    connect(m_export, &AuditExport::finished, this, [this, path](qint64 events) {
        endExport();
        emit exported(path, events);
    });
    connect(m_export, &AuditExport::failed, this, [this](const Error &error) {
        endExport();
        emit exportFailed(error);
    });
    showFoot();
    m_export->start();
}

void AuditLogPage::endExport()
{
    if (!m_export)
        return;
    m_export->disconnect(this);
    m_export->deleteLater();
    m_export.clear();
    showFoot();
}

} // namespace muster
