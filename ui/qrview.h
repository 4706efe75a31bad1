// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBitArray>
#include <QByteArrayView>
#include <QWidget>

namespace muster {

/// Paints bytes as a QR code, dark on light in every theme, since readers expect that. GUI thread.
class QrView : public QWidget
{
    Q_OBJECT

public:
    explicit QrView(QWidget *parent = nullptr);

    /// Exactly these bytes; false when they are more than a code can hold (2,953), and nothing is shown.
    bool setBytes(QByteArrayView bytes);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QBitArray m_dark; ///< row by row
    int m_side = 0;   ///< modules
};

} // namespace muster
