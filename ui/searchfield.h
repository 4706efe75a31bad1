// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace muster {

/// The filter's text: Escape clears it and, when it is empty, leaves; Enter and Down go to the rows.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);

signals:
    void leaveAsked();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace muster
