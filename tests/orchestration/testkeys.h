// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challenge.h"
#include "identityproof.h"

#include <QByteArray>
#include <QString>

namespace muster {

/// Controller keys of tests, told apart by a number from 1 to 255: the key whose 32 bytes all have that
/// value.

/// EIP-55.
QString testAddress(int key);
/// `0x` + 130 hex digits over the EIP-191 digest.
QString testSignature(int key, const QByteArray &message);
/// What a client sends for the challenge.
ProofInput testProof(int key, const Challenge &challenge);
/// The number of the key with this address, 0 when it is none of 1 to 20.
int testKeyOf(const QString &address);

} // namespace muster
