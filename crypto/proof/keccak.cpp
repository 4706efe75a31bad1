// SPDX-License-Identifier: GPL-3.0-or-later
#include "keccak.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace muster {

QByteArray keccak256(QByteArrayView data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Keccak_256);
}

QByteArray personalMessageDigest(QByteArrayView message)
{
    QCryptographicHash hash(QCryptographicHash::Keccak_256);
    hash.addData(QByteArrayView("\x19"
                                "Ethereum Signed Message:\n"));
    hash.addData(QByteArray::number(message.size()));
    hash.addData(message);
    return hash.result();
}

} // namespace muster
