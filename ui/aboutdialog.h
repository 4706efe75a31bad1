// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"

namespace muster {

/// Names the program, its version and its licences.
class AboutDialog : public GrowingDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);
};

} // namespace muster
