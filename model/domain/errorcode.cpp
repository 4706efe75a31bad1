// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorcode.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct CodeName
{
    ErrorCode code;
    QLatin1StringView name;
};

constexpr std::array kNames{
    CodeName{ErrorCode::ValidationError, "VALIDATION_ERROR"_L1},
    CodeName{ErrorCode::AuthRequired, "AUTH_REQUIRED"_L1},
    CodeName{ErrorCode::AuthInvalid, "AUTH_INVALID"_L1},
    CodeName{ErrorCode::NotFound, "NOT_FOUND"_L1},
    CodeName{ErrorCode::MachineNotActive, "MACHINE_NOT_ACTIVE"_L1},
    CodeName{ErrorCode::MachineNotActivated, "MACHINE_NOT_ACTIVATED"_L1},
    CodeName{ErrorCode::MachineIdentityExists, "MACHINE_IDENTITY_EXISTS"_L1},
    CodeName{ErrorCode::MachineIdentityImmutable, "MACHINE_IDENTITY_IMMUTABLE"_L1},
    CodeName{ErrorCode::MachineIdentityProofRequired, "MACHINE_IDENTITY_PROOF_REQUIRED"_L1},
    CodeName{ErrorCode::MachineIdentityProofInvalid, "MACHINE_IDENTITY_PROOF_INVALID"_L1},
    CodeName{ErrorCode::MachineIdentityProofExpired, "MACHINE_IDENTITY_PROOF_EXPIRED"_L1},
    CodeName{ErrorCode::PeaqosIdentityUnavailable, "PEAQOS_IDENTITY_UNAVAILABLE"_L1},
    CodeName{ErrorCode::MethodNotAllowed, "METHOD_NOT_ALLOWED"_L1},
    CodeName{ErrorCode::PayloadTooLarge, "PAYLOAD_TOO_LARGE"_L1},
    CodeName{ErrorCode::UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE"_L1},
    CodeName{ErrorCode::PreconditionFailed, "PRECONDITION_FAILED"_L1},
    CodeName{ErrorCode::HeadersTooLarge, "HEADERS_TOO_LARGE"_L1},
    CodeName{ErrorCode::RateLimited, "RATE_LIMITED"_L1},
    CodeName{ErrorCode::HostNotAllowed, "HOST_NOT_ALLOWED"_L1},
    CodeName{ErrorCode::OriginNotAllowed, "ORIGIN_NOT_ALLOWED"_L1},
    CodeName{ErrorCode::NotImplemented, "NOT_IMPLEMENTED"_L1},
    CodeName{ErrorCode::InternalError, "INTERNAL_ERROR"_L1},
    CodeName{ErrorCode::Foreign, "FOREIGN"_L1},
    CodeName{ErrorCode::BadResponse, "BAD_RESPONSE"_L1},
    CodeName{ErrorCode::NetworkFailure, "NETWORK_FAILURE"_L1},
    CodeName{ErrorCode::StorageFailure, "STORAGE_FAILURE"_L1},
    CodeName{ErrorCode::WorkspaceInUse, "WORKSPACE_IN_USE"_L1},
    CodeName{ErrorCode::WorkspaceRefused, "WORKSPACE_REFUSED"_L1},
    CodeName{ErrorCode::KeyRefused, "KEY_REFUSED"_L1},
    CodeName{ErrorCode::KeyMissing, "KEY_MISSING"_L1},
    CodeName{ErrorCode::PassphraseWrong, "PASSPHRASE_WRONG"_L1},
    CodeName{ErrorCode::PassphraseWeak, "PASSPHRASE_WEAK"_L1},
    CodeName{ErrorCode::VaultLocked, "VAULT_LOCKED"_L1},
    CodeName{ErrorCode::VaultInUse, "VAULT_IN_USE"_L1},
    CodeName{ErrorCode::VaultRefused, "VAULT_REFUSED"_L1},
    CodeName{ErrorCode::Cancelled, "CANCELLED"_L1},
};

} // namespace

QString errorCodeName(ErrorCode code)
{
    const auto *found =
        std::find_if(kNames.begin(), kNames.end(), [code](const CodeName &n) { return n.code == code; });
    return found == kNames.end() ? u"INTERNAL_ERROR"_s : QString(found->name);
}

ErrorCode errorCodeFromName(QStringView name)
{
    const auto *found =
        std::find_if(kNames.begin(), kNames.end(), [name](const CodeName &n) { return name == n.name; });
    const bool onTheWire = found != kNames.end() && found->code < ErrorCode::Foreign;
    return onTheWire ? found->code : ErrorCode::Foreign;
}

} // namespace muster
