// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiletext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kInKeyring = "keyring"_L1;
constexpr auto kAskedFor = "asked"_L1;
constexpr auto kNone = "none"_L1;

QLatin1StringView keyName(ServiceProfile::Key key)
{
    switch (key) {
    case ServiceProfile::Key::None:
        return kNone;
    case ServiceProfile::Key::InKeyring:
        return kInKeyring;
    case ServiceProfile::Key::AskedFor:
        return kAskedFor;
    }
    Q_UNREACHABLE();
}

ServiceProfile::Key keyOf(const QString &name)
{
    if (name == kNone)
        return ServiceProfile::Key::None;
    return name == kInKeyring ? ServiceProfile::Key::InKeyring : ServiceProfile::Key::AskedFor;
}

// The id becomes part of other names: of settings, of entries in a keyring.
bool isId(const QString &text)
{
    return text.size() == 16 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

std::optional<ServiceProfile> read(const QJsonObject &object)
{
    ServiceProfile profile;
    profile.id = object.value("id"_L1).toString();
    profile.name = object.value("name"_L1).toString();
    profile.url = object.value("url"_L1).toString();
    profile.caFile = object.value("caFile"_L1).toString();
    profile.colour = bandColourOf(object.value("colour"_L1).toString());
    profile.key = keyOf(object.value("key"_L1).toString());
    if (!isId(profile.id) || profile.url.isEmpty())
        return std::nullopt;
    return profile;
}

} // namespace

QString profilesToText(const QList<ServiceProfile> &profiles)
{
    QJsonArray array;
    for (const ServiceProfile &profile : profiles)
        array.append(QJsonObject{{u"id"_s, profile.id},
                                 {u"name"_s, profile.name},
                                 {u"url"_s, profile.url},
                                 {u"caFile"_s, profile.caFile},
                                 {u"colour"_s, bandColourName(profile.colour)},
                                 {u"key"_s, QString(keyName(profile.key))}});
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QList<ServiceProfile> profilesFromText(const QString &text)
{
    QList<ServiceProfile> profiles;
    const QJsonArray array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const auto &value : array) {
        const auto profile = read(value.toObject());
        const bool again = profile && std::any_of(profiles.begin(), profiles.end(),
                                                  [&](const auto &other) { return other.id == profile->id; });
        if (profile && !again && judgeProfileName(*profile, profiles))
            profiles.append(*profile);
    }
    return profiles;
}

} // namespace muster
