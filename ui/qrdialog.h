// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"
#include <QByteArray>

namespace muster {

/// Shows the exact bytes of a message as a QR code, or says that they are too many. Show it with open().
class QrDialog : public GrowingDialog
{
    Q_OBJECT

public:
    explicit QrDialog(const QByteArray &message, QWidget *parent = nullptr);
};

} // namespace muster
