// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidencestore.h"
#include "machine.h"
#include "result.h"
#include "storethread.h"

#include <QFuture>
#include <QObject>
#include <QStringList>

#include <functional>

namespace muster {

class Clock;
class MachineRenderer;

/// The proofs that were made here, as the flows and the window use them. The store is opened when it is first
/// needed and used in a thread of its own, one call after another; one that could not be opened is tried
/// again with the next call. Every future ends with a result. GUI thread.
class EvidenceDesk : public QObject
{
    Q_OBJECT

public:
    using Open = StoreThread<EvidenceStore>::Open;

    /// `clock` and `renderer`, which makes the JSON of a record, outlive this.
    EvidenceDesk(Open open, const MachineRenderer &renderer, const Clock &clock, QObject *parent = nullptr);
    /// Waits for what is under way: what was told to it is kept.
    ~EvidenceDesk() override = default;

    /// Before the proof is sent: what this cannot keep must not go. Dates it; the answer is its number.
    QFuture<Result<qint64>> keep(KeptProof proof);
    /// The service made this record of the proof.
    QFuture<Result<void>> complete(qint64 number, const Machine &record);
    /// The service made none.
    QFuture<Result<void>> refuse(qint64 number, const Error &error);
    /// The proof that `machine` carries, if it was made here.
    QFuture<Result<std::optional<KeptProof>>> find(const Machine &machine);
    /// Of these, the ids of those whose proof was not made here, or is not kept any more; those without a
    /// proof are among them.
    QFuture<Result<QStringList>> withoutEvidence(const QList<Machine> &machines);

signals:
    /// A proof was kept or completed.
    void changed();

private:
    template <typename T>
    QFuture<Result<T>> run(std::function<Result<T>(EvidenceStore &)> work, bool changes);

    const MachineRenderer &m_renderer;
    const Clock &m_clock;
    StoreThread<EvidenceStore> m_store; ///< ends before what its calls use
};

} // namespace muster
