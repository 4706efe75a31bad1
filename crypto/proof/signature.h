// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace muster {

/// A recoverable secp256k1 signature, low-s. Any thread.
class Signature
{
public:
    enum class Fault { Length, Character, RecoveryId, ZeroOrOutOfRange, HighS };
    enum class Form { Bytes65, Compact64 }; ///< r‖s‖v, or EIP-2098

    /// 65 bytes with v 0/1/27/28, or 64 bytes EIP-2098; hex with or without `0x`, any case; nothing trimmed.
    /// High-s and r or s outside 1…n−1 are refused (contract ID, signature).
    static std::optional<Signature> parse(QStringView hex, Fault *fault = nullptr, Form *form = nullptr);
    /// r‖s (64 bytes) and recovery id 0…1, as libsecp256k1 hands it out.
    static Signature fromCompact(QByteArrayView rs, int recoveryId);

    /// `0x` + 130 lower-case hex digits, v 27 or 28.
    QString text() const;
    QByteArrayView compact() const { return m_rs; }
    int recoveryId() const { return m_recoveryId; }
    bool operator==(const Signature &) const = default;

private:
    QByteArray m_rs;
    int m_recoveryId = 0;
};

/// The signer of a 32-byte digest; nothing when no key could have made this signature.
std::optional<Address> recoverSigner(QByteArrayView digest, const Signature &signature);

/// One sentence for people.
QString signatureFaultText(Signature::Fault fault);

} // namespace muster
