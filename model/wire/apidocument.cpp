// SPDX-License-Identifier: GPL-3.0-or-later
#include "apidocument.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

// The resource sits in a static library: without this line the linker leaves it out.
static void initialiseDocumentResource()
{
    Q_INIT_RESOURCE(openapi);
}

namespace muster::wire {
namespace {

QJsonObject readDocument()
{
    initialiseDocumentResource();
    QFile file(u":/muster/openapi.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The API document is not built in.");
    return QJsonDocument::fromJson(file.readAll()).object();
}

QJsonObject schemaNamed(const QString &name)
{
    return apiDocument()
        .value("components"_L1)
        .toObject()
        .value("schemas"_L1)
        .toObject()
        .value(name)
        .toObject();
}

QJsonValue resolved(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray elements = value.toArray();
        for (const auto &element : elements)
            array.append(resolved(element));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    if (const QString place = object.value("$ref"_L1).toString(); !place.isEmpty())
        return resolved(schemaNamed(place.section(u'/', -1)));
    for (auto member = object.begin(); member != object.end(); ++member)
        *member = resolved(*member);
    return object;
}

} // namespace

const QJsonObject &apiDocument()
{
    static const QJsonObject document = readDocument();
    return document;
}

QJsonObject componentSchema(const QString &name)
{
    return resolved(schemaNamed(name)).toObject();
}

} // namespace muster::wire
