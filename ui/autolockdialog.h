// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace muster {

class Settings;

/// When the vault locks itself. The settings are kept when it is accepted. Show it with open().
class AutoLockDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AutoLockDialog(Settings &settings, QWidget *parent = nullptr);
};

/// `5 minutes`
QString idleTimeText(int seconds);

} // namespace muster
