// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challenge.h"
#include "result.h"
#include "signinggrant.h"
#include "vaultdesk.h"

#include <QDeadlineTimer>
#include <QFuture>
#include <QObject>
#include <QTimer>

#include <optional>

namespace muster {

class Clock;

/// The one approval that may stand at a time: it signs for exactly what it was given for, with nobody asked
/// once more. It outlives the vault's idle lock, up to its own end; every other lock, the user and the loss
/// of the key end it, and its key is wiped with it. GUI thread; nothing waits.
class GrantDesk : public QObject
{
    Q_OBJECT

public:
    enum class End { UsedUp, TimeUp, Asked, Locked, KeyGone };
    Q_ENUM(End)

    /// Both outlive this.
    GrantDesk(VaultDesk &vault, const Clock &clock, QObject *parent = nullptr);
    ~GrantDesk() override;

    /// The vault must be unlocked: VaultLocked, KeyMissing; VALIDATION_ERROR while another one stands or is
    /// being given. Journalled before it stands.
    QFuture<Result<void>> give(const SigningGrant &grant);
    const Clock &clock() const { return m_clock; }
    const std::optional<SigningGrant> &standing() const { return m_grant; }
    qint64 secondsLeft() const; ///< 0 without one

    /// Signs the challenge under the standing approval, which is then used up for its identity; the answer is
    /// the signature's text. `instance`: what the service of `profile` calls itself, as for readChallenge();
    /// it must have a name. VALIDATION_ERROR, and nothing is signed, when the approval does not cover this,
    /// or when the text is not understood or contradicts its record: nobody has seen it. VaultLocked without
    /// an approval.
    QFuture<Result<QString>> sign(const Challenge &challenge, const QString &profile,
                                  const QString &instance);
    void end() { endFor(End::Asked); }

signals:
    /// Given, used, ended, or a second nearer to its end.
    void changed();
    void ended(muster::GrantDesk::End why);

private:
    void endFor(End why);
    void tick();

    VaultDesk &m_vault;
    const Clock &m_clock;
    std::optional<SigningGrant> m_grant;
    QDeadlineTimer m_end; ///< the same by a clock that nobody can set back
    bool m_giving = false;
    QTimer m_second;
};

} // namespace muster
