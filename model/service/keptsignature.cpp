// SPDX-License-Identifier: GPL-3.0-or-later
#include "keptsignature.h"

#include "challengetext.h"
#include "keccak.h"
#include "signature.h"

namespace muster {

std::optional<Address> keptSigner(const Machine &machine)
{
    const IdentityProof &proof = *machine.identityProof;
    if (!proof.evidence || machine.identityRef != proof.identityRef)
        return std::nullopt;
    if (!challengeTextNames(proof.evidence->message, proof.identityRef))
        return std::nullopt;
    const std::optional<Address> signer = Address::parse(proof.signerAddress);
    const std::optional<Signature> signature = Signature::parse(proof.evidence->signature);
    if (!signer || !signature)
        return std::nullopt;
    const auto recovered = recoverSigner(personalMessageDigest(proof.evidence->message), *signature);
    return recovered == signer ? signer : std::nullopt;
}

} // namespace muster
