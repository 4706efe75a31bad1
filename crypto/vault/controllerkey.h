// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "securebytes.h"
#include "signature.h"

#include <QByteArrayView>

#include <optional>

namespace muster {

/// A secp256k1 private key in locked memory. It leaves this class only as a signature, an address or,
/// encrypted, as a Keystore.
class ControllerKey
{
public:
    enum class Fault { Length, Character, Zero, OutOfRange };

    /// 64 hex digits with or without `0x`, blanks (ASCII white space) around it allowed. A wrong character is
    /// named before a wrong length; `where` is its offset in `text`, the leading blanks counted, and with
    /// Fault::Length the number of digits.
    static std::optional<ControllerKey> fromHex(const SecureBytes &text, Fault *fault = nullptr,
                                                int *where = nullptr);
    /// The 32 bytes of a key, big-endian.
    static std::optional<ControllerKey> fromBytes(SecureBytes secret, Fault *fault = nullptr);
    /// A new key from the system's random source.
    static ControllerKey generate();

    ControllerKey(ControllerKey &&) noexcept = default;
    ControllerKey &operator=(ControllerKey &&) noexcept = default;

    const Address &address() const { return m_address; }
    /// Deterministic (RFC 6979), low-s; verified by recovery before it is returned. Digest: 32 bytes.
    std::optional<Signature> sign(QByteArrayView digest) const;

private:
    friend class Keystore;
    ControllerKey(SecureBytes secret, Address address);
    SecureBytes m_secret;
    Address m_address;
};

/// One sentence for people; it holds nothing of the key. `where` as fromHex() gave it; people count from 1.
QString controllerKeyFaultText(ControllerKey::Fault fault, int where);

} // namespace muster
