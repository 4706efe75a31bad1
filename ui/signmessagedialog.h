// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "clock.h"
#include "growingdialog.h"

#include <QByteArray>

#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace muster {

class InlineNote;
class MessageField;
class MessageView;
class PasteChoice;
class SigningDesk;
class VaultLockRow;

/// Signs any text with a key of the vault or of the session, after its exact bytes were shown and the word
/// SIGN was typed. A text that was pasted, in whole or in part, with an indent, CRLF or a line end at its end
/// is signed once the user said which bytes are meant; a machine challenge that has expired is not.
/// A vault that locks itself meanwhile is unlocked here, and the text stays. Show it
/// with open(). GUI thread.
class SignMessageDialog : public GrowingDialog
{
    Q_OBJECT

public:
    explicit SignMessageDialog(SigningDesk &desk, QWidget *parent = nullptr);

    /// Another clock than the computer's for how long challenges hold; it outlives this.
    void setClock(const Clock &clock) { m_clock = &clock; }

private:
    void buildLayout();
    void takeText();
    void showBytes();
    void judgeText(const QByteArray &text);
    /// Nothing while it is open which bytes are meant.
    std::optional<QByteArray> message() const;
    void listKeys();
    void followKey();
    void judge();
    void sign();
    std::optional<Address> signer() const;

    SigningDesk &m_desk;
    const SystemClock m_systemClock;
    const Clock *m_clock = &m_systemClock;
    bool m_busy = false;
    std::optional<Address> m_shownSigner; ///< whose signature is shown, or would be
    MessageField *m_text;
    InlineNote *m_loss;
    PasteChoice *m_choice;
    MessageView *m_view;
    InlineNote *m_judgement;
    QComboBox *m_keys;
    VaultLockRow *m_lock;
    QLineEdit *m_consent;
    QPushButton *m_sign;
    InlineNote *m_note;
    QLineEdit *m_signature;
};

} // namespace muster
