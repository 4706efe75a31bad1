// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagesearch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kLargestPage = 500;

/// Decimal digits only: `2.5`, `True`, `+5` and an empty value do arrive from clients and are refused.
std::optional<int> pageSize(const QString &text)
{
    const bool digits = !text.isEmpty() &&
                        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const int size = text.toInt(&fits);
    if (!digits || !fits || size < 1 || size > kLargestPage)
        return std::nullopt;
    return size;
}

} // namespace

void readPageSearch(const RequestQuery &query, int &limit, QString &cursor, QList<Issue> &issues)
{
    if (const std::optional<QString> asked = query.value(u"limit"_s, issues)) {
        const std::optional<int> size = pageSize(*asked);
        if (!size)
            issues.append({u"/limit"_s, u"limit is a whole number from 1 to 500."_s});
        limit = size.value_or(limit);
    }
    if (const std::optional<QString> asked = query.value(u"cursor"_s, issues)) {
        if (asked->isEmpty())
            issues.append(
                {u"/cursor"_s, u"cursor is a nextCursor of an earlier page; leave it out for the first."_s});
        cursor = *asked;
    }
}

} // namespace muster
