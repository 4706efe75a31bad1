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

bool holds(const QString &database)
{
    QFile note(noteOf(database));
    return !hasJournal(database) && note.open(QIODevice::ReadOnly) && note.readAll() == stateOf(database);
}

void remove(const QString &database)
{
    QFile::remove(noteOf(database));
}

void write(const QString &database)
{
    if (hasJournal(database) || !QFileInfo::exists(database))
        return;
    // Without it the next start takes longer, and no more.
    QSaveFile note(noteOf(database));
    if (note.open(QIODevice::WriteOnly)) {
        note.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        note.write(stateOf(database));
        note.commit();
    }
}

} // namespace muster::closingnote
