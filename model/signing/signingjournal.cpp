// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingjournal.h"

#include "durablefile.h"
#include "journalentry.h"
#include "ordinaryfile.h"

#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// No entry is longer: a message is named by its digest.
constexpr qint64 kLongestLine = 64 * 1024;

using Break = SigningJournal::Break;

Failure unreadable(const QFile &file)
{
    return fail(ErrorCode::StorageFailure,
                u"The journal %1 cannot be read: %2."_s.arg(file.fileName(), file.errorString()),
                {{u"path"_s, file.fileName()}});
}

/// What is wrong with the line that should be entry `index` after `previous`.
std::optional<Break> breakAt(QByteArrayView line, qint64 index, const QByteArray &previous, QByteArray &hash)
{
    const auto found = [index](Break::Kind kind, const QString &text) {
        return Break{kind, index, text.arg(index)};
    };
    if (!line.endsWith('\n'))
        return found(Break::Kind::Torn, u"Entry %1 is incomplete: the journal ends in the middle of it."_s);
    const std::optional<JournalEntry> entry = JournalEntry::parse(line.chopped(1), &hash);
    if (!entry)
        return found(Break::Kind::Unreadable, u"Entry %1 is not what the journal writes: it was altered."_s);
    if (entry->hash() != hash)
        return found(Break::Kind::Altered, u"Entry %1 was altered: its hash does not fit what it says."_s);
    if (entry->index > index)
        return found(Break::Kind::Missing, u"Entry %1 is missing."_s);
    if (entry->index < index)
        return found(Break::Kind::Moved,
                     u"Where entry %1 should be stands another one: entries were moved."_s);
    if (entry->previous != previous)
        return found(Break::Kind::Altered,
                     u"Entry %1 does not follow the one before it: one of them was replaced."_s);
    return std::nullopt;
}

} // namespace

SigningJournal::SigningJournal(QString path)
    : m_path(std::move(path))
    , m_head(JournalEntry::noHash())
{}

Result<std::unique_ptr<SigningJournal>> SigningJournal::open(const QString &path, Timestamp now)
{
    if (isNoFile(path))
        return fail(ErrorCode::StorageFailure,
                    u"%1 is a folder, a pipe or a device, and no journal. Move it away."_s.arg(path),
                    {{u"path"_s, path}});
    const Result<void> folder = durablefile::ensureFolder(QFileInfo(path).absolutePath());
    if (!folder)
        return Failure(folder.error());
    std::unique_ptr<SigningJournal> journal(new SigningJournal(path));
    const durablefile::Turn turn(path);
    const Result<void> found = journal->findEnd(now);
    if (!found)
        return Failure(found.error());
    return journal;
}

Result<void> SigningJournal::findEnd(Timestamp now)
{
    QFile file(m_path);
    if (!file.exists() || file.size() == 0)
        return {};
    if (!file.open(QIODevice::ReadOnly) || !file.seek(qMax(qint64(0), file.size() - 2 * kLongestLine)))
        return unreadable(file);
    const QByteArray end = file.readAll();
    const qsizetype whole = end.lastIndexOf('\n') + 1;
    const QByteArray torn = end.sliced(whole);
    if (whole == 0)
        return file.size() > kLongestLine ? putAside(now) : repair(torn, now);
    const qsizetype begin = whole >= 2 ? end.lastIndexOf('\n', whole - 2) + 1 : 0;
    QByteArray hash;
    const auto last = JournalEntry::parse(QByteArrayView(end).sliced(begin, whole - 1 - begin), &hash);
    if (!last || last->hash() != hash)
        return putAside(now);
    m_entries = last->index + 1;
    m_head = hash;
    m_size = file.size() - torn.size();
    return torn.isEmpty() ? Result<void>() : repair(torn, now);
}

/// What a crash left of an entry was never acknowledged.
Result<void> SigningJournal::repair(const QByteArray &torn, Timestamp now)
{
    QFile file(m_path);
    if (!file.resize(file.size() - torn.size()))
        return unreadable(file);
    return write(u"torn-end-removed"_s, {{u"bytes"_s, torn.size()}}, now);
}

Result<void> SigningJournal::putAside(Timestamp now)
{
    const QString aside = m_path + u".damaged-"_s + now.text().replace(u':', u'-');
    QFile file(m_path);
    if (!file.rename(aside))
        return unreadable(file);
    // The turn so far was at the file that is aside now; another may have begun the new one.
    const durablefile::Turn turn(m_path);
    catchUp();
    return write(u"damaged-journal-put-aside"_s, {{u"file"_s, QFileInfo(aside).fileName()}}, now);
}

Result<void> SigningJournal::append(const QString &event, const QJsonObject &details, Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    const durablefile::Turn turn(m_path);
    catchUp();
    return write(event, details, now);
}

/// Passes over what another process wrote since, where it follows. What does not is left for verify() to
/// find.
void SigningJournal::catchUp()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(m_size))
        return;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(kLongestLine + 1);
        QByteArray hash;
        if (breakAt(line, m_entries, m_head, hash))
            return;
        ++m_entries;
        m_head = hash;
        m_size += line.size();
    }
}

Result<void> SigningJournal::write(const QString &event, const QJsonObject &details, Timestamp now)
{
    const JournalEntry entry{m_entries, now, event, details, m_head};
    const QByteArray line = entry.line();
    if (line.size() > kLongestLine)
        return fail(ErrorCode::InternalError, u"An entry of the journal is too long."_s);
    Result<void> written = durablefile::append(m_path, line);
    if (!written)
        return written;
    m_head = entry.hash();
    m_size += line.size();
    ++m_entries;
    return written;
}

QByteArray SigningJournal::head() const
{
    const std::scoped_lock lock(m_mutex);
    return m_entries == 0 ? QByteArray() : m_head;
}

qint64 SigningJournal::entries() const
{
    const std::scoped_lock lock(m_mutex);
    return m_entries;
}

Result<SigningJournal::Verdict> SigningJournal::verify(const QString &path, const QByteArray &expectedHead)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file);
    Verdict verdict;
    QByteArray previous = JournalEntry::noHash();
    bool passedExpected = expectedHead.isEmpty();
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(kLongestLine + 1);
        QByteArray hash;
        verdict.firstBreak = breakAt(line, verdict.entries, previous, hash);
        if (verdict.firstBreak)
            return verdict;
        ++verdict.entries;
        verdict.head = hash;
        previous = hash;
        passedExpected = passedExpected || hash == expectedHead;
    }
    if (file.error() != QFileDevice::NoError)
        return unreadable(file);
    if (!passedExpected)
        verdict.firstBreak =
            Break{Break::Kind::CutOff, verdict.entries,
                  u"The journal ends after %1 entries without the one whose hash is known: its end "
                  "was cut off, or it was written anew."_s.arg(verdict.entries)};
    return verdict;
}

} // namespace muster
