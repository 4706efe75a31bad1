// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinewrite.h"

#include "controllersource.h"
#include "identityerrors.h"
#include "refusallog.h"
#include "servicestack.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kRegistryMoved = "registry_moved"_L1;

Result<void> checkRegistry(WriteSession &session, const std::optional<qint64> &seen)
{
    if (!seen)
        return {};
    const Result<qint64> now = session.registryRevision();
    if (!now)
        return Failure(now.error());
    if (*now != *seen)
        return fail(ErrorCode::PreconditionFailed,
                    u"The identity registry changed while the machine was checked; send the request again."_s,
                    {{u"reason"_s, QString(kRegistryMoved)}});
    return {};
}

} // namespace

Result<void> storeMachine(const ServiceContext &context, const MachineWrite &write)
{
    const QByteArray document = context.renderer.render(write.machine);
    MachineChange change{write.machine};
    if (change.machine.identityProof)
        change.machine.identityProof->evidence.reset();
    change.machine.verification = write.verification;

    Result<void> written = context.writer.write([&](WriteSession &session) -> Result<void> {
        if (auto registry = checkRegistry(session, write.registryRevision); !registry)
            return registry;
        if (write.consumes) {
            if (auto consumed = session.consumeChallenge(*write.consumes, context.clock.now()); !consumed)
                return consumed;
        }
        Result<void> stored = write.expectedRevision
                                  ? session.updateMachine(write.machine, document, *write.expectedRevision)
                                  : session.insertMachine(write.machine, document);
        if (!stored)
            return stored;
        if (auto logged = session.appendAuditEvent(write.event); !logged)
            return logged;
        session.onCommitted([feed = &context.feed, change] { feed->publish(change); });
        return {};
    });
    // A challenge that was used or expired since the proof was judged.
    if (!written && write.consumes && refusallog::isRecorded(written.error()))
        refusallog::record(
            context, refusallog::proofRefusal(context, {write.event.actor}, written.error(),
                                              {u"challenge"_s, *write.consumes, write.machine.identityRef}));
    return written;
}

Verification verificationAfter(const Machine &machine, ControllerSource &controllers, const Clock &clock)
{
    if (!machine.identityProof)
        return {Verification::State::Failed, QString(reason::kProofMissing), clock.now()};
    const Result<Resolution> known = controllers.lastKnown(machine.identityProof->identityRef);
    return {Verification::State::Verified, {}, known ? known->resolvedAt : clock.now()};
}

bool registryMoved(const Error &error)
{
    return error.code == ErrorCode::PreconditionFailed && error.details.value("reason"_L1) == kRegistryMoved;
}

} // namespace muster
