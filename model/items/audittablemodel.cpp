// SPDX-License-Identifier: GPL-3.0-or-later
#include "audittablemodel.h"

#include "auditwords.h"
#include "orchestrator.h"
#include "whenfinished.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kNewestDelayMs = 300;

QString cellText(const AuditEvent &event, AuditTableModel::Column column)
{
    switch (column) {
    case AuditTableModel::Column::Time:
        return auditwords::moment(event.createdAt);
    case AuditTableModel::Column::Actor:
        return auditwords::actor(event.actor);
    case AuditTableModel::Column::Type:
        return auditwords::type(event.type);
    case AuditTableModel::Column::Resource:
        return auditwords::resource(event);
    case AuditTableModel::Column::Summary:
        return auditwords::summary(event);
    }
    Q_UNREACHABLE();
}

/// The raw member where the cell says it in other words.
QString cellToolTip(const AuditEvent &event, AuditTableModel::Column column)
{
    switch (column) {
    case AuditTableModel::Column::Time:
        return event.createdAt.text();
    case AuditTableModel::Column::Actor:
        return event.actor;
    case AuditTableModel::Column::Type:
        return event.type;
    case AuditTableModel::Column::Resource:
        return event.resourceId;
    case AuditTableModel::Column::Summary:
        return auditwords::summary(event);
    }
    Q_UNREACHABLE();
}

} // namespace

AuditTableModel::AuditTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    m_newest.setSingleShot(true);
    m_newest.setInterval(kNewestDelayMs);
    connect(&m_newest, &QTimer::timeout, this, &AuditTableModel::requestNewest);
}

void AuditTableModel::setOrchestrator(Orchestrator *orchestrator)
{
    if (m_orchestrator)
        m_orchestrator->disconnect(this);
    m_orchestrator = orchestrator;
    ++m_generation;
    m_newest.stop();
    beginResetModel();
    m_events.clear();
    endResetModel();
    m_newestId.clear();
    m_reached.reset();
    m_complete = false;
    setLoading(false);
    if (orchestrator)
        connect(orchestrator, &Orchestrator::machinesChanged, this, [this] {
            if (!m_newest.isActive())
                m_newest.start();
        });
}

void AuditTableModel::setFilter(const AuditFilter &filter)
{
    m_filter = filter;
    m_words = filter.words();
    reload();
}

void AuditTableModel::reload()
{
    ++m_generation;
    m_newest.stop();
    beginResetModel();
    m_events.clear();
    endResetModel();
    m_newestId.clear();
    m_cursor.clear();
    m_reached.reset();
    m_complete = false;
    m_loading = false;
    if (!m_orchestrator)
        return;
    m_pagesLeft = kPagesPerSearch;
    m_rowsWanted = kPageSize;
    setLoading(true);
    requestPage();
}

bool AuditTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_orchestrator && !m_loading && !m_complete && !m_cursor.isEmpty();
}

void AuditTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_pagesLeft = kPagesPerSearch;
    m_rowsWanted = rowCount() + kPageSize;
    setLoading(true);
    requestPage();
}

void AuditTableModel::requestPage()
{
    AuditQuery query = m_filter.query;
    query.limit = kPageSize;
    query.cursor = m_cursor;
    whenFinished(m_orchestrator->listAuditEvents(query), this,
                 [this, generation = m_generation](const Result<AuditPage> &page) {
                     if (generation != m_generation)
                         return;
                     if (page) {
                         takePage(*page);
                         return;
                     }
                     setLoading(false);
                     emit loadFailed(page.error());
                 });
}

void AuditTableModel::takePage(const AuditPage &page)
{
    if (m_newestId.isEmpty() && !page.events.isEmpty())
        m_newestId = page.events.constFirst().id;
    if (!page.events.isEmpty())
        m_reached = page.events.constLast().createdAt;
    insert(rowCount(), wanted(page.events));
    m_cursor = page.nextCursor.value_or(QString());
    m_complete = m_cursor.isEmpty();
    --m_pagesLeft;
    if (m_complete || m_pagesLeft == 0 || rowCount() >= m_rowsWanted || !m_orchestrator) {
        setLoading(false);
        return;
    }
    emit loadingChanged(true);
    requestPage();
}

void AuditTableModel::requestNewest()
{
    if (!m_orchestrator)
        return;
    // What is under way may have been read before the change.
    if (m_loading) {
        m_newest.start();
        return;
    }
    AuditQuery query = m_filter.query;
    query.limit = kPageSize;
    whenFinished(m_orchestrator->listAuditEvents(query), this,
                 [this, generation = m_generation](const Result<AuditPage> &page) {
                     if (generation == m_generation && page)
                         takeNewest(*page);
                 });
}

void AuditTableModel::takeNewest(const AuditPage &page)
{
    QList<AuditEvent> fresh;
    for (const AuditEvent &event : page.events) {
        if (event.id == m_newestId)
            break;
        fresh.append(event);
    }
    if (fresh.isEmpty())
        return;
    // More came than a page holds, or the newest one is gone: what lies between is not known.
    if (fresh.size() == page.events.size() && (page.nextCursor || !m_newestId.isEmpty())) {
        reload();
        return;
    }
    m_newestId = fresh.constFirst().id;
    insert(0, wanted(fresh));
    emit loadingChanged(m_loading);
}

QList<AuditEvent> AuditTableModel::wanted(const QList<AuditEvent> &events) const
{
    QList<AuditEvent> wanted;
    for (const AuditEvent &event : events) {
        if (letsThrough(m_words, event))
            wanted.append(event);
    }
    return wanted;
}

void AuditTableModel::insert(int row, const QList<AuditEvent> &events)
{
    if (events.isEmpty())
        return;
    beginInsertRows({}, row, row + static_cast<int>(events.size()) - 1);
    m_events.insert(m_events.begin() + row, events.begin(), events.end());
    endInsertRows();
}

void AuditTableModel::setLoading(bool loading)
{
    m_loading = loading;
    emit loadingChanged(loading);
}

std::optional<AuditEvent> AuditTableModel::eventAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return m_events[static_cast<std::size_t>(row)];
}

int AuditTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int AuditTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant AuditTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AuditEvent &event = m_events[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return cellText(event, column);
    if (role == Qt::ToolTipRole)
        return cellToolTip(event, column);
    if (role == EventRole)
        return QVariant::fromValue(event);
    return {};
}

QVariant AuditTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Time:
        return tr("Time");
    case Column::Actor:
        return tr("By");
    case Column::Type:
        return tr("Event");
    case Column::Resource:
        return tr("About");
    case Column::Summary:
        return tr("What happened");
    }
    Q_UNREACHABLE();
}

} // namespace muster
