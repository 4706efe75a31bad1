// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "tone.h"

#include <QWidget>

class QLabel;

namespace muster {

class ElidedLabel;
class IconLabel;

/// Which place is worked on, in words: `Local workspace — demo`.
QString placeTitle(const Connection &connection);

/// The band across the window that says which place is worked on, coloured by its kind: own, demo or remote.
class PlaceBand : public QWidget
{
    Q_OBJECT

public:
    explicit PlaceBand(QWidget *parent = nullptr);
    void setConnection(const Connection &connection);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Accent;
    IconLabel *m_icon;
    QLabel *m_title;
    ElidedLabel *m_place;
};

} // namespace muster
