// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "grantdesk.h"
#include "proofrenewal.h"

#include <QList>
#include <QObject>
#include <QSet>

#include <optional>

namespace muster {

/// Proves many machines again, one after another, under approvals that are bound to exactly their identities,
/// one for each key. One that fails does not keep the rest. The run rests, and asks, when its approval ends
/// before it is used up, when the service does not answer, or refuses whoever asks. GUI thread; nothing
/// waits. What is under way ends with this object, and so does the approval.
class ProofRun : public QObject
{
    Q_OBJECT

public:
    enum class State { Waiting, Underway, Proven, Failed };
    struct Item
    {
        Machine machine; ///< once it is proven, as the service answered
        Address signer;
        State state = State::Waiting;
        std::optional<Error> error = {}; ///< why it failed; of a proven one: what is not in the evidence
    };
    enum class Stage { Idle, Running, Resting, Done };
    /// Why it rests; neither: it was stopped by stop().
    struct Rest
    {
        std::optional<GrantDesk::End> ended; ///< of the approval
        std::optional<Error> error;
    };

    /// `place` names the service in approvals and in the kept proofs. The desk must have a GrantDesk.
    ProofRun(Orchestrator &orchestrator, SigningDesk &desk, const QString &place, QObject *parent = nullptr);
    ~ProofRun() override;

    /// What the service calls itself: an approval covers no service without a name.
    void setInstance(const QString &instance) { m_instance = instance; }
    /// Begins with other machines; each record names an identity, and its signer's key is in the vault.
    void start(const QList<Item> &items);
    /// Goes on with those that wait; gives the approval anew, for which the vault must be unlocked. However
    /// many keys it takes, all approvals end SigningGrant::kDefaultSeconds from here.
    void goOn();
    /// Those that failed wait again, and it goes on.
    void tryFailedAgain();
    /// After the machine that is under way.
    void stop();

    Stage stage() const { return m_stage; }
    const Rest &rest() const { return m_rest; }
    const QList<Item> &items() const { return m_items; }
    int count(State state) const;

signals:
    void changed(int row);
    void stageChanged();
    void proven(const muster::Machine &machine);

private:
    static QCoro::Task<> runThrough(QPointer<ProofRun> run);
    QFuture<Result<void>> approve(const Address &signer);
    qint64 consentSecondsLeft() const;
    void restAfter(const Error &error);
    void giveApprovalBack();
    void followEnd(GrantDesk::End why);
    void take(int row, const Result<ProofRenewal::Outcome> &outcome);
    void setState(int row, State state, const std::optional<Error> &error = {});
    void setStage(Stage stage, const Rest &rest = {});
    int next() const;

    QPointer<SigningDesk> m_desk;
    ProofRenewal m_renewal;
    const QString m_place;
    QString m_instance;
    QList<Item> m_items;
    QSet<QString> m_approved; ///< DIDs that the standing approval still covers
    bool m_approvalIsOurs = false;
    Timestamp m_consentEnds; ///< of all approvals together, from the last goOn()
    Stage m_stage = Stage::Idle;
    Rest m_rest;
    std::optional<Rest> m_restAsked; ///< to be taken before the next machine
};

} // namespace muster
