// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace muster {

class InlineNote;
class MessageView;
class SigningDesk;

/// Signs any text with a key of the vault or of the session, after its exact bytes were shown and the word
/// SIGN was typed: nothing here knows what the text means. Show it with open(). GUI thread.
class SignMessageDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SignMessageDialog(SigningDesk &desk, QWidget *parent = nullptr);

private:
    void buildLayout();
    void showText();
    void listKeys();
    void judge();
    void sign();
    std::optional<Address> signer() const;

    SigningDesk &m_desk;
    bool m_busy = false;
    QPlainTextEdit *m_text;
    MessageView *m_view;
    QComboBox *m_keys;
    QLineEdit *m_consent;
    QPushButton *m_sign;
    InlineNote *m_note;
    QLineEdit *m_signature;
};

} // namespace muster
