// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowtext.h"

#include "storageerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace muster::rowtext {
namespace {

constexpr auto kEmptyList = "[]"_L1;
constexpr auto kEmptyMap = "{}"_L1;

Failure unreadable(const QString &path)
{
    return Failure(workspaceRefused(u"damaged"_s,
                                    u"%1 is damaged: a record holds a list that cannot be read. Put a "
                                    "backup in its place."_s.arg(path),
                                    path));
}

} // namespace

QString fromList(const QStringList &list)
{
    if (list.isEmpty())
        return kEmptyList;
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QString fromMap(const QMap<QString, QString> &map)
{
    if (map.isEmpty())
        return kEmptyMap;
    QJsonObject object;
    for (auto pair = map.constKeyValueBegin(); pair != map.constKeyValueEnd(); ++pair)
        object.insert(pair->first, pair->second);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<QStringList> toList(const QString &text, const QString &path)
{
    if (text == kEmptyList)
        return QStringList();
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isArray())
        return unreadable(path);
    QStringList list;
    const QJsonArray array = document.array();
    list.reserve(array.size());
    for (const QJsonValue &entry : array) {
        if (!entry.isString())
            return unreadable(path);
        list.append(entry.toString());
    }
    return list;
}

Result<QMap<QString, QString>> toMap(const QString &text, const QString &path)
{
    if (text == kEmptyMap)
        return QMap<QString, QString>();
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return unreadable(path);
    QMap<QString, QString> map;
    const QJsonObject object = document.object();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (!entry->isString())
            return unreadable(path);
        map.insert(entry.key(), entry->toString());
    }
    return map;
}

} // namespace muster::rowtext
