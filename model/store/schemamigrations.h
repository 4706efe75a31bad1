// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace muster {

class DatabaseConnection;

/// The numbered steps `001_*.sql`, `002_*.sql`, … that lead a database to the newest schema. Each sets its
/// own `PRAGMA user_version`; statements are separated by a line `--;`.
class SchemaMigrations
{
public:
    /// InternalError when the numbers do not run from 1 without a gap. No folder: the built-in one.
    static Result<SchemaMigrations> load(const QString &folder = QString());

    int newestVersion() const { return int(m_steps.size()); }

    /// Runs what is missing, each step one transaction with its version number: after a failure the database
    /// stands at the last version that was reached.
    Result<void> apply(DatabaseConnection &connection) const;

private:
    struct Step
    {
        QString name;
        QStringList statements;
    };

    explicit SchemaMigrations(QList<Step> steps);
    static Result<void> applyStep(DatabaseConnection &connection, const Step &step, int version);

    QList<Step> m_steps;
};

} // namespace muster
