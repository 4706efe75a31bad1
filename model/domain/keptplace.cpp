// SPDX-License-Identifier: GPL-3.0-or-later
#include "keptplace.h"

#include <QCryptographicHash>

namespace muster {
namespace {

constexpr qsizetype kMost = 12;
constexpr qsizetype kKeyLength = 16;

} // namespace

QString KeptPlace::key() const
{
    if (!service.isEmpty() || folder.isEmpty())
        return service;
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(hash.first(kKeyLength));
}

QList<KeptPlace> withFirst(const KeptPlace &place, QList<KeptPlace> places)
{
    places.removeIf([&place](const KeptPlace &other) { return other.key() == place.key(); });
    places.prepend(place);
    if (places.size() > kMost)
        places.resize(kMost);
    return places;
}

} // namespace muster
