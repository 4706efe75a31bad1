// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "challenge.h"
#include "clock.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QLayout;
class QPushButton;

namespace muster {

class ChallengeVerdict;
class ControllerKeyPicker;
class MessageView;
class Settings;
class SignElsewherePanel;
class SigningDesk;

/// The exact challenge, whether it says what it should, how long it holds, and which key signs it, here or
/// elsewhere. Signs nothing itself. GUI thread.
class ChallengePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ChallengePanel(SigningDesk &desk, QWidget *parent = nullptr);

    /// As ChallengeVerdict::rememberForms().
    void rememberForms(Settings &settings, const QString &place);
    /// As ChallengeVerdict::setInstance().
    void setInstance(const QString &instance);
    /// Another clock than the computer's; it outlives this.
    void setClock(const Clock &clock) { m_clock = &clock; }

    /// A challenge is asked for now: what it still holds is counted from here.
    void beginAsking();
    void setChallenge(const Challenge &challenge);
    void clear();
    const std::optional<Challenge> &challenge() const { return m_challenge; }
    bool isExpired() const;
    void setBusy(bool busy);

    /// The challenge was judged and seen, has not expired, and there is who signs it.
    bool mayBeSigned() const;
    bool isElsewhere() const;
    /// Of the key that is chosen here.
    std::optional<Address> signer() const;
    /// The one that was made elsewhere.
    std::optional<QString> signature() const;
    /// As ChallengeVerdict::noteAgreement().
    void noteAgreement();

signals:
    /// mayBeSigned() may be another one.
    void changed();
    void elsewhereChanged(bool elsewhere);
    void renewalAsked();

private:
    QLayout *buildExpiry();
    QLayout *buildSigning();
    void tick();
    void expire();
    void highlightRenewal(bool on);
    qint64 elapsed() const;
    void followVerdict();
    void signElsewhere(bool elsewhere);

    std::optional<Challenge> m_challenge;
    SystemClock m_systemClock;
    const Clock *m_clock = &m_systemClock;
    QElapsedTimer m_asked; ///< since the challenge was asked for: the service's clock may differ from ours
    Timestamp m_askedAt;   ///< the same by the clock: a timer stands still while the computer is suspended
    /// Milliseconds from then; none for a text without its own times that has expired by this computer's
    /// clock, since the service's may be right.
    std::optional<qint64> m_lifetime;
    QTimer m_ticker;
    bool m_busy = false;

    MessageView *m_message;
    ChallengeVerdict *m_verdict;
    QLabel *m_expiry;
    QPushButton *m_renewButton;
    ControllerKeyPicker *m_keys;
    QPushButton *m_elsewhereButton;
    SignElsewherePanel *m_elsewhere;
};

} // namespace muster
