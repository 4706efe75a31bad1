// SPDX-License-Identifier: GPL-3.0-or-later
#include "placeband.h"

#include "elidedlabel.h"
#include "iconlabel.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster {

QString placeTitle(const Connection &connection)
{
    if (!connection.demo)
        return connection.title;
    //: The name of a workspace that holds a demo fleet; %1 is its title
    return QCoreApplication::translate("muster::PlaceBand", "%1 — demo").arg(connection.title);
}

PlaceBand::PlaceBand(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(1.2, this))
    , m_title(new QLabel(this))
    , m_place(new ElidedLabel(this))
{
    setObjectName(u"placeBand"_s);
    m_title->setObjectName(u"placeTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_place->setObjectName(u"placePath"_s);
    m_place->setTone(Tone::Muted);
    const int gap = fontMetrics().height() / 2;
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(gap * 2, gap * 3 / 4, gap * 2, gap * 3 / 4);
    layout->setSpacing(gap);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addSpacing(gap);
    layout->addWidget(m_place, 1);
    m_icon->setGlyph(u"folder"_s, m_tone);
    m_title->setText(tr("Opening…"));
}

void PlaceBand::setConnection(const Connection &connection)
{
    m_tone = connection.remote ? Tone::Remote : connection.demo ? Tone::Demo : Tone::Accent;
    m_icon->setGlyph(connection.remote ? u"cloud"_s : connection.demo ? u"flask"_s : u"folder"_s, m_tone);
    m_title->setText(placeTitle(connection));
    m_place->setText(connection.place);
    setAccessibleName(tr("Working on %1, %2").arg(placeTitle(connection), connection.place));
    update();
}

QString PlaceBand::text() const
{
    return m_title->text();
}

void PlaceBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor tone = toneColour(m_tone, palette());
    painter.fillRect(rect(), blend(tone, palette().color(QPalette::Window), 0.14));
    painter.fillRect(QRect(0, 0, fontMetrics().height() / 3, height()), tone);
}

} // namespace muster
