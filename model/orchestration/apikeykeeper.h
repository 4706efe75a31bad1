// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QFuture>
#include <QObject>

namespace muster {

/// Keeps the API keys of remote services: in the keyring of the system where the user chose that, else in
/// memory until the program ends. Never in a file of its own. Implemented by app, so that nothing else links
/// the keyring. GUI thread; nothing waits, every future ends with a result within some seconds.
class ApiKeyKeeper : public QObject
{
    Q_OBJECT

public:
    enum class Presence { Unknown, Absent, Present };

    using QObject::QObject;

    /// Whether there is a keyring that answers; Unknown until look() has had its answer.
    virtual Presence presence() const = 0;
    /// Why there is none, one sentence; empty unless Absent.
    virtual QString absence() const = 0;
    /// Asks in the background; presenceChanged() follows.
    virtual void look() = 0;

    /// The key of a kept service: from this session, else from the keyring when `inKeyring`. NotFound when
    /// none is there; StorageFailure.
    virtual QFuture<Result<QByteArray>> recall(const QString &profileId, bool inKeyring) = 0;
    /// Until the program ends.
    virtual void keepForSession(const QString &profileId, const QByteArray &key) = 0;
    /// In the keyring, too. StorageFailure: only for the session.
    virtual QFuture<Result<void>> keep(const QString &profileId, const QByteArray &key) = 0;
    /// Takes it out of the keyring; `ofSession`: out of memory, too. StorageFailure: it may still be there.
    virtual QFuture<Result<void>> forget(const QString &profileId, bool ofSession) = 0;

signals:
    void presenceChanged();
};

} // namespace muster
