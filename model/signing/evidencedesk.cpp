// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidencedesk.h"

#include "clock.h"
#include "machinerenderer.h"

#include <QStringList>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

EvidenceDesk::EvidenceDesk(Open open, const MachineRenderer &renderer, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_renderer(renderer)
    , m_clock(clock)
    , m_store(std::move(open))
{}

template <typename T>
QFuture<Result<T>> EvidenceDesk::run(std::function<Result<T>(EvidenceStore &)> work, bool changes)
{
    return m_store.run<T>([this, work = std::move(work), changes](EvidenceStore &store) {
        const Result<T> answer = work(store);
        // This object waits for the thread before it goes.
        if (changes && answer)
            QMetaObject::invokeMethod(this, &EvidenceDesk::changed, Qt::QueuedConnection);
        return answer;
    });
}

QFuture<Result<qint64>> EvidenceDesk::keep(KeptProof proof)
{
    proof.madeAt = m_clock.now();
    return run<qint64>([proof = std::move(proof)](EvidenceStore &store) { return store.keep(proof); }, true);
}

QFuture<Result<void>> EvidenceDesk::complete(qint64 number, const Machine &record)
{
    return run<void>([number, text = m_renderer.render(record)](
                         EvidenceStore &store) { return store.complete(number, text, {}); },
                     true);
}

QFuture<Result<void>> EvidenceDesk::refuse(qint64 number, const Error &error)
{
    const QString refusal = u"%1: %2"_s.arg(error.codeName(), error.message);
    return run<void>([=](EvidenceStore &store) { return store.complete(number, {}, refusal); }, true);
}

QFuture<Result<std::optional<KeptProof>>> EvidenceDesk::find(const Machine &machine)
{
    if (!machine.identityProof)
        return QtFuture::makeReadyFuture(Result<std::optional<KeptProof>>(std::nullopt));
    return run<std::optional<KeptProof>>(
        [proof = *machine.identityProof](EvidenceStore &store) {
            return store.find(proof.identityRef, proof.challengeId, proof.signerAddress);
        },
        false);
}

QFuture<Result<QStringList>> EvidenceDesk::withoutEvidence(const QList<Machine> &machines)
{
    return run<QStringList>(
        [machines](EvidenceStore &store) -> Result<QStringList> {
            QStringList missing;
            for (const Machine &machine : machines) {
                if (const auto &proof = machine.identityProof) {
                    const auto found =
                        store.find(proof->identityRef, proof->challengeId, proof->signerAddress);
                    if (!found)
                        return Failure(found.error());
                    if (*found)
                        continue;
                }
                missing.append(machine.id);
            }
            return missing;
        },
        false);
}

} // namespace muster
