// SPDX-License-Identifier: GPL-3.0-or-later
#include "placeline.h"

#include "placeband.h"

#include <QBoxLayout>
#include <QDialog>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace muster {

PlaceLine::PlaceLine(const Connection &connection, Words words, QWidget *parent)
    : QWidget(parent)
    , m_connection(placeOnly(connection))
{
    const QString title = placeTitle(connection);
    auto *label = new QLabel(this);
    label->setObjectName(u"placeLine"_s);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    if (words == Words::Whole && connection.remote)
        //: %1: name of the place, %2: its address
        label->setText(tr("Written to %1, %2").arg(title, connection.place));
    else
        label->setText(tr("Written to %1").arg(title));
    auto *layout = new QHBoxLayout(this);
    const int gap = fontMetrics().height() / 2;
    layout->setContentsMargins(gap * 3 / 2, gap / 2, gap, gap / 2);
    layout->addWidget(label);
}

void PlaceLine::putOn(QDialog &dialog, const Connection &connection)
{
    if (auto *column = qobject_cast<QBoxLayout *>(dialog.layout()))
        column->insertWidget(0, new PlaceLine(connection, Words::Whole, &dialog));
}

void PlaceLine::paintEvent(QPaintEvent *)
{
    paintPlace(*this, m_connection);
}

} // namespace muster
