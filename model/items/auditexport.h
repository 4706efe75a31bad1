// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditfilter.h"
#include "result.h"

#include <QObject>

#include <memory>

namespace muster {

class Orchestrator;

/// Writes every event that a filter lets through into a CSV file, newest first: page by page, each formatted
/// and written in the thread pool. The file appears, or takes the place of an old one, when it is whole;
/// until then nothing of it is seen. GUI thread.
class AuditExport : public QObject
{
    Q_OBJECT

public:
    /// `orchestrator` is kept alive until the export is done.
    AuditExport(std::shared_ptr<Orchestrator> orchestrator, const AuditFilter &filter, const QString &path,
                QObject *parent = nullptr);
    /// Going before it is done leaves no file behind.
    ~AuditExport() override;

    /// Once. finished() or failed() follows.
    void start();
    const QString &path() const { return m_path; }

signals:
    void progressed(qint64 events);
    void finished(qint64 events);
    /// The service's error, or StorageFailure naming the file.
    void failed(const muster::Error &error);

private:
    class File;

    void requestPage();
    void writePage(const AuditPage &page);

    std::shared_ptr<Orchestrator> m_orchestrator;
    AuditFilter m_filter;
    QString m_path;
    std::shared_ptr<File> m_file;
    qint64 m_events = 0;
};

} // namespace muster
