// SPDX-License-Identifier: GPL-3.0-or-later
#include "inlinenote.h"

#include "glyph.h"
#include "iconlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kLine = 60;

Tone toneOf(InlineNote::Kind kind)
{
    switch (kind) {
    case InlineNote::Kind::Hint:
        return Tone::Muted;
    case InlineNote::Kind::Fine:
        return Tone::Positive;
    case InlineNote::Kind::Warning:
        return Tone::Caution;
    case InlineNote::Kind::Fault:
        return Tone::Negative;
    }
    Q_UNREACHABLE();
}

QString glyphOf(InlineNote::Kind kind)
{
    switch (kind) {
    case InlineNote::Kind::Hint:
        return u"info-circle"_s;
    case InlineNote::Kind::Fine:
        return u"circle-check"_s;
    case InlineNote::Kind::Warning:
        return u"alert-triangle"_s;
    case InlineNote::Kind::Fault:
        return u"alert-circle"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

InlineNote::InlineNote(QWidget *about, QWidget *parent)
    : QWidget(parent)
    , m_about(about)
    , m_icon(new IconLabel(1.0, this))
    , m_label(new QLabel(this))
{
    m_label->setWordWrap(true);
    m_label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    const int gap = fontMetrics().height() / 4;
    layout->setContentsMargins(0, gap / 2, 0, gap / 2);
    layout->setSpacing(gap);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_label, 1);
    // What is left over in a form goes elsewhere than under its notes.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void InlineNote::say(Kind kind, const QString &sentence)
{
    m_kind = kind;
    m_label->setText(sentence);
    m_label->setForegroundRole(kind == Kind::Hint ? QPalette::PlaceholderText : QPalette::WindowText);
    m_icon->setGlyph(sentence.isEmpty() ? QString() : glyphOf(kind), toneOf(kind));
    setVisible(!sentence.isEmpty());
    setAccessibleName(sentence);
    if (m_about)
        m_about->setAccessibleDescription(sentence);
}

void InlineNote::clear()
{
    say(Kind::Hint, {});
}

QString InlineNote::text() const
{
    return m_label->text();
}

// Before it has a width of its own, that of a line which is read well stands for it.
int InlineNote::lines() const
{
    return heightForWidth(m_isLaidOut ? width() : fontMetrics().averageCharWidth() * kLine);
}

QSize InlineNote::sizeHint() const
{
    return {QWidget::sizeHint().width(), lines()};
}

QSize InlineNote::minimumSizeHint() const
{
    return {QWidget::minimumSizeHint().width(), lines()};
}

void InlineNote::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_isLaidOut = true;
    if (heightForWidth(event->size().width()) != heightForWidth(event->oldSize().width()))
        updateGeometry();
}

QIcon InlineNote::icon(Kind kind)
{
    return glyph(glyphOf(kind), toneOf(kind));
}

} // namespace muster
