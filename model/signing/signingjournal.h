// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "timestamp.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <mutex>
#include <optional>

namespace muster {

/// What was done with keys, one line of JSON per event, never a secret. Each entry carries its number, the
/// hash of the one before and its own (SHA-256 over the entry without it), so that an entry that was altered,
/// taken out or moved is found. Nobody is kept from writing a whole new journal, or from cutting off its end:
/// who wants to know that keeps the head hash elsewhere. Any thread; processes that write to the same journal
/// take turns, and each goes on where the other ended.
class SigningJournal
{
public:
    /// Where a journal stops being what was written.
    struct Break
    {
        enum class Kind { Unreadable, Altered, Missing, Moved, Torn, CutOff };
        Kind kind = Kind::Altered;
        qint64 index = 0; ///< of the first entry that is wrong or not there, counted from 0
        QString text;     ///< one sentence for people
    };
    struct Verdict
    {
        qint64 entries = 0; ///< good ones, from the first on
        QByteArray head;    ///< hash of the last good one, 64 hex digits; empty without one
        std::optional<Break> firstBreak;
    };

    /// Continues the journal at `path`, or begins it. An end that was torn by a crash is taken off and noted;
    /// a journal whose last entry cannot be read is put aside under a name with `.damaged`, and the new one
    /// says so. StorageFailure.
    static Result<std::unique_ptr<SigningJournal>> open(const QString &path, Timestamp now);

    /// On the disk when it returns. `event` is one word, `details` hold no secret. StorageFailure: not
    /// written.
    Result<void> append(const QString &event, const QJsonObject &details, Timestamp now);
    QByteArray head() const;
    qint64 entries() const;

    /// Reads the whole journal. With `expectedHead`, as kept elsewhere, an end that was cut off is found,
    /// too.
    static Result<Verdict> verify(const QString &path, const QByteArray &expectedHead = {});

private:
    explicit SigningJournal(QString path);
    Result<void> findEnd(Timestamp now);
    void catchUp();
    Result<void> write(const QString &event, const QJsonObject &details, Timestamp now);
    Result<void> repair(const QByteArray &torn, Timestamp now);
    Result<void> putAside(Timestamp now);

    const QString m_path;
    mutable std::mutex m_mutex;
    qint64 m_entries = 0;
    qint64 m_size = 0; ///< of the file up to the last entry that is known here
    QByteArray m_head;
};

} // namespace muster
