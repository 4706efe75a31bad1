// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mnemonicaccounts.h"

#include <QWidget>

namespace muster {

class InlineNote;
class SecretField;

/// The words of a mnemonic and the passphrase that some people put with them, typed into locked memory. GUI
/// thread.
class MnemonicPanel : public QWidget
{
    Q_OBJECT

public:
    explicit MnemonicPanel(QWidget *parent = nullptr);

    bool isEmpty() const;
    /// Shows the reason where the words are when they are none; what was typed stays.
    std::optional<MnemonicAccounts> read();
    void wipe();

signals:
    void changed();
    void readAsked();

private:
    SecretField *m_words;
    SecretField *m_passphrase;
    InlineNote *m_note;
};

} // namespace muster
