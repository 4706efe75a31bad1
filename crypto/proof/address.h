// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QMetaType>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>

namespace muster {

/// A 20-byte account address. Compared as bytes, written with the EIP-55 checksum. Any thread.
class Address
{
public:
    enum class Fault { Length, Character, Checksum };

    Address() = default;
    explicit Address(const std::array<std::uint8_t, 20> &bytes)
        : m_bytes(bytes)
    {}

    /// `0x` + 40 hex digits, all lower case, all upper case, or right EIP-55; nothing else, nothing trimmed.
    static std::optional<Address> parse(QStringView text, Fault *fault = nullptr);
    /// The address of an uncompressed public key without its 0x04 prefix (64 bytes).
    static Address ofPublicKey(QByteArrayView xy);

    QString text() const; ///< `0x` + EIP-55
    const std::array<std::uint8_t, 20> &bytes() const { return m_bytes; }
    auto operator<=>(const Address &) const = default;

private:
    std::array<std::uint8_t, 20> m_bytes{};
};

/// One sentence for people, naming the accepted form.
QString addressFaultText(Address::Fault fault);

} // namespace muster

Q_DECLARE_METATYPE(muster::Address)
