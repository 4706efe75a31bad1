// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaturecheck.h"

using namespace Qt::StringLiterals;

namespace muster {

std::optional<Signature> checkedSignature(const Signature &made, QByteArrayView digest, const Address &signer)
{
    return recoverSigner(digest, made) == signer ? std::optional(made) : std::nullopt;
}

Result<Signature> orThrownAway(const std::optional<Signature> &checked)
{
    if (checked)
        return *checked;
    return fail(ErrorCode::InternalError,
                u"The signature failed its own check and was thrown away. Nothing was sent; sign again."_s);
}

} // namespace muster
