// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>

/// Files that must survive a crash, a kill and a full disk. POSIX calls are here, in folderlock and in
/// app, because Qt can neither sync a folder nor read a new file back before it takes its
/// name. All files are private (0600). Failures are StorageFailure and name the path and the system's reason.
/// Any thread.
namespace muster::durablefile {

/// What is wrong with a content that was read back from the disk; nothing when it is good.
using Check = std::function<Result<void>(const QByteArray &content)>;

/// Writes beside `path`, syncs, reads back, compares, asks `check`, and only then takes the place of the old
/// file and syncs the folder. Whatever fails, the old file is as it was and nothing new lies beside it. The
/// old file is kept under the name `aside`, where one is given that nothing has yet.
Result<void> replace(const QString &path, const QByteArray &content, const Check &check = {},
                     const QString &aside = {});

/// Adds to the end of a file, which is made when it is not there, and syncs. What fails is taken back; the
/// sentence speaks of this file only, since what it records may be done already.
Result<void> append(const QString &path, QByteArrayView content);

/// Keeps others that take turns, too, from writing to a file while it lives; waits for them. A file that is
/// not there is made, empty. Where it can be neither read nor made there is no turn: writing to it fails too.
class Turn
{
public:
    explicit Turn(const QString &path);
    ~Turn();
    Q_DISABLE_COPY_MOVE(Turn)

private:
    void end();

    int m_descriptor = -1;
};

/// Takes a file away for good. One that is not there is no failure.
Result<void> remove(const QString &path);

/// The whole file; one of more than `most` bytes is refused unread, and so is a pipe or a device.
Result<QByteArray> read(const QString &path, qint64 most);

/// Makes a folder (0700) and its parents; one that is there keeps what it holds, and loses the rights of
/// others.
Result<void> makeFolder(const QString &path);

/// Makes a folder as makeFolder() does when there is none; one that is there stays as it is.
Result<void> ensureFolder(const QString &path);

/// Takes away what a killed replace() left in a folder.
void removeLeftovers(const QString &folder);

} // namespace muster::durablefile
