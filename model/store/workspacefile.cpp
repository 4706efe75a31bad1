// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspacefile.h"

#include "clock.h"
#include "closingnote.h"
#include "databaseconnection.h"
#include "databasecreation.h"
#include "groupcommitwriter.h"
#include "sqlstorereader.h"
#include "workspacelock.h"

#include <QDir>
#include <QFileInfo>
#include <QtDebug>

using namespace Qt::StringLiterals;

namespace muster {

namespace {

QString databaseIn(const QString &folder)
{
    return QDir(folder).filePath(u"muster.db"_s);
}

} // namespace

/// In the order of their making: the lock is released last.
struct WorkspaceFile::Parts
{
    QString folder;
    QString path;
    Timestamp lookedAt; ///< when its every page was
    std::unique_ptr<WorkspaceLock> lock;
    std::unique_ptr<GroupCommitWriter> writer;
};

WorkspaceFile::WorkspaceFile(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{}

WorkspaceFile::~WorkspaceFile()
{
    m_parts->writer.reset();
    closingnote::write(m_parts->path, m_parts->lookedAt);
}

Result<std::unique_ptr<WorkspaceFile>> WorkspaceFile::open(const QString &folder)
{
    auto parts = std::make_unique<Parts>();
    parts->folder = QDir::cleanPath(QDir::current().absoluteFilePath(folder));
    parts->path = databaseIn(parts->folder);
    if (const auto made = databasecreation::makeFolder(parts->folder); !made)
        return Failure(made.error());
    auto lock = WorkspaceLock::acquire(parts->folder);
    if (!lock)
        return Failure(lock.error());
    parts->lock = std::move(*lock);
    const Timestamp now = SystemClock().now();
    const std::optional<Timestamp> looked = closingnote::lastLook(parts->path, now);
    parts->lookedAt = looked.value_or(now);
    const auto depth = looked ? InspectionDepth::Tables : InspectionDepth::EachPage;
    if (const auto prepared = databasecreation::prepare(parts->path, kWorkspaceDatabase, depth); !prepared)
        return Failure(prepared.error());
    auto writer = GroupCommitWriter::start(parts->path);
    if (!writer)
        return Failure(writer.error());
    parts->writer = std::move(*writer);
    closingnote::remove(parts->path);
    return std::unique_ptr<WorkspaceFile>(new WorkspaceFile(std::move(parts)));
}

bool WorkspaceFile::isIn(const QString &folder)
{
    return QFileInfo::exists(databaseIn(folder));
}

QString WorkspaceFile::folder() const
{
    return m_parts->folder;
}

StoreWriter &WorkspaceFile::writer()
{
    return *m_parts->writer;
}

Result<std::unique_ptr<StoreReader>> WorkspaceFile::reader() const
{
    auto connection = DatabaseConnection::open(m_parts->path, DatabaseConnection::Role::Read);
    if (!connection)
        return Failure(connection.error());
    auto reader = SqlStoreReader::open(std::move(*connection));
    if (!reader)
        return Failure(reader.error());
    return std::unique_ptr<StoreReader>(std::move(*reader));
}

void WorkspaceFile::announceUrl(const QString &url)
{
    // Without the note a second process names this one by its id only.
    if (const auto announced = m_parts->lock->announceUrl(url); !announced)
        qWarning().noquote() << announced.error().message;
}

} // namespace muster
