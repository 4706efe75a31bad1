// SPDX-License-Identifier: GPL-3.0-or-later
#include "placeband.h"

#include "bandcolour.h"
#include "elidedlabel.h"
#include "iconlabel.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster {

QString placeTitle(const Connection &connection)
{
    if (!connection.demo)
        return connection.title;
    //: The name of a workspace that holds a demo fleet; %1 is its title
    return QCoreApplication::translate("muster::PlaceBand", "%1 — demo").arg(connection.title);
}

QColor placeColour(const Connection &connection, const QPalette &palette)
{
    if (connection.remote)
        return bandColour(connection.profile.colour, palette);
    return toneColour(connection.demo ? Tone::Demo : Tone::Accent, palette);
}

void paintPlace(QWidget &widget, const Connection &connection)
{
    QPainter painter(&widget);
    const QColor tone = placeColour(connection, widget.palette());
    painter.fillRect(widget.rect(), blend(tone, widget.palette().color(QPalette::Window), 0.14));
    painter.fillRect(QRect(0, 0, widget.fontMetrics().height() / 3, widget.height()), tone);
}

Connection placeOnly(Connection connection)
{
    connection.orchestrator.reset();
    connection.registry.reset();
    return connection;
}

PlaceBand::PlaceBand(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(1.2, this))
    , m_title(new QLabel(this))
    , m_place(new ElidedLabel(this))
    , m_exposed(new QLabel(tr("not encrypted"), this))
    , m_switch(new QToolButton(this))
{
    setObjectName(u"placeBand"_s);
    m_title->setObjectName(u"placeTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_place->setObjectName(u"placePath"_s);
    m_place->setTone(Tone::Muted);
    m_exposed->setObjectName(u"placeExposed"_s);
    m_exposed->setToolTip(tr("Everyone on the way to this service can read what is sent and change it."));
    m_exposed->hide();
    m_switch->setObjectName(u"placeSwitch"_s);
    m_switch->setText(tr("Switch place"));
    m_switch->setToolTip(tr("Work on the local workspace or on a service"));
    m_switch->setAutoRaise(true);
    m_switch->setFocusPolicy(Qt::TabFocus);
    m_switch->setPopupMode(QToolButton::InstantPopup);
    m_switch->hide();
    const int gap = fontMetrics().height() / 2;
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(gap * 2, gap * 3 / 4, gap * 2, gap * 3 / 4);
    layout->setSpacing(gap);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addSpacing(gap);
    layout->addWidget(m_place, 1);
    layout->addWidget(m_exposed);
    layout->addWidget(m_switch);
    m_icon->setGlyph(u"folder"_s, Tone::Accent);
    m_title->setText(tr("Opening…"));
}

void PlaceBand::setConnection(const Connection &connection)
{
    m_connection = placeOnly(connection);
    m_isNowhere = false;
    m_exposed->setVisible(connection.exposed);
    const bool isPlain = connection.remote && connection.profile.colour != BandColour::Orange;
    m_icon->setGlyph(connection.remote ? u"cloud"_s
                     : connection.demo ? u"flask"_s
                                       : u"folder"_s,
                     isPlain             ? Tone::Text
                     : connection.remote ? Tone::Remote
                     : connection.demo   ? Tone::Demo
                                         : Tone::Accent);
    m_title->setText(placeTitle(connection));
    m_place->setText(connection.place);
    setAccessibleName(tr("Working on %1, %2").arg(placeTitle(connection), connection.place));
    update();
}

void PlaceBand::showNoPlace()
{
    m_isNowhere = true;
    m_icon->setGlyph(u"home"_s, Tone::Muted);
    m_title->setText(tr("No place is open"));
    setAccessibleName(m_title->text());
    update();
}

void PlaceBand::setMenu(QMenu *places)
{
    m_switch->setMenu(places);
    m_switch->show();
}

QString PlaceBand::text() const
{
    return m_title->text();
}

void PlaceBand::paintEvent(QPaintEvent *)
{
    if (!m_isNowhere)
        paintPlace(*this, m_connection);
}

} // namespace muster
