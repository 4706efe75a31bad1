// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinepagejson.h"

#include "machinejson.h"
#include "objectreader.h"

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
    QList<Issue> issues;
    ObjectReader reader(object, {}, issues);
    MachinePage page;
    if (!reader.has("items"_L1))
        reader.report("items"_L1, u"This member is missing."_s);
    const QJsonArray items = reader.array("items"_L1);
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString path = u"/items/%1"_s.arg(i);
        if (!items.at(i).isObject()) {
            issues.append({path, u"An object is needed here."_s});
            continue;
        }
        const Result<Machine> machine = machineFromJson(items.at(i).toObject(), path);
        if (machine)
            page.machines.append(*machine);
        else
            issues.append(issuesOf(machine.error()));
    }
    page.nextCursor = reader.optionalText("nextCursor"_L1);
    if (reader.isText("nextCursor"_L1) && page.nextCursor->isEmpty())
        reader.report("nextCursor"_L1, u"A cursor must not be empty; the last page has none."_s);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return page;
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
