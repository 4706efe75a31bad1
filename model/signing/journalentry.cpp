// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalentry.h"

#include <QCryptographicHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QJsonObject object(const JournalEntry &entry)
{
    return {{u"index"_s, entry.index},
            {u"time"_s, entry.time.text()},
            {u"event"_s, entry.event},
            {u"details"_s, entry.details},
            {u"previous"_s, QString::fromLatin1(entry.previous)}};
}

QByteArray lineWith(const JournalEntry &entry, const QByteArray &hash)
{
    QJsonObject whole = object(entry);
    whole.insert("hash"_L1, QString::fromLatin1(hash));
    return QJsonDocument(whole).toJson(QJsonDocument::Compact).append('\n');
}

} // namespace

QByteArray JournalEntry::noHash()
{
    return QByteArray(64, '0');
}

std::optional<JournalEntry> JournalEntry::parse(QByteArrayView line, QByteArray *claimed)
{
    const QJsonObject read = QJsonDocument::fromJson(line.toByteArray()).object();
    const std::optional<Timestamp> time = Timestamp::parse(read.value("time"_L1).toString());
    if (!time)
        return std::nullopt;
    const JournalEntry entry{read.value("index"_L1).toInteger(-1), *time, read.value("event"_L1).toString(),
                             read.value("details"_L1).toObject(),
                             read.value("previous"_L1).toString().toLatin1()};
    *claimed = read.value("hash"_L1).toString().toLatin1();
    // Written once more it must give the same bytes: nothing is added, left out or spelt another way.
    if (QByteArrayView(lineWith(entry, *claimed)).chopped(1) != line)
        return std::nullopt;
    return entry;
}

QByteArray JournalEntry::hash() const
{
    const QByteArray text = QJsonDocument(object(*this)).toJson(QJsonDocument::Compact);
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

QByteArray JournalEntry::line() const
{
    return lineWith(*this, hash());
}

} // namespace muster
