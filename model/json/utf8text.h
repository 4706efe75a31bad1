// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace muster {

/// The text of valid UTF-8 bytes, every character of it: QString::fromUtf8 drops a U+FEFF at the beginning,
/// and a message that is to be signed must come out byte for byte. Any thread.
QString exactText(QByteArrayView utf8);

} // namespace muster
