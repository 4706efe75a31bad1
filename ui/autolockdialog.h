// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"

class QCheckBox;

namespace muster {

class InlineNote;
class PassphraseKeeper;
class Settings;

/// When the vault locks itself, and whether its passphrase is kept in the keyring of the system. What was
/// chosen counts when it is accepted. Show it with open().
class AutoLockDialog : public GrowingDialog
{
    Q_OBJECT

public:
    /// `keeper` may be null: then nothing is said of a keyring. Both outlive the dialog.
    AutoLockDialog(Settings &settings, PassphraseKeeper *keeper, QWidget *parent = nullptr);

private:
    QWidget *buildKeyring();
    void showPresence();

    PassphraseKeeper *m_keeper;
    QCheckBox *m_inKeyring = nullptr;
    InlineNote *m_keyringNote = nullptr;
};

/// `5 minutes`
QString idleTimeText(int seconds);

} // namespace muster
