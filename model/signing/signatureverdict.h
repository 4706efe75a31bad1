// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "result.h"
#include "signature.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace muster {

/// Whether a signature over a message is by the one it should be, and if not, exactly why.
struct SignatureVerdict
{
    enum class Kind {
        Holds,     ///< by the expected address
        Recovered, ///< a good signature; no address was expected
        OldForm, ///< by the expected address, over these bytes in a form of old wallets that no service takes
        Other,   ///< by another address
        Malformed, ///< no signature, no address, or one that no key could have made
    };
    Kind kind = Kind::Malformed;
    QString text;                                    ///< sentences for people
    std::optional<Address> recovered = std::nullopt; ///< who signed
    std::optional<Address> expected = std::nullopt;  ///< who should have
    /// Of Other: where the texts of the two addresses part, counted from 0; else -1.
    qsizetype differsAt = -1;
    bool fitsOtherwise = false; ///< of Other: it is by the expected address, over what the text says
};

/// EIP-191 over exactly `message`. `signature`: as Signature::parse(), blanks around it left out.
/// `expected`: an address as Address::parse(), empty for none. Where it does not fit, says so when it fits
/// the message read otherwise: without an indent or a line end, or as hex digits. The forms that the JSON of
/// wallets names by version 1 (no prefix) and by version 3 of a Trezor (length in binary) are OldForm.
/// Some 50 µs, up to 1 ms where it does not fit. Any thread.
SignatureVerdict judgeSignature(QByteArrayView message, const QString &signature, const QString &expected);

/// The text of a signature that was just made, once it was judged as whoever receives it will: INTERNAL_ERROR
/// when it does not hold, and then it must not leave this program. Any thread.
Result<QString> textOnceItHolds(const Signature &made, QByteArrayView message, const Address &signer);

/// A signed message as wallets pass it on.
struct SignedMessage
{
    QString message;
    QString signature;
    QString address;
};

/// The JSON of MyCrypto and MyEtherWallet, in each version: members `address`, `msg` and `sig`.
/// VALIDATION_ERROR with every fault.
Result<SignedMessage> readSignedMessage(QByteArrayView json);

} // namespace muster
