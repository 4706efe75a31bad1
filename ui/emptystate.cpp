// SPDX-License-Identifier: GPL-3.0-or-later
#include "emptystate.h"

#include "iconlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {

EmptyState::EmptyState(QWidget *parent, const QString &name)
    : QWidget(parent)
    , m_icon(new IconLabel(3.0, this))
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_otherAction(new QPushButton(this))
{
    setObjectName(name + u"State"_s);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_icon->setAlignment(Qt::AlignCenter);
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.3);
    m_title->setFont(bold);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setObjectName(name + u"Title"_s);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setTextFormat(Qt::PlainText); // it may come from a service
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_sentence->setObjectName(name + u"Sentence"_s);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action->setObjectName(name + u"Action"_s);
    m_otherAction->setObjectName(name + u"OtherAction"_s);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_action);
    buttons->addWidget(m_otherAction);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_title);
    auto *sentence = new QHBoxLayout;
    sentence->addStretch(1);
    sentence->addWidget(m_sentence, 4);
    sentence->addStretch(1);
    layout->addLayout(sentence);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addLayout(buttons);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionAsked);
    connect(m_otherAction, &QPushButton::clicked, this, &EmptyState::otherActionAsked);
}

void EmptyState::present(const Content &content)
{
    m_icon->setGlyph(content.icon, Tone::Muted);
    m_title->setText(content.title);
    m_sentence->setText(content.sentence);
    m_sentence->setVisible(!content.sentence.isEmpty());
    m_action->setText(content.action);
    m_action->setVisible(!content.action.isEmpty());
    m_otherAction->setText(content.otherAction);
    m_otherAction->setVisible(!content.otherAction.isEmpty());
}

QString EmptyState::title() const
{
    return m_title->text();
}

QString EmptyState::sentence() const
{
    return m_sentence->text();
}

} // namespace muster
