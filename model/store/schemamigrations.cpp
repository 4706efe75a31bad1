// SPDX-License-Identifier: GPL-3.0-or-later
#include "schemamigrations.h"

#include "databaseconnection.h"
#include "databasekind.h"
#include "storageerror.h"

#include <QDir>
#include <QFile>

#include <tuple>

using namespace Qt::StringLiterals;

// A static library's resources are registered by hand, and from outside any namespace.
static void registerSchema()
{
    Q_INIT_RESOURCE(schema);
}

namespace muster {
namespace {

constexpr auto kSeparator = "--;"_L1;

/// Without the comments: Qt would take a colon in them for a placeholder.
QStringList splitStatements(const QString &sql)
{
    QStringList statements{QString()};
    const QStringList lines = sql.split(u'\n');
    for (const QString &line : lines) {
        const QStringView text = QStringView(line).trimmed();
        if (text == kSeparator)
            statements.append(QString());
        else if (!text.isEmpty() && !text.startsWith("--"_L1))
            statements.last() += line + u'\n';
    }
    statements.removeAll(QString());
    return statements;
}

} // namespace

SchemaMigrations::SchemaMigrations(QList<Step> steps)
    : m_steps(std::move(steps))
{}

Result<SchemaMigrations> SchemaMigrations::load(const QString &folder)
{
    registerSchema();
    const QDir place(folder.isEmpty() ? QString::fromLatin1(kWorkspaceDatabase.schema) : folder);
    const QStringList names = place.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    QList<Step> steps;
    for (const QString &name : names) {
        if (name.left(4) != u"%1_"_s.arg(steps.size() + 1, 3, 10, QChar(u'0')))
            return fail(ErrorCode::InternalError,
                        u"The schema step %1 does not follow step %2."_s.arg(name).arg(steps.size()));
        QFile file(place.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::InternalError,
                        u"The schema step %1 cannot be read: %2."_s.arg(name, file.errorString()));
        steps.append({name, splitStatements(QString::fromUtf8(file.readAll()))});
    }
    if (steps.isEmpty())
        return fail(ErrorCode::InternalError, u"The program holds no schema."_s);
    return SchemaMigrations(std::move(steps));
}

Result<void> SchemaMigrations::apply(DatabaseConnection &connection) const
{
    const auto version = connection.run(u"PRAGMA user_version"_s);
    if (!version)
        return Failure(version.error());
    for (int next = version->toInt() + 1; next <= newestVersion(); ++next) {
        if (auto applied = applyStep(connection, m_steps.at(next - 1), next); !applied) {
            // This fails too where the fault has ended the transaction already; the first error counts.
            std::ignore = connection.run(u"ROLLBACK"_s);
            return applied;
        }
    }
    return {};
}

Result<void> SchemaMigrations::applyStep(DatabaseConnection &connection, const Step &step, int version)
{
    if (auto begun = connection.run(u"BEGIN IMMEDIATE"_s); !begun)
        return Failure(begun.error());
    for (const QString &statement : step.statements) {
        if (auto done = connection.run(statement); !done) {
            Error error = done.error();
            error.message = u"The schema step %1 failed: %2"_s.arg(step.name, error.message);
            return Failure(error);
        }
    }
    const auto reached = connection.run(u"PRAGMA user_version"_s);
    if (!reached)
        return Failure(reached.error());
    if (reached->toInt() != version)
        return fail(ErrorCode::InternalError,
                    u"The schema step %1 sets version %2 instead of %3."_s.arg(step.name)
                        .arg(reached->toInt())
                        .arg(version));
    if (const auto committed = connection.run(u"COMMIT"_s); !committed)
        return Failure(committed.error());
    return {};
}

} // namespace muster
