// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace muster {

/// Asks once before a machine is archived, naming machine and place. Show it with open(); accepted() means
/// yes.
class ArchiveDialog : public QDialog
{
    Q_OBJECT

public:
    ArchiveDialog(const QString &machineName, const QString &place, QWidget *parent = nullptr);
};

} // namespace muster
