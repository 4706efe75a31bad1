// SPDX-License-Identifier: GPL-3.0-or-later
#include "signature.h"

#include "hexdigits.h"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qsizetype kScalarBytes = 32;
constexpr qsizetype kCompactBytes = 2 * kScalarBytes;

/// The library's constant context, enough to verify and recover from any thread, after the self-test it asks
/// for.
const secp256k1_context *verifyContext()
{
    static const bool tested = (secp256k1_selftest(), true);
    Q_UNUSED(tested);
    return secp256k1_context_static;
}

const unsigned char *bytesOf(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

bool isZero(QByteArrayView scalar)
{
    return std::all_of(scalar.begin(), scalar.end(), [](char byte) { return byte == 0; });
}

/// 0 or 1 from the last byte of a 65-byte signature; nothing for any other value.
std::optional<int> recoveryIdOf(char v)
{
    switch (static_cast<unsigned char>(v)) {
    case 0:
    case 27:
        return 0;
    case 1:
    case 28:
        return 1;
    default:
        return std::nullopt;
    }
}

/// What is wrong with r and s, judged by the library that will recover from them.
std::optional<Signature::Fault> scalarFault(QByteArrayView rs)
{
    if (isZero(rs.first(kScalarBytes)) || isZero(rs.last(kScalarBytes)))
        return Signature::Fault::ZeroOrOutOfRange;
    secp256k1_ecdsa_signature parsed;
    if (!secp256k1_ecdsa_signature_parse_compact(verifyContext(), &parsed, bytesOf(rs)))
        return Signature::Fault::ZeroOrOutOfRange;
    if (secp256k1_ecdsa_signature_normalize(verifyContext(), nullptr, &parsed))
        return Signature::Fault::HighS;
    return std::nullopt;
}

std::optional<Signature> refused(Signature::Fault reason, Signature::Fault *fault)
{
    if (fault)
        *fault = reason;
    return std::nullopt;
}

} // namespace

std::optional<Signature> Signature::parse(QStringView hex, Fault *fault, Form *form)
{
    const bool prefixed = hex.startsWith("0x"_L1, Qt::CaseInsensitive);
    const QStringView digits = prefixed ? hex.mid(2) : hex;
    if (digits.size() != 2 * kCompactBytes && digits.size() != 2 * (kCompactBytes + 1))
        return refused(Fault::Length, fault);
    const std::optional<QByteArray> bytes = bytesOfHex(digits);
    if (!bytes)
        return refused(Fault::Character, fault);

    QByteArray rs = bytes->first(kCompactBytes);
    std::optional<int> recoveryId;
    Form found = Form::Bytes65;
    if (bytes->size() > kCompactBytes) {
        recoveryId = recoveryIdOf(bytes->back());
    } else {
        // EIP-2098 keeps the recovery id in the highest bit of s, which a low s leaves free.
        found = Form::Compact64;
        const auto top = static_cast<unsigned char>(rs.at(kScalarBytes));
        recoveryId = top >> 7;
        rs[kScalarBytes] = static_cast<char>(top & 0x7f);
    }
    if (!recoveryId)
        return refused(Fault::RecoveryId, fault);
    if (const auto wrong = scalarFault(rs))
        return refused(*wrong, fault);
    if (form)
        *form = found;
    return fromCompact(rs, *recoveryId);
}

Signature Signature::fromCompact(QByteArrayView rs, int recoveryId)
{
    Q_ASSERT(rs.size() == kCompactBytes && (recoveryId == 0 || recoveryId == 1));
    Signature signature;
    signature.m_rs = rs.toByteArray();
    signature.m_recoveryId = recoveryId;
    return signature;
}

QString Signature::text() const
{
    const QString digits = QString::fromLatin1(m_rs.toHex());
    return u"0x"_s + digits + (m_recoveryId == 0 ? "1b"_L1 : "1c"_L1);
}

std::optional<Address> recoverSigner(QByteArrayView digest, const Signature &signature)
{
    if (digest.size() != kScalarBytes || signature.compact().size() != kCompactBytes)
        return std::nullopt;
    const secp256k1_context *const context = verifyContext();
    secp256k1_ecdsa_recoverable_signature parsed;
    if (!secp256k1_ecdsa_recoverable_signature_parse_compact(context, &parsed, bytesOf(signature.compact()),
                                                             signature.recoveryId())) {
        return std::nullopt;
    }
    secp256k1_pubkey key;
    if (!secp256k1_ecdsa_recover(context, &key, &parsed, bytesOf(digest)))
        return std::nullopt;
    std::array<unsigned char, 65> point{};
    std::size_t size = point.size();
    if (!secp256k1_ec_pubkey_serialize(context, point.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED))
        return std::nullopt;
    return Address::ofPublicKey(QByteArrayView(point).sliced(1));
}

QString signatureFaultText(Signature::Fault fault)
{
    switch (fault) {
    case Signature::Fault::Length:
        return u"A signature is 130 hexadecimal digits (65 bytes), or 128 in the short form of EIP-2098, "
               "with or without 0x; this text has another length."_s;
    case Signature::Fault::Character:
        return u"A signature is written in hexadecimal digits only, with or without 0x; this text has "
               "other characters in it."_s;
    case Signature::Fault::RecoveryId:
        return u"The last byte of the signature must be 0, 1, 27 or 28 (hexadecimal 00, 01, 1b or 1c)."_s;
    case Signature::Fault::ZeroOrOutOfRange:
        return u"The numbers in this signature are zero or too large for the curve secp256k1: no key "
               "could have made it. Sign again."_s;
    case Signature::Fault::HighS:
        return u"The signature is in its high-s form, which anybody could have derived from another one. "
               "Sign again with a program that makes low-s signatures."_s;
    }
    Q_UNREACHABLE();
}

} // namespace muster
