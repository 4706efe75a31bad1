// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestlogmodel.h"

#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

void RequestLogModel::append(const ServedRequest &request)
{
    if (!m_paused) {
        insert(request);
        return;
    }
    if (m_heldBack.size() >= kMostRows)
        m_heldBack.pop_front();
    m_heldBack.push_back(request);
}

void RequestLogModel::setPaused(bool paused)
{
    m_paused = paused;
    if (paused)
        return;
    for (const ServedRequest &request : std::exchange(m_heldBack, {}))
        insert(request);
}

void RequestLogModel::insert(const ServedRequest &request)
{
    if (m_requests.size() >= kMostRows) {
        beginRemoveRows({}, 0, 0);
        m_requests.pop_front();
        endRemoveRows();
    }
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_requests.push_back(request);
    endInsertRows();
}

void RequestLogModel::clear()
{
    m_heldBack.clear();
    if (m_requests.empty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_requests.clear();
    endRemoveRows();
}

int RequestLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_requests.size());
}

int RequestLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString RequestLogModel::text(const ServedRequest &request, Column column) const
{
    switch (column) {
    // The date is the same for nearly all; the tooltip has it.
    case Column::Time:
        return request.time.section(u'T', 1).left(12);
    case Column::Method:
        return request.method;
    case Column::Path:
        return request.path;
    case Column::Status:
        return request.code.isEmpty() ? QString::number(request.status)
                                      : QString(QString::number(request.status) + u' ' + request.code);
    case Column::Duration:
        //: Milliseconds that a request took
        return tr("%1 ms").arg(
            QLocale().toString(static_cast<double>(request.microseconds) / 1000.0, 'f', 1));
    case Column::Client:
        return request.client;
    case Column::RequestId:
        return request.requestId;
    }
    Q_UNREACHABLE();
}

QVariant RequestLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ServedRequest &request = m_requests[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return text(request, column);
    if (role == Qt::ToolTipRole)
        return column == Column::Time ? request.time : text(request, column);
    if (role == Qt::TextAlignmentRole && column == Column::Duration)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant RequestLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant((column == Column::Duration ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Time:
        return tr("Time (UTC)");
    case Column::Method:
        return tr("Method");
    case Column::Path:
        return tr("Path");
    case Column::Status:
        return tr("Answer");
    case Column::Duration:
        return tr("Took");
    case Column::Client:
        return tr("Client");
    case Column::RequestId:
        return tr("Request ID");
    }
    Q_UNREACHABLE();
}

} // namespace muster
