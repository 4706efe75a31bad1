// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QTableWidget>

namespace muster {

/// What an edit would change, one line a member and one a label: field, now, after. GUI thread.
class ChangeTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit ChangeTable(QWidget *parent = nullptr);

    void showChanges(const Machine &before, const Machine &after);

private:
    void addChange(const QString &field, const QString &before, const QString &after);
    void addLabelChanges(const QMap<QString, QString> &before, const QMap<QString, QString> &after);
};

} // namespace muster
