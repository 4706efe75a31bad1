// SPDX-License-Identifier: GPL-3.0-or-later
#include "closingnote.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster::closingnote {
namespace {

QString noteOf(const QString &database)
{
    return database + ".closed"_L1;
}

QByteArray stateOf(const QString &database)
{
    const QFileInfo file(database);
    return QByteArray::number(file.size()) + ' ' +
           QByteArray::number(file.metadataChangeTime().toMSecsSinceEpoch()) + '\n';
}

bool hasJournal(const QString &database)
{
    return QFileInfo::exists(database + "-wal"_L1) || QFileInfo::exists(database + "-journal"_L1);
}

} // namespace

std::optional<Timestamp> lastLook(const QString &database, Timestamp now)
{
    QFile note(noteOf(database));
    if (hasJournal(database) || !note.open(QIODevice::ReadOnly) || note.readLine() != stateOf(database))
        return std::nullopt;
    bool isNumber = false;
    const Timestamp looked{note.readAll().toLongLong(&isNumber)};
    const auto age = std::chrono::milliseconds(now.milliseconds - looked.milliseconds);
    if (!isNumber || age < std::chrono::milliseconds(0) || age >= kLookAgain)
        return std::nullopt;
    return looked;
}

void remove(const QString &database)
{
    QFile::remove(noteOf(database));
}

void write(const QString &database, Timestamp lookedAt)
{
    if (hasJournal(database) || !QFileInfo::exists(database))
        return;
    // Without it the next start takes longer, and no more.
    QSaveFile note(noteOf(database));
    if (note.open(QIODevice::WriteOnly)) {
        note.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        note.write(stateOf(database) + QByteArray::number(lookedAt.milliseconds));
        note.commit();
    }
}

} // namespace muster::closingnote
