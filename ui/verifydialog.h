// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;

namespace muster {

class InlineNote;

/// Who signed a message: judged while the message, the signature and the expected address are typed or
/// pasted. JSON of MyCrypto and MyEtherWallet in the message's place fills all three. Needs no key and no
/// network. Show it with open().
class VerifyDialog : public QDialog
{
    Q_OBJECT

public:
    explicit VerifyDialog(QWidget *parent = nullptr);

private:
    void judge();
    bool takeJson(const QString &text);

    QPlainTextEdit *m_message;
    QLineEdit *m_signature;
    QLineEdit *m_expected;
    InlineNote *m_verdict;
    InlineNote *m_size;
};

} // namespace muster
