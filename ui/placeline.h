// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"

#include <QWidget>

class QDialog;

namespace muster {

/// One line in a dialog that changes something: to which place it is written, in the colour of its band.
class PlaceLine : public QWidget
{
    Q_OBJECT

public:
    enum class Words { Whole, NameOnly };

    PlaceLine(const Connection &connection, Words words, QWidget *parent = nullptr);

    /// Puts one on top of a dialog whose parts stand in a column.
    static void putOn(QDialog &dialog, const Connection &connection);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Connection m_connection;
};

} // namespace muster
