// SPDX-License-Identifier: GPL-3.0-or-later
#include "databasekind.h"

#include "databaseconnection.h"
#include "sqlevidencestore.h"
#include "sqlinventorystore.h"
#include "sqlstorereader.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Result<void> beginWorkspace(DatabaseConnection &connection)
{
    const QString instance = u"orch_%1"_s.arg(QRandomGenerator::system()->generate64(), 16, 16, QChar(u'0'));
    const auto stored = connection.run(
        u"INSERT INTO meta (only_row, instance_id, registry_revision) VALUES (1, ?, 0)"_s, {instance});
    return stored ? Result<void>() : Failure(stored.error());
}

/// No row of its own.
Result<void> beginEmpty(DatabaseConnection & /*connection*/)
{
    return {};
}

template <typename Store>
Result<void> probe(std::unique_ptr<DatabaseConnection> connection)
{
    const auto opened = Store::open(std::move(connection));
    return opened ? Result<void>() : Failure(opened.error());
}

} // namespace

const DatabaseKind kWorkspaceDatabase{0x4d555354, ":/muster/schema", &beginWorkspace, &probe<SqlStoreReader>};
const DatabaseKind kEvidenceDatabase{0x4d555345, ":/muster/evidence", &beginEmpty, &probe<SqlEvidenceStore>};
const DatabaseKind kInventoryDatabase{0x4d555349, ":/muster/inventory", &beginEmpty,
                                      &probe<SqlInventoryStore>};

} // namespace muster
