// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace muster {

/// Keccak-256 as Ethereum uses it (not SHA3-256); 32 bytes.
QByteArray keccak256(QByteArrayView data);

/// The EIP-191 `personal_sign` digest: keccak256(0x19 ‖ "Ethereum Signed Message:\\n" ‖ decimal byte length ‖
/// message).
QByteArray personalMessageDigest(QByteArrayView message);

} // namespace muster
