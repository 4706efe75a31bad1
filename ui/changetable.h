// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QTableWidget>

namespace muster {

/// What an edit would change, one line a member and one a label: field, now, after. After a conflict also
/// what stood there when the edit began; a line that both sides changed is marked. GUI thread.
class ChangeTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit ChangeTable(QWidget *parent = nullptr);

    void showChanges(const Machine &before, const Machine &after);
    /// `opened`: the record as the edit began, `current`: as somebody else left it, `after`: as it would be.
    void showConflict(const Machine &opened, const Machine &current, const Machine &after);

private:
    struct Texts
    {
        QString opened;
        QString before;
        QString after;
    };

    void showRows(const Machine &opened, const Machine &before, const Machine &after);
    void addChange(const QString &field, const Texts &texts);
    void addLabelChanges(const Machine &opened, const Machine &before, const Machine &after);
};

} // namespace muster
