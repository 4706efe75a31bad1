// SPDX-License-Identifier: GPL-3.0-or-later
#include "welcomepage.h"

#include "glyph.h"
#include "waybutton.h"

#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kRecentShown = 5;
constexpr int kColumnChars = 96;

QLabel *headline(const QString &text, qreal scale, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * scale);
    label->setFont(bold);
    return label;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_column(new QWidget)
    , m_recentTitle(headline(tr("Where you worked before"), 1.1, m_column))
    , m_recent(new QVBoxLayout)
{
    setObjectName(u"welcomePage"_s);
    connect(addWay(u"welcomeDemo"_s, u"flask"_s, tr("&Try the demo"),
                   tr("A simulated fleet on this computer, with identities that are free to register.")),
            &QAbstractButton::clicked, this, &WelcomePage::demoAsked);
    connect(addWay(u"welcomeConnect"_s, u"plug-connected"_s, tr("&Connect to a service"),
                   tr("Work on the machines of an orchestration service, with its address and its API key.")),
            &QAbstractButton::clicked, this, &WelcomePage::serviceAsked);
    connect(addWay(u"welcomeWorkspace"_s, u"folder-plus"_s, tr("Open a &workspace"),
                   tr("Keep a fleet of your own in a folder; in an empty one a new workspace is made.")),
            &QAbstractButton::clicked, this, &WelcomePage::workspaceAsked);
    m_recentTitle->hide();
    buildLayout();
}

WayButton *WelcomePage::addWay(const QString &name, const QString &icon, const QString &title,
                               const QString &sentence)
{
    auto *way = new WayButton(glyph(icon, Tone::Accent), title, sentence, m_column);
    way->setObjectName(name);
    m_ways.append(way);
    return way;
}

void WelcomePage::buildLayout()
{
    const int gap = fontMetrics().height();
    auto *icon = new QLabel(m_column);
    icon->setPixmap(programIcon().pixmap(QSize(gap * 3, gap * 3), devicePixelRatioF()));
    auto *title = headline(tr("Welcome to Muster"), 1.7, m_column);
    title->setObjectName(u"welcomeTitle"_s);
    auto *sentence = new QLabel(tr("See the machines of your fleet, prove who controls them and register new "
                                   "ones. Choose where to begin; you can turn to another place at any time."),
                                m_column);
    sentence->setWordWrap(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(gap / 4);
    words->addWidget(title);
    words->addWidget(sentence);
    auto *head = new QHBoxLayout;
    head->setSpacing(gap);
    head->addSpacing(gap / 4);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addLayout(words, 1);

    m_column->setMaximumWidth(fontMetrics().averageCharWidth() * kColumnChars);
    auto *column = new QVBoxLayout(m_column);
    column->setContentsMargins({});
    column->setSpacing(gap / 2);
    column->addLayout(head);
    column->addSpacing(gap / 2);
    for (WayButton *way : std::as_const(m_ways))
        column->addWidget(way);
    column->addSpacing(gap / 2);
    column->addWidget(m_recentTitle);
    m_recent->setSpacing(0);
    column->addLayout(m_recent);

    auto *sheet = new QWidget;
    sheet->setBackgroundRole(QPalette::Base);
    sheet->setAutoFillBackground(true);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_column, 8);
    row->addStretch(1);
    auto *page = new QVBoxLayout(sheet);
    page->setContentsMargins(gap, gap, gap, gap);
    page->addStretch(2);
    page->addLayout(row);
    page->addStretch(3);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"welcomeScroll"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // the keyboard goes from button to button, and they come into sight
    scroll->setWidgetResizable(true);
    scroll->setWidget(sheet);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(scroll);
}

void WelcomePage::showRecent(const QList<Recent> &places)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        item->widget()->hide(); // it may be the one that was just pressed
        item->widget()->deleteLater();
        const std::unique_ptr<QLayoutItem> taken(item);
    }
    for (const Recent &recent : places.first(std::min<qsizetype>(places.size(), kRecentShown)))
        addRecent(recent);
    m_recentTitle->setVisible(!places.isEmpty());
}

void WelcomePage::addRecent(const Recent &recent)
{
    auto *button = new QToolButton(m_column);
    button->setObjectName(u"welcomeRecent"_s);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setIcon(recent.icon);
    //: %1: name of a place; %2: its folder or URL
    const QString words = tr("%1 (%2)").arg(recent.title, recent.where);
    const int room = m_column->maximumWidth() - fontMetrics().height() * 3;
    button->setText(fontMetrics().elidedText(u' ' + words, Qt::ElideMiddle, room).replace(u'&', u"&&"_s));
    button->setAccessibleName(words);
    button->setToolTip(words);
    m_recent->addWidget(button, 0, Qt::AlignLeft);
    button->show();
    connect(button, &QAbstractButton::clicked, this,
            [this, place = recent.place] { emit placeAsked(place); });
}

QWidget *WelcomePage::firstWay() const
{
    return m_ways.first();
}

} // namespace muster
