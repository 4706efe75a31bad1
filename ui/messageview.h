// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace muster {

class InlineNote;
struct MessageBytes;

/// The exact bytes that will be signed, three ways: as text with every invisible character made visible, as
/// hex, and as the EIP-191 digest; with their number. Warns when the text holds what could deceive the eye.
/// Knows whether a text that is longer than the view was read to its end. GUI thread.
class MessageView : public QWidget
{
    Q_OBJECT

public:
    explicit MessageView(QWidget *parent = nullptr);

    void showMessage(QByteArrayView message);
    void clear();
    /// Says below a text that is longer than the view that it is to be read to its end.
    void demandReading(bool demanded);
    /// All of the text is in sight, or it was scrolled to its end, as text or as hex.
    bool isReadToEnd() const;
    /// What in a message could deceive the eye, in sentences; empty when nothing does.
    static QString warningOf(const MessageBytes &message);

signals:
    void readToEndChanged();

private:
    void noteScrolling(const QPlainTextEdit *view);
    void followReading();

    bool m_reachedEnd = false;
    bool m_demanded = false;
    QPlainTextEdit *m_text;
    QPlainTextEdit *m_hex;
    QLabel *m_size;
    QLabel *m_digest;
    InlineNote *m_note;
    InlineNote *m_rest;
};

} // namespace muster
