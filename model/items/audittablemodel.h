// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditfilter.h"
#include "result.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QTimer>

#include <optional>
#include <vector>

namespace muster {

class Orchestrator;

/// The audit log as rows, newest first. Older pages come when they are asked for (fetchMore); newer events
/// are put on top after a change of the fleet. Words of the filter are searched here, some pages at a time,
/// so that a rare word does not read the whole log unasked. GUI thread.
class AuditTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Time, Actor, Type, Resource, Summary };
    static constexpr int kColumns = 5;
    static constexpr int kPageSize = 200;
    static constexpr int kPagesPerSearch = 20; ///< most pages that one fetchMore() reads
    enum Role {
        EventRole = Qt::UserRole + 1, ///< the whole event, muster::AuditEvent
    };

    explicit AuditTableModel(QObject *parent = nullptr);

    /// Follows another service; loads nothing before reload(). Null stops.
    void setOrchestrator(Orchestrator *orchestrator);
    /// Drops all rows and loads the first page of what the filter lets through.
    void setFilter(const AuditFilter &filter);
    const AuditFilter &filter() const { return m_filter; }
    void reload();

    bool isLoading() const { return m_loading; }
    /// Every page has come.
    bool isComplete() const { return m_complete; }
    /// The oldest event that was looked at: the search has come that far.
    std::optional<Timestamp> searchedBackTo() const { return m_reached; }
    std::optional<AuditEvent> eventAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    /// Also when a page has come.
    void loadingChanged(bool loading);
    void loadFailed(const muster::Error &error);

private:
    void requestPage();
    void takePage(const AuditPage &page);
    void requestNewest();
    void takeNewest(const AuditPage &page);
    void insert(int row, const QList<AuditEvent> &events);
    QList<AuditEvent> wanted(const QList<AuditEvent> &events) const;
    void setLoading(bool loading);

    QPointer<Orchestrator> m_orchestrator;
    AuditFilter m_filter;
    QStringList m_words;
    std::vector<AuditEvent> m_events;
    QString m_newestId; ///< of all that came, whether the words let it through or not
    QString m_cursor;
    std::optional<Timestamp> m_reached;
    QTimer m_newest;
    int m_generation = 0; ///< answers to an older load are dropped
    int m_pagesLeft = 0;
    int m_rowsWanted = 0;
    bool m_loading = false;
    bool m_complete = false;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::AuditEvent)
