// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "objectreader.h"
#include "result.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace muster::wire {

/// A page of a list (contract HTTP-3): records of one kind, and a cursor on every page but the last.
template <typename Record>
struct PageReading
{
    QList<Record> items;
    std::optional<QString> nextCursor;
};

/// Reads `{"items":[…],"nextCursor"?}`, each item by `read`, which is given the item's JSON Pointer.
/// VALIDATION_ERROR with the faults of all items at once. Any thread.
template <typename Record>
Result<PageReading<Record>> readPage(const QJsonObject &object,
                                     Result<Record> (*read)(const QJsonObject &, const QString &))
{
    using namespace Qt::StringLiterals;
    QList<Issue> issues;
    ObjectReader reader(object, {}, issues);
    PageReading<Record> page;
    if (!reader.has("items"_L1))
        reader.report("items"_L1, u"This member is missing."_s);
    const QJsonArray items = reader.array("items"_L1);
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString path = u"/items/%1"_s.arg(i);
        if (!items.at(i).isObject()) {
            issues.append({path, u"An object is needed here."_s});
            continue;
        }
        if (Result<Record> item = read(items.at(i).toObject(), path))
            page.items.append(*std::move(item));
        else
            issues.append(issuesOf(item.error()));
    }
    page.nextCursor = reader.optionalText("nextCursor"_L1);
    if (reader.isText("nextCursor"_L1) && page.nextCursor->isEmpty())
        reader.report("nextCursor"_L1, u"A cursor must not be empty; the last page has none."_s);
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return page;
}

} // namespace muster::wire
