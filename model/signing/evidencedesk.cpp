// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidencedesk.h"

#include "clock.h"
#include "machinerenderer.h"

#include <QPromise>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

/// The store, in the one thread that may touch it.
class EvidenceDesk::Worker
{
public:
    explicit Worker(Open open)
        : m_open(std::move(open))
    {}

    Result<EvidenceStore *> store()
    {
        if (!m_store) {
            Result<std::unique_ptr<EvidenceStore>> opened = m_open();
            if (!opened)
                return Failure(opened.error());
            m_store = std::move(*opened);
        }
        return m_store.get();
    }
    void close() { m_store.reset(); }

private:
    Open m_open;
    std::unique_ptr<EvidenceStore> m_store;
};

EvidenceDesk::EvidenceDesk(Open open, const MachineRenderer &renderer, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_worker(std::make_shared<Worker>(std::move(open)))
    , m_renderer(renderer)
    , m_clock(clock)
{
    m_pool.setMaxThreadCount(1);
    // The store belongs to one thread for as long as it lives.
    m_pool.setExpiryTimeout(-1);
}

EvidenceDesk::~EvidenceDesk()
{
    m_pool.start([worker = m_worker] { worker->close(); });
    m_pool.waitForDone();
}

template <typename T>
QFuture<Result<T>> EvidenceDesk::run(std::function<Result<T>(EvidenceStore &)> work, bool changes)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QFuture<Result<T>> future = promise->future();
    // This object waits for its thread before it goes.
    m_pool.start([this, promise, work = std::move(work), changes] {
        const Result<EvidenceStore *> store = m_worker->store();
        promise->addResult(store ? work(**store) : Result<T>(Failure(store.error())));
        if (changes && promise->future().result())
            QMetaObject::invokeMethod(this, &EvidenceDesk::changed, Qt::QueuedConnection);
        promise->finish();
    });
    return future;
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

} // namespace muster
