// SPDX-License-Identifier: GPL-3.0-or-later
#include "utf8text.h"

#include <QStringDecoder>

namespace muster {

QString exactText(QByteArrayView utf8)
{
    if (!utf8.startsWith(QByteArrayView("\xef\xbb\xbf")))
        return QString::fromUtf8(utf8);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder.decode(utf8);
}

} // namespace muster
