// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <QTimer>

namespace muster {

/// The view of the fleet: whole rows, one or several, sorted by a click on a header. Heights and widths come
/// from the font.
class FleetTable : public QTableView
{
    Q_OBJECT

public:
    explicit FleetTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Wide enough for the columns that are shown at first, with what they usually hold.
    QSize sizeHint() const override;

signals:
    /// Enter on a row or a double click.
    void openAsked();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void measure();
    void setColumnWidths();
    int widthFor(int section) const;

    QTimer m_minute; ///< "3 min ago" grows old
};

} // namespace muster
