// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace muster {

/// What went wrong, as a word that programs can branch on. The first group travels in the error envelope of
/// the orchestration API (docs/contract.md, ERR); the second never leaves this program.
enum class ErrorCode {
    ValidationError,
    AuthRequired,
    AuthInvalid,
    NotFound,
    MachineNotActive,
    MachineNotActivated,
    MachineIdentityExists,
    MachineIdentityImmutable,
    MachineIdentityProofRequired,
    MachineIdentityProofInvalid,
    MachineIdentityProofExpired,
    PeaqosIdentityUnavailable,
    MethodNotAllowed,
    PayloadTooLarge,
    UnsupportedMediaType,
    PreconditionFailed,
    HeadersTooLarge,
    RateLimited,
    HostNotAllowed,
    OriginNotAllowed,
    NotImplemented,
    InternalError,

    Foreign,          ///< a code of a remote service that this program does not know; see Error::foreignCode
    BadResponse,      ///< a remote service answered something that is not the contract
    NetworkFailure,   ///< no answer: refused, unreachable, TLS fault, timed out
    StorageFailure,   ///< the database or a file could not be read or written
    WorkspaceInUse,   ///< another process has the workspace open
    WorkspaceRefused, ///< not a Muster database, a newer one, or a damaged one; left untouched
    KeyRefused,       ///< a private key or keystore that cannot be accepted
    KeyMissing,       ///< no key held here may sign this
    PassphraseWrong,  ///< it does not open this vault or key file
    PassphraseWeak,   ///< a new passphrase that breaks the rules for new ones
    VaultLocked,      ///< the passphrase is needed first
    VaultInUse,       ///< another process has the vault open
    VaultRefused,     ///< not a vault, a newer one, or a damaged one; left untouched
    Cancelled,
};

/// The wire spelling (`VALIDATION_ERROR`); codes of the second group have one too, for logs and JSON output.
QString errorCodeName(ErrorCode code);

/// The code of a wire spelling; Foreign for a spelling that is not known.
ErrorCode errorCodeFromName(QStringView name);

} // namespace muster
