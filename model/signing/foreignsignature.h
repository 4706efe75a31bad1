// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "challenge.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace muster {

/// A signature of a challenge that was made elsewhere, judged before it is sent.
struct ForeignSignature
{
    QString signature; ///< `0x` + 130 digits when it is good; else empty
    QString text;      ///< sentences for people: by whom, or exactly why not
    std::optional<Address> signer;

    bool holds() const { return !signature.isEmpty(); }
};

/// `given`: text in each form of Signature::parse(), blanks around it left out; the JSON of a wallet; or the
/// 65 or 64 bytes themselves. Good when it is over exactly the challenge's message and by one of its
/// controllers. Some 50 µs a controller. Any thread.
ForeignSignature judgeForeignSignature(const Challenge &challenge, QByteArrayView given);

} // namespace muster
