// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace muster {

class InlineNote;

/// The exact bytes that will be signed, three ways: as text with every invisible character made visible, as
/// hex, and as the EIP-191 digest; with their number. Warns when the text holds what could deceive the eye.
/// GUI thread.
class MessageView : public QWidget
{
    Q_OBJECT

public:
    explicit MessageView(QWidget *parent = nullptr);

    void showMessage(QByteArrayView message);
    void clear();

private:
    QPlainTextEdit *m_text;
    QPlainTextEdit *m_hex;
    QLabel *m_size;
    QLabel *m_digest;
    InlineNote *m_note;
};

} // namespace muster
