// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace muster {

/// A dialog that grows when its content needs more height, as when a sentence that wraps comes under a field:
/// layouts of windows do not ask for that by themselves. Never shrinks under the hand. GUI thread.
class GrowingDialog : public QDialog
{
    Q_OBJECT

public:
    using QDialog::QDialog;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void demandHeight();
};

} // namespace muster
