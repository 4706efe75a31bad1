// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "confirmdialog.h"

namespace muster {

/// Asks once before a machine is archived, naming machine and place.
class ArchiveDialog : public ConfirmDialog
{
    Q_OBJECT

public:
    ArchiveDialog(const QString &machineName, const QString &place, QWidget *parent = nullptr);
};

} // namespace muster
