// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace muster::wire {

/// A JSON Schema that is ready to judge values. Belongs to one thread: it keeps what the library works with.
class StructureValidator
{
public:
    /// A value, or one above it, that the schema refuses.
    struct Refusal
    {
        QStringList place;  ///< member names and element numbers from the root on
        QString constraint; ///< the library's own words
    };

    /// `schema` has no references, and no pattern, format or uniqueItems: the first crashes the library on
    /// long texts, the last takes it a minute on long lists.
    explicit StructureValidator(const QJsonObject &schema);
    ~StructureValidator();
    StructureValidator(StructureValidator &&) noexcept;
    StructureValidator &operator=(StructureValidator &&) noexcept;

    /// Every refusal, those of members before those of what holds them; empty when the value fits.
    QList<Refusal> refusals(const QJsonValue &value);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace muster::wire
