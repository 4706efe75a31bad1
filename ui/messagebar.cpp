// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagebar.h"

#include "glyph.h"
#include "iconlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Tone toneOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Done:
        return Tone::Positive;
    case MessageBar::Kind::Note:
        return Tone::Accent;
    case MessageBar::Kind::Fault:
        return Tone::Negative;
    }
    Q_UNREACHABLE();
}

QString iconOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Done:
        return u"circle-check"_s;
    case MessageBar::Kind::Note:
        return u"info-circle"_s;
    case MessageBar::Kind::Fault:
        return u"alert-circle"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(1.25, this))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_otherButton(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"messageBar"_s);
    m_sentence->setObjectName(u"messageText"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_button->setObjectName(u"messageAction"_s);
    m_otherButton->setObjectName(u"messageOther"_s);
    m_close->setObjectName(u"messageClose"_s);
    m_close->setIcon(glyph(u"x"_s));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));

    auto *layout = new QHBoxLayout(this);
    const int gap = fontMetrics().height() / 2;
    layout->setContentsMargins(gap * 2, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(m_icon);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_button);
    layout->addWidget(m_otherButton);
    layout->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto action = m_action;
        if (!m_lasting)
            dismiss();
        if (action)
            action();
    });
    connect(m_otherButton, &QPushButton::clicked, this, [this] {
        const auto other = m_other;
        dismiss();
        if (other)
            other();
    });
    hide();
}

void MessageBar::say(Kind kind, const QString &sentence)
{
    say(kind, sentence, {}, nullptr);
}

void MessageBar::say(Kind kind, const QString &sentence, const QString &actionText,
                     std::function<void()> action)
{
    m_kind = kind;
    m_icon->setGlyph(iconOf(kind), toneOf(kind));
    setSentence(sentence);
    m_action = std::move(action);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    m_otherButton->hide();
    show();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::offerOther(const QString &text, std::function<void()> other)
{
    m_other = std::move(other);
    m_otherButton->setText(text);
    m_otherButton->show();
}

void MessageBar::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
}

void MessageBar::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void MessageBar::dismiss()
{
    m_action = nullptr;
    m_other = nullptr;
    m_sentence->clear();
    hide();
}

QString MessageBar::text() const
{
    return m_sentence->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor tone = toneColour(toneOf(m_kind), palette());
    painter.fillRect(rect(), blend(tone, palette().color(QPalette::Window), 0.12));
    painter.setPen(blend(tone, palette().color(QPalette::Window), 0.4));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_close->isHidden())
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

} // namespace muster
