// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "structurevalidator.h"

#include <QLatin1StringView>

namespace muster::wire {

/// The structure that a request's body must have: types, required members, lengths and numbers of entries, as
/// a schema of the API document says (contract HTTP-36). What the domain's parsers check is left to them.
/// Belongs to one thread.
class RequestSchema
{
public:
    /// The schema of that name in the document, made once for each thread that asks.
    static RequestSchema &named(QLatin1StringView component);

    /// `schema` has no references.
    explicit RequestSchema(const QJsonObject &schema);

    /// The keywords that faults() judges by, and those that are left to the domain's parsers. Annotations
    /// apart, the schemas of requests have no others.
    static const QStringList &keywords();
    static const QStringList &domainKeywords();

    /// Every fault of the body, one for each place. Of lists and maps one entry more than they may have is
    /// looked at, so that the number of faults is bounded.
    QList<Issue> faults(const QJsonValue &body);

private:
    QJsonObject m_schema;
    StructureValidator m_validator;
};

} // namespace muster::wire
