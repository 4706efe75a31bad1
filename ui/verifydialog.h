// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"

class QLabel;
class QLineEdit;

namespace muster {

class InlineNote;
class MessageField;
struct SignatureVerdict;

/// Who signed a message: judged while the message, the signature and the expected address are typed or
/// pasted; pasted bytes are judged as they came, and what in them could deceive the eye
/// is named beside the verdict. JSON of MyCrypto and MyEtherWallet in the message's place
/// fills all three, whatever they held. Needs no key and no network. Show it with open().
class VerifyDialog : public GrowingDialog
{
    Q_OBJECT

public:
    explicit VerifyDialog(QWidget *parent = nullptr);

private:
    void buildLayout();
    void takeMessage();
    bool takeJson();
    void judge();
    void judgeFields();
    /// The expected address, or nothing where none was typed or it is none; then says why.
    QString expected();
    void showDifference(const SignatureVerdict &verdict);

    MessageField *m_message;
    QLineEdit *m_signature;
    QLineEdit *m_expected;
    InlineNote *m_expectedNote;
    InlineNote *m_verdict;
    InlineNote *m_deceptive;
    QLabel *m_difference;
    InlineNote *m_size;
    InlineNote *m_json;
};

} // namespace muster
