// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "securebytes.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace muster {

/// Keeps the vault's passphrase outside this program, for a user who chose that: the keyring of the system.
/// Implemented by app, so that nothing else links it. GUI thread; nothing waits, every future ends with a
/// result within some seconds.
class PassphraseKeeper : public QObject
{
    Q_OBJECT

public:
    enum class Presence { Unknown, Absent, Present };
    using Secret = std::shared_ptr<SecureBytes>;

    using QObject::QObject;

    /// Whether there is a keyring that answers; Unknown until look() has had its answer.
    virtual Presence presence() const = 0;
    /// Why there is none, one sentence; empty unless Absent.
    virtual QString absence() const = 0;
    /// Asks in the background; presenceChanged() follows.
    virtual void look() = 0;

    /// Whether the user chose it; off unless chosen.
    virtual bool isOn() const = 0;
    /// Off takes what is kept out of the keyring; a failure of that is told by failed().
    virtual void setOn(bool on) = 0;

    /// What is kept. NotFound when nothing is; StorageFailure.
    virtual QFuture<Result<Secret>> recall() = 0;
    /// StorageFailure: not kept; failed() tells it, too.
    virtual QFuture<Result<void>> keep(SecureBytes passphrase) = 0;

signals:
    void presenceChanged();
    /// What was meant to happen behind the user's back did not.
    void failed(const muster::Error &error);
};

} // namespace muster
