// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpstatus.h"

namespace muster {

int httpStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ValidationError:
    case ErrorCode::MachineIdentityProofRequired:
        return 400;
    case ErrorCode::AuthRequired:
    case ErrorCode::AuthInvalid:
        return 401;
    case ErrorCode::MachineIdentityProofInvalid:
    case ErrorCode::HostNotAllowed:
    case ErrorCode::OriginNotAllowed:
        return 403;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::MethodNotAllowed:
        return 405;
    case ErrorCode::MachineNotActive:
    case ErrorCode::MachineNotActivated:
    case ErrorCode::MachineIdentityExists:
    case ErrorCode::MachineIdentityImmutable:
        return 409;
    case ErrorCode::MachineIdentityProofExpired:
        return 410;
    case ErrorCode::PreconditionFailed:
        return 412;
    case ErrorCode::PayloadTooLarge:
        return 413;
    case ErrorCode::UnsupportedMediaType:
        return 415;
    case ErrorCode::RateLimited:
        return 429;
    case ErrorCode::HeadersTooLarge:
        return 431;
    case ErrorCode::NotImplemented:
        return 501;
    case ErrorCode::PeaqosIdentityUnavailable:
        return 503;
    case ErrorCode::InternalError:
    case ErrorCode::Foreign:
    case ErrorCode::BadResponse:
    case ErrorCode::NetworkFailure:
    case ErrorCode::StorageFailure:
    case ErrorCode::WorkspaceInUse:
    case ErrorCode::WorkspaceRefused:
    case ErrorCode::KeyRefused:
    case ErrorCode::KeyMissing:
    case ErrorCode::PassphraseWrong:
    case ErrorCode::PassphraseWeak:
    case ErrorCode::VaultLocked:
    case ErrorCode::VaultInUse:
    case ErrorCode::VaultRefused:
    case ErrorCode::Cancelled:
        break;
    }
    return 500;
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

} // namespace muster
