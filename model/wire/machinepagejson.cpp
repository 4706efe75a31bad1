// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinepagejson.h"

#include "machinejson.h"
#include "objectreader.h"
#include "pagereading.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster::wire {

QByteArray spliceMachinePage(const QList<QByteArray> &documents, const std::optional<QString> &cursor)
{
    QByteArray page = QByteArrayLiteral(R"({"items":[)") + documents.join(',') + ']';
    if (cursor) {
        // The array is there for its escaping; its brackets are cut off.
        const QByteArray text = QJsonDocument(QJsonArray{*cursor}).toJson(QJsonDocument::Compact);
        page += R"(,"nextCursor":)" + text.sliced(1, text.size() - 2);
    }
    return page + '}';
}

namespace {

Result<Machine> markedItem(const QJsonObject &object, const QString &)
{
    return markedMachineFromJson(object);
}

/// What is no object becomes one without any member that is known, so that it is marked, too.
QJsonObject withObjects(QJsonObject page)
{
    QJsonArray items = page.value("items"_L1).toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (!items.at(i).isObject())
            items.replace(i, QJsonObject{{QString(), items.at(i)}});
    }
    page.insert("items"_L1, items);
    return page;
}

} // namespace

Result<MachinePage> machinePageFromJson(const QJsonObject &object)
{
    Result<PageReading<Machine>> read =
        readPage(object.value("items"_L1).isArray() ? withObjects(object) : object, markedItem);
    if (!read)
        return Failure(read.error());
    return MachinePage{std::move(read->items), std::move(read->nextCursor)};
}

QByteArray itemEnvelope(const QByteArray &object)
{
    return R"({"item":)" + object + '}';
}

Result<QJsonObject> itemFromEnvelope(const QJsonObject &object)
{
    QList<Issue> issues;
    ObjectReader reader(object, {}, issues);
    if (!reader.has("item"_L1))
        reader.report("item"_L1, u"This member is missing."_s);
    const auto item = reader.object("item"_L1);
    if (!item)
        return Failure(validationError(issues));
    return *item;
}

} // namespace muster::wire
