// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverswitch.h"

#include <QAbstractTableModel>

#include <deque>

namespace muster {

/// The answered requests of the embedded server, newest last, at most kMostRows: the oldest go first. GUI
/// thread.
class RequestLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Time, Method, Path, Status, Duration, Client, RequestId };
    static constexpr int kColumns = 7;
    static constexpr int kMostRows = 1000;

    using QAbstractTableModel::QAbstractTableModel;

    void append(const ServedRequest &request);
    /// The rows, and what is held back.
    void clear();
    /// While paused new requests are held back, at most kMostRows; they come when it goes on.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    int heldBack() const { return static_cast<int>(m_heldBack.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const ServedRequest &request, Column column) const;

    void insert(const ServedRequest &request);

    std::deque<ServedRequest> m_requests;
    std::deque<ServedRequest> m_heldBack;
    bool m_paused = false;
};

} // namespace muster
