// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "timestamp.h"

#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QThreadPool>

namespace muster {

/// What was typed into a form and was neither sent nor given up.
struct Draft
{
    QString key;         ///< which form: one draft each
    QString place;       ///< where it would be sent: folder or URL
    QJsonObject content; ///< the form's own; never a secret
    Timestamp keptAt;
    bool operator==(const Draft &) const = default;
};

/// Drafts in a folder, one file each, so that a program that ends without warning loses none. Files are
/// written whole beside the old ones and then take their names; all of it in a thread of its own, in order.
/// The destructor waits for what is being written. GUI thread.
class Drafts
{
public:
    /// The folder is made when the first draft is kept; only its owner can read it.
    explicit Drafts(const QString &folder);
    ~Drafts();

    void keep(const Draft &draft);
    void drop(const QString &key);
    void dropAllOf(const QString &place);
    /// Those of `place`, the newest first. A file that cannot be read is left where it is and passed over.
    QFuture<Result<QList<Draft>>> of(const QString &place);

private:
    QString fileOf(const QString &key) const;

    QString m_folder;
    QThreadPool m_writer; ///< one thread
};

} // namespace muster
