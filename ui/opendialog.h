// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialog;

namespace muster {

struct Connection;

/// Opens a dialog that goes when it is closed. Its place is kept alive until then: the dialog holds a
/// reference to what works there. GUI thread.
void openDialogOn(const Connection &connection, QDialog *dialog);

} // namespace muster
