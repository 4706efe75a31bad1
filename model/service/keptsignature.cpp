// SPDX-License-Identifier: GPL-3.0-or-later
#include "keptsignature.h"

#include "challengetext.h"
#include "keccak.h"
#include "servicestack.h"
#include "signature.h"

namespace muster {

KeptTexts keptTexts(const ServiceContext &context)
{
    return context.texts->wereUsed() ? KeptTexts::Any : KeptTexts::Contract;
}

std::optional<Address> keptSigner(const Machine &machine, KeptTexts texts)
{
    const IdentityProof &proof = *machine.identityProof;
    if (!proof.evidence || machine.identityRef != proof.identityRef)
        return std::nullopt;
    if (texts == KeptTexts::Contract && !challengeTextNames(proof.evidence->message, proof.identityRef))
        return std::nullopt;
    const std::optional<Address> signer = Address::parse(proof.signerAddress);
    const std::optional<Signature> signature = Signature::parse(proof.evidence->signature);
    if (!signer || !signature)
        return std::nullopt;
    const auto recovered = recoverSigner(personalMessageDigest(proof.evidence->message), *signature);
    return recovered == signer ? signer : std::nullopt;
}

} // namespace muster
