// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"

namespace muster {

/// Asks once before something that cannot be taken back, and says what it would do. Cancel is the default.
/// Show it with open(); accepted() means yes.
class ConfirmDialog : public GrowingDialog
{
    Q_OBJECT

public:
    struct Words
    {
        QString name; ///< begins the names of the dialog and its parts: `archive` makes `archiveDialog`
        QString icon; ///< name of a glyph
        QString title;
        QString question;
        QString consequence;
        QString yes; ///< words of the button that does it
    };

    explicit ConfirmDialog(const Words &words, QWidget *parent = nullptr);
};

} // namespace muster
