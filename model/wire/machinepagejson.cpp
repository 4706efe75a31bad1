// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinepagejson.h"

#include "machinejson.h"
#include "objectreader.h"
#include "pagereading.h"

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

Result<MachinePage> machinePageFromJson(const QJsonObject &object)
{
    Result<PageReading<Machine>> read = readPage(object, machineFromJson);
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
