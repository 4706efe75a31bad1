// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QDialog>

namespace muster {

/// Every fault of a file with its place, as a list that can be copied. Open it with open(). GUI thread.
class FaultListDialog : public QDialog
{
    Q_OBJECT

public:
    /// `sentence`: what was tried and what became of it.
    FaultListDialog(const QString &title, const QString &sentence, const QList<Issue> &issues,
                    QWidget *parent = nullptr);
};

} // namespace muster
