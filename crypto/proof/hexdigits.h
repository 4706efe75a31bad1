// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

#include <optional>

namespace muster {

/// The bytes of an even number of hex digits of any case; nothing when any other character is among them,
/// which QByteArray::fromHex() would skip. For public data only: the text of a secret never gets here.
std::optional<QByteArray> bytesOfHex(QStringView digits);

} // namespace muster
