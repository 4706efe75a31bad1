// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audittablemodel.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace muster {

class AuditDetails;
class AuditExport;
class AuditFilterBar;
class EmptyState;

/// The audit log of the service: filters, the events, one of them whole, and the export of what matches.
/// Loads nothing before it is shown.
class AuditLogPage : public QWidget
{
    Q_OBJECT

public:
    explicit AuditLogPage(QWidget *parent = nullptr);
    ~AuditLogPage() override;

    /// Another place; an export that runs ends without a file.
    void setOrchestrator(const std::shared_ptr<Orchestrator> &orchestrator);
    AuditTableModel &model() { return m_model; }
    QTableView *table() const { return m_table; }
    /// Nothing but this machine's history.
    void showHistoryOf(const QString &machineId);
    void reload();
    void focusSearch();
    /// Writes what the filter lets through into a CSV file, as the button does when a file was chosen.
    void exportTo(const QString &path);

signals:
    void exported(const QString &path, qint64 events);
    void exportFailed(const muster::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Shown { Loading, Rows, Nothing, NoMatch, Fault };

    void buildTable();
    QWidget *buildFoot();
    Shown judge() const;
    void refresh();
    void present(Shown shown);
    void showFoot();
    void takeAction();
    void chooseFile();
    void endExport();

    AuditTableModel m_model;
    std::shared_ptr<Orchestrator> m_orchestrator;
    QPointer<AuditExport> m_export;
    std::optional<Error> m_fault;
    bool m_stale = true; ///< nothing was asked for since the place changed
    AuditFilterBar *m_filters;
    QTableView *m_table;
    AuditDetails *m_details;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QLabel *m_counts;
    QPushButton *m_older;
    QPushButton *m_exportButton;
    Shown m_shown = Shown::Loading;
};

} // namespace muster
