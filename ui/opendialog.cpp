// SPDX-License-Identifier: GPL-3.0-or-later
#include "opendialog.h"

#include "connector.h"

#include <QDialog>

namespace muster {

void openDialogOn(const Connection &connection, QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QObject::destroyed, dialog, [keep = connection] {});
    dialog->open();
}

} // namespace muster
