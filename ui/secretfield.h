// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

#include <QWidget>

namespace muster {

/// One line in which a secret is typed or pasted. Each character goes straight into locked memory as UTF-8;
/// no string of this program ever holds the whole. Shows one bullet a character, the caret stands at the end
/// only. Nothing can be read back from it but the number of characters: no text property, no copy, no
/// accessible text, no input-method context. GUI thread.
class SecretField : public QWidget
{
    Q_OBJECT

public:
    /// Longest secret taken, in bytes; what would pass it is refused whole, see refused().
    static constexpr std::size_t kMostBytes = 1024;

    explicit SecretField(QWidget *parent = nullptr);

    /// Pasting is off until allowed: the clipboard's own copy cannot be wiped, and whoever allows it says so.
    void setPasteAllowed(bool allowed);
    bool isPasteAllowed() const { return m_pasteAllowed; }
    /// Shown while the field is empty.
    void setPlaceholderText(const QString &text);

    bool isEmpty() const { return m_bytes.isEmpty(); }
    /// Characters, not bytes.
    int length() const { return m_characters; }
    /// To be judged in place, so that a mistyped secret need not be typed again.
    const SecureBytes &bytes() const { return m_bytes; }
    /// Moves the secret out and leaves the field empty.
    SecureBytes takeBytes();
    void clear();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

signals:
    void changed();
    /// Return or Enter was pressed.
    void submitted();
    /// Something was not taken; a sentence saying why.
    void refused(const QString &sentence);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isEditingKey(const QKeyEvent *event) const;
    void type(const QString &text);
    void appendCharacter(char32_t character);
    void dropCharacter();
    void paste();
    void replaceSelection();
    void setSelected(bool selected);
    void drawContents(QPainter &painter, const QRect &area) const;

    SecureBytes m_bytes;
    QString m_placeholder;
    int m_characters = 0;
    bool m_pasteAllowed = false;
    bool m_selected = false;
};

} // namespace muster
