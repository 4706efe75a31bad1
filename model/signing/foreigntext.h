// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"

#include <QByteArrayView>
#include <QString>

namespace muster {

/// Why a challenge whose text is not in our own form must not be signed at all, though its service asked for
/// it: it holds more than printable text, tabs and CRLF, names another identity, or is a known form of
/// something else (a sign-in with Ethereum, typed data, a hash, a transaction), as it stands or inside of
/// JSON. Empty: nothing speaks against it but that it is unknown. Any thread.
QString foreignTextObjection(QByteArrayView message, const IdentityRef &identity);

} // namespace muster
