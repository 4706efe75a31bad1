// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that includes valijson, whose headers take long to compile.
#include "structurevalidator.h"

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace muster::wire {
namespace {

/// The library writes a place as `<root>`, `[labels]`, `[0]`.
QStringList placeOf(const std::vector<std::string> &context)
{
    QStringList place;
    for (std::size_t i = 1; i < context.size(); ++i)
        place.append(QString::fromStdString(context[i].substr(1, context[i].size() - 2)));
    return place;
}

} // namespace

struct StructureValidator::Parts
{
    valijson::Schema schema;
    valijson::Validator validator{valijson::Validator::kStrongTypes};
};

StructureValidator::StructureValidator(const QJsonObject &schema)
    : m_parts(std::make_unique<Parts>())
{
    const QJsonValue value(schema);
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::QtJsonAdapter(value), m_parts->schema);
}

StructureValidator::~StructureValidator() = default;
StructureValidator::StructureValidator(StructureValidator &&) noexcept = default;
StructureValidator &StructureValidator::operator=(StructureValidator &&) noexcept = default;

QList<StructureValidator::Refusal> StructureValidator::refusals(const QJsonValue &value)
{
    valijson::ValidationResults results;
    m_parts->validator.validate(m_parts->schema, valijson::adapters::QtJsonAdapter(value), &results);
    QList<Refusal> found;
    for (const valijson::ValidationResults::Error &error : results)
        found.append({placeOf(error.context), QString::fromStdString(error.description)});
    return found;
}

} // namespace muster::wire
