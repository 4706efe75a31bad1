// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"
#include "tone.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace muster {

class ElidedLabel;
class IconLabel;

/// Which place is worked on, in words: `Local workspace — demo`.
QString placeTitle(const Connection &connection);

/// The colour of its band.
QColor placeColour(const Connection &connection, const QPalette &palette);

/// The ground of what says which place it is, in its colour; from a paintEvent.
void paintPlace(QWidget &widget, const Connection &connection);

/// What says which place it is, without what works there.
Connection placeOnly(Connection connection);

/// The band across the window that says which place is worked on, coloured by its kind, own or demo, or as
/// was chosen for a service; with the menu of places.
class PlaceBand : public QWidget
{
    Q_OBJECT

public:
    explicit PlaceBand(QWidget *parent = nullptr);
    void setConnection(const Connection &connection);
    void showNoPlace();
    /// The menu outlives the band.
    void setMenu(QMenu *places);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Connection m_connection;
    bool m_isNowhere = false;
    IconLabel *m_icon;
    QLabel *m_title;
    ElidedLabel *m_place;
    QLabel *m_exposed;
    QToolButton *m_switch;
};

} // namespace muster
