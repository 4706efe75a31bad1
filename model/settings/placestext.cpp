// SPDX-License-Identifier: GPL-3.0-or-later
#include "placestext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QJsonObject toJson(const KeptPlace &place)
{
    if (!place.service.isEmpty())
        return {{u"service"_s, place.service}};
    QJsonObject object{{u"workspace"_s, place.folder}};
    if (place.demo)
        object.insert(u"demo"_s, true);
    return object;
}

KeptPlace fromJson(const QJsonObject &object)
{
    KeptPlace place;
    place.service = object.value("service"_L1).toString();
    if (place.service.isEmpty()) {
        place.folder = object.value("workspace"_L1).toString();
        place.demo = object.value("demo"_L1).toBool();
    }
    return place;
}

} // namespace

QString placesToText(const QList<KeptPlace> &places)
{
    QJsonArray array;
    for (const KeptPlace &place : places)
        array.append(toJson(place));
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QList<KeptPlace> placesFromText(const QString &text)
{
    QList<KeptPlace> places;
    const QJsonArray array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const auto &value : array) {
        const KeptPlace place = fromJson(value.toObject());
        const bool again = std::any_of(places.begin(), places.end(), [&place](const KeptPlace &other) {
            return other.key() == place.key();
        });
        if (!place.isEmpty() && !again)
            places.append(place);
    }
    return places;
}

} // namespace muster
