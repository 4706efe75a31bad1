// SPDX-License-Identifier: GPL-3.0-or-later
#include "apidescription.h"

#include "apidocument.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// Calls `change` with the member at a place below `object` and keeps what it made of it.
template <typename Change>
void changeAt(QJsonObject &object, const QStringList &place, const Change &change)
{
    QJsonObject member = object.value(place.first()).toObject();
    if (place.size() == 1)
        change(member);
    else
        changeAt(member, place.sliced(1), change);
    object.insert(place.first(), member);
}

void openToAll(QJsonObject &document)
{
    document.insert("security"_L1, QJsonArray());
    changeAt(document, {u"paths"_s}, [](QJsonObject &paths) {
        for (const QString &path : paths.keys()) {
            const QStringList methods = paths.value(path).toObject().keys();
            for (const QString &method : methods) {
                changeAt(paths, {path, method, u"responses"_s},
                         [](QJsonObject &responses) { responses.remove("401"_L1); });
            }
        }
    });
}

QJsonObject reference(QLatin1StringView schema)
{
    return {{u"$ref"_s, QString(u"#/components/schemas/"_s + schema)}};
}

void demandProof(QJsonObject &document)
{
    changeAt(document, {u"components"_s, u"schemas"_s, u"NewMachine"_s}, [](QJsonObject &schema) {
        QJsonArray required = schema.value("required"_L1).toArray();
        for (const QString &name : {u"identityRef"_s, u"identityProof"_s})
            required.append(name);
        schema.insert("required"_L1, required);
        changeAt(schema, {u"properties"_s}, [](QJsonObject &members) {
            members.insert("identityRef"_L1, reference("IdentityRef"_L1));
            members.insert("identityProof"_L1, reference("ProofInput"_L1));
        });
    });
}

} // namespace

QByteArray apiDescription(const ApiDemands &demands)
{
    QJsonObject document = wire::apiDocument();
    if (!demands.apiKey)
        openToAll(document);
    if (demands.identityProof)
        demandProof(document);
    return QJsonDocument(document).toJson(QJsonDocument::Compact);
}

} // namespace muster
