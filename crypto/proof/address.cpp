// SPDX-License-Identifier: GPL-3.0-or-later
#include "address.h"

#include "hexdigits.h"
#include "keccak.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qsizetype kPrefixed = 42;

bool isUpper(QChar c)
{
    return c >= u'A' && c <= u'F';
}

bool isLower(QChar c)
{
    return c >= u'a' && c <= u'f';
}

/// 40 lower-case digits with the case that EIP-55 gives to them.
QByteArray withChecksum(QByteArray digits)
{
    const QByteArray hash = keccak256(digits);
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(hash.at(i / 2));
        const int nibble = i % 2 == 0 ? byte >> 4 : byte & 0x0f;
        if (nibble >= 8 && digits.at(i) >= 'a')
            digits[i] = static_cast<char>(digits.at(i) - 'a' + 'A');
    }
    return digits;
}

std::optional<Address> refused(Address::Fault reason, Address::Fault *fault)
{
    if (fault)
        *fault = reason;
    return std::nullopt;
}

} // namespace

std::optional<Address> Address::parse(QStringView text, Fault *fault)
{
    if (text.size() != kPrefixed)
        return refused(Fault::Length, fault);
    const QStringView digits = text.mid(2);
    const std::optional<QByteArray> bytes = bytesOfHex(digits);
    if (!text.startsWith("0x"_L1) || !bytes)
        return refused(Fault::Character, fault);
    const QByteArray latin = digits.toLatin1();
    const bool mixed = std::any_of(digits.begin(), digits.end(), isUpper) &&
                       std::any_of(digits.begin(), digits.end(), isLower);
    if (mixed && withChecksum(latin.toLower()) != latin)
        return refused(Fault::Checksum, fault);
    Address address;
    std::memcpy(address.m_bytes.data(), bytes->constData(), address.m_bytes.size());
    return address;
}

Address Address::ofPublicKey(QByteArrayView xy)
{
    Q_ASSERT(xy.size() == 64);
    const QByteArray hash = keccak256(xy);
    Address address;
    std::memcpy(address.m_bytes.data(), hash.constData() + 12, address.m_bytes.size());
    return address;
}

QString Address::text() const
{
    const auto *const raw = reinterpret_cast<const char *>(m_bytes.data());
    const QByteArray digits = QByteArray::fromRawData(raw, qsizetype(m_bytes.size())).toHex();
    return u"0x"_s + QString::fromLatin1(withChecksum(digits));
}

QString addressFaultText(Address::Fault fault)
{
    switch (fault) {
    case Address::Fault::Length:
        return u"An address is 0x followed by exactly 40 hexadecimal digits; this text has another length."_s;
    case Address::Fault::Character:
        return u"An address is 0x followed by exactly 40 hexadecimal digits; this text has "
               "other characters in it."_s;
    case Address::Fault::Checksum:
        return u"The mix of upper and lower case letters does not match this address (EIP-55): a digit "
               "is probably wrong. Copy it again, or write it all in lower case if you are sure."_s;
    }
    Q_UNREACHABLE();
}

} // namespace muster
