// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace muster {

class IconLabel;

/// One sentence above the fleet about what went wrong or was done, with the next step as a button. Never in
/// the way of work, gone with its close button or Escape; a new message takes the place of the old one.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Done, Note, Fault };

    explicit MessageBar(QWidget *parent = nullptr);

    void say(Kind kind, const QString &sentence);
    /// `action` runs when the button with these words is pressed; the message goes then.
    void say(Kind kind, const QString &sentence, const QString &actionText, std::function<void()> action);
    /// Another way out beside the action of the message that was said last; ends it, too.
    void offerOther(const QString &text, std::function<void()> other);
    /// Other words for the same message, as for a countdown; not announced anew.
    void setSentence(const QString &sentence);
    /// Without, only the message's action or dismiss() ends it.
    void setClosable(bool closable);
    /// Its action does not end it.
    void setLasting(bool lasting) { m_lasting = lasting; }
    void dismiss();
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Kind m_kind = Kind::Note;
    IconLabel *m_icon;
    QLabel *m_sentence;
    QPushButton *m_button;
    QPushButton *m_otherButton;
    QToolButton *m_close;
    std::function<void()> m_action;
    std::function<void()> m_other;
    bool m_lasting = false;
};

} // namespace muster
