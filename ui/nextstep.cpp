// SPDX-License-Identifier: GPL-3.0-or-later
#include "nextstep.h"

#include <QCoreApplication>

#include <array>

namespace muster {
namespace {

struct Step
{
    ErrorCode code;
    const char *words;
};

constexpr std::array kSteps{
    Step{ErrorCode::ValidationError, QT_TRANSLATE_NOOP("muster::NextStep", "Correct it and send it again.")},
    Step{ErrorCode::AuthRequired,
         QT_TRANSLATE_NOOP("muster::NextStep", "Connect again with the API key that the service gave you.")},
    Step{ErrorCode::AuthInvalid,
         QT_TRANSLATE_NOOP("muster::NextStep", "Connect again with the API key that the service gave you.")},
    Step{ErrorCode::NotFound,
         QT_TRANSLATE_NOOP("muster::NextStep", "Refresh the list to see what is there now.")},
    Step{ErrorCode::MachineNotActive,
         QT_TRANSLATE_NOOP("muster::NextStep", "Set the machine to active first.")},
    Step{ErrorCode::MachineNotActivated,
         QT_TRANSLATE_NOOP("muster::NextStep", "Set the machine to active first.")},
    Step{ErrorCode::MachineIdentityExists,
         QT_TRANSLATE_NOOP("muster::NextStep", "Edit that one, or archive it first.")},
    Step{ErrorCode::MachineIdentityImmutable,
         QT_TRANSLATE_NOOP("muster::NextStep",
                           "Archive the machine and register it anew with the other identity.")},
    Step{ErrorCode::MachineIdentityProofRequired,
         QT_TRANSLATE_NOOP("muster::NextStep", "Get a challenge and sign it first.")},
    Step{ErrorCode::MachineIdentityProofInvalid,
         QT_TRANSLATE_NOOP("muster::NextStep", "Get a new challenge and sign again.")},
    Step{ErrorCode::MachineIdentityProofExpired,
         QT_TRANSLATE_NOOP("muster::NextStep", "Get a new challenge and sign again.")},
    Step{ErrorCode::PeaqosIdentityUnavailable,
         QT_TRANSLATE_NOOP("muster::NextStep", "Nothing is lost: try again in a moment.")},
    Step{
        ErrorCode::MethodNotAllowed,
        QT_TRANSLATE_NOOP("muster::NextStep", "Check that the address is that of an orchestration service.")},
    Step{ErrorCode::PayloadTooLarge, QT_TRANSLATE_NOOP("muster::NextStep", "Shorten what you entered.")},
    Step{
        ErrorCode::UnsupportedMediaType,
        QT_TRANSLATE_NOOP("muster::NextStep", "Check that the address is that of an orchestration service.")},
    Step{ErrorCode::PreconditionFailed,
         QT_TRANSLATE_NOOP("muster::NextStep", "Load it again to see what stands there now.")},
    Step{
        ErrorCode::HeadersTooLarge,
        QT_TRANSLATE_NOOP("muster::NextStep", "Check that the address is that of an orchestration service.")},
    Step{ErrorCode::RateLimited, QT_TRANSLATE_NOOP("muster::NextStep", "Wait a little, then try again.")},
    Step{ErrorCode::HostNotAllowed,
         QT_TRANSLATE_NOOP("muster::NextStep",
                           "Who runs the service must allow the name in its address first.")},
    Step{ErrorCode::OriginNotAllowed,
         QT_TRANSLATE_NOOP("muster::NextStep",
                           "Connect to the service itself, not through a page of a browser.")},
    Step{ErrorCode::NotImplemented, QT_TRANSLATE_NOOP("muster::NextStep", "Use a service that has this.")},
    Step{ErrorCode::InternalError,
         QT_TRANSLATE_NOOP("muster::NextStep", "Try again; if it stays so, tell who runs the service.")},
    Step{ErrorCode::Foreign,
         QT_TRANSLATE_NOOP("muster::NextStep", "Try again; if it stays so, tell who runs the service.")},
    Step{
        ErrorCode::BadResponse,
        QT_TRANSLATE_NOOP("muster::NextStep", "Check that the address is that of an orchestration service.")},
    Step{ErrorCode::NetworkFailure,
         QT_TRANSLATE_NOOP("muster::NextStep", "Nothing typed here is lost: try again.")},
    Step{ErrorCode::StorageFailure,
         QT_TRANSLATE_NOOP("muster::NextStep",
                           "Check that the disk has room and the folder may be written, then try again.")},
    Step{ErrorCode::WorkspaceInUse,
         QT_TRANSLATE_NOOP("muster::NextStep", "Close it there, or open another one.")},
    Step{ErrorCode::WorkspaceRefused,
         QT_TRANSLATE_NOOP("muster::NextStep",
                           "It was left as it is: open another one, or put a backup in its place.")},
    Step{ErrorCode::KeyRefused,
         QT_TRANSLATE_NOOP("muster::NextStep", "Use another key or another copy of the file.")},
    Step{ErrorCode::KeyMissing, QT_TRANSLATE_NOOP("muster::NextStep", "Import that key first.")},
    Step{ErrorCode::PassphraseWrong, QT_TRANSLATE_NOOP("muster::NextStep", "Type it again.")},
    Step{ErrorCode::PassphraseWeak, QT_TRANSLATE_NOOP("muster::NextStep", "Choose another one.")},
    Step{ErrorCode::VaultLocked, QT_TRANSLATE_NOOP("muster::NextStep", "Unlock the vault and try again.")},
    Step{ErrorCode::VaultInUse, QT_TRANSLATE_NOOP("muster::NextStep", "Close it there first.")},
    Step{ErrorCode::VaultRefused,
         QT_TRANSLATE_NOOP("muster::NextStep",
                           "It was left as it is: take it from a backup, or choose another folder.")},
    Step{ErrorCode::Cancelled, QT_TRANSLATE_NOOP("muster::NextStep", "Begin anew if you still want it.")},
};

/// In the order of the codes and without a gap, so that a new code cannot be forgotten here.
constexpr bool isComplete()
{
    for (std::size_t index = 0; index < kSteps.size(); ++index) {
        if (kSteps[index].code != static_cast<ErrorCode>(index))
            return false;
    }
    return kSteps.back().code == ErrorCode::Cancelled;
}
static_assert(isComplete());

} // namespace

QString nextStep(ErrorCode code)
{
    return QCoreApplication::translate("muster::NextStep", kSteps[static_cast<std::size_t>(code)].words);
}

} // namespace muster
