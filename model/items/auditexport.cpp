// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditexport.h"

#include "auditwords.h"
#include "csvline.h"
#include "orchestrator.h"
#include "replacingfile.h"
#include "whenfinished.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QPromise>
#include <QSaveFile>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QByteArray headLine()
{
    return csvLine({u"createdAt"_s, u"actor"_s, u"type"_s, u"resourceType"_s, u"resourceId"_s, u"summary"_s,
                    u"payload"_s, u"id"_s});
}

/// The raw members, as the API answers them: who audits compares them with other sources.
QByteArray eventLine(const AuditEvent &event)
{
    return csvLine({event.createdAt.text(), event.actor, event.type, event.resourceType, event.resourceId,
                    auditwords::summary(event),
                    QString::fromUtf8(QJsonDocument(event.payload).toJson(QJsonDocument::Compact)),
                    event.id});
}

} // namespace

/// Used by one task of the thread pool after the other.
class AuditExport::File
{
public:
    explicit File(const QString &path)
        : m_file(path)
    {}

    /// Opens with the first page, commits with the last; answers how many events of the page were written.
    Result<qint64> write(const AuditPage &page, const QStringList &words)
    {
        if (!m_file.isOpen()) {
            if (const auto opened = openToReplace(m_file); !opened)
                return Failure(opened.error());
            if (m_file.write(headLine()) < 0)
                return fault();
        }
        qint64 written = 0;
        for (const AuditEvent &event : page.events) {
            if (!letsThrough(words, event))
                continue;
            if (m_file.write(eventLine(event)) < 0)
                return fault();
            ++written;
        }
        if (!page.nextCursor && !m_file.commit())
            return fault();
        return written;
    }

private:
    Failure fault() const
    {
        return fail(ErrorCode::StorageFailure,
                    u"The file %1 could not be written: %2. Choose another place."_s.arg(
                        m_file.fileName(), m_file.errorString()));
    }

    QSaveFile m_file;
};

AuditExport::AuditExport(std::shared_ptr<Orchestrator> orchestrator, const AuditFilter &filter,
                         const QString &path, QObject *parent)
    : QObject(parent)
    , m_orchestrator(std::move(orchestrator))
    , m_filter(filter)
    , m_path(path)
    , m_file(std::make_shared<File>(path))
{
    m_filter.query.limit = AuditQuery::kLargestLimit;
    m_filter.query.cursor.clear();
}

AuditExport::~AuditExport() = default;

void AuditExport::start()
{
    requestPage();
}

void AuditExport::requestPage()
{
    whenFinished(m_orchestrator->listAuditEvents(m_filter.query), this,
                 [this](const Result<AuditPage> &page) {
                     if (page)
                         writePage(*page);
                     else
                         emit failed(page.error());
                 });
}

void AuditExport::writePage(const AuditPage &page)
{
    const auto promise = std::make_shared<QPromise<Result<qint64>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, file = m_file, page, words = m_filter.words()] {
        promise->addResult(file->write(page, words));
        promise->finish();
    });
    whenFinished(promise->future(), this, [this, cursor = page.nextCursor](const Result<qint64> &written) {
        if (!written) {
            emit failed(written.error());
            return;
        }
        m_events += *written;
        if (!cursor) {
            emit finished(m_events);
            return;
        }
        emit progressed(m_events);
        m_filter.query.cursor = *cursor;
        requestPage();
    });
}

} // namespace muster
