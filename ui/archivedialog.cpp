// SPDX-License-Identifier: GPL-3.0-or-later
#include "archivedialog.h"

#include "heldarchives.h"

using namespace Qt::StringLiterals;

namespace muster {

ArchiveDialog::ArchiveDialog(const QString &machineName, const QString &place, QWidget *parent)
    : ConfirmDialog({u"archive"_s, u"archive"_s, tr("Archive machine"),
                     //: %1: name of a machine, %2: the place it is in, like Local workspace
                     tr("Archive “%1” in %2?").arg(machineName, place),
                     tr("It disappears from lists and cannot be brought back into use; its identity "
                        "becomes free for a new record. It can still be read. You can undo this for %1 "
                        "seconds; then it is sent.")
                         .arg(HeldArchives::kHold / std::chrono::seconds(1)),
                     tr("&Archive")},
                    parent)
{}

} // namespace muster
