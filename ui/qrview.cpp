// SPDX-License-Identifier: GPL-3.0-or-later
#include "qrview.h"

#include <QPainter>

#include <memory>

#include <qrencode.h>

namespace muster {
namespace {

constexpr int kQuietZone = 4; ///< modules that the standard keeps free around a code

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

Code encoded(QByteArrayView bytes, QRecLevel level)
{
    return {
        QRcode_encodeData(int(bytes.size()), reinterpret_cast<const unsigned char *>(bytes.data()), 0, level),
        &QRcode_free};
}

} // namespace

QrView::QrView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

bool QrView::setBytes(QByteArrayView bytes)
{
    m_side = 0;
    m_dark.clear();
    Code code = encoded(bytes, QR_ECLEVEL_M);
    if (!code)
        code = encoded(bytes, QR_ECLEVEL_L);
    if (code) {
        m_side = code->width;
        m_dark.resize(m_side * m_side);
        for (int i = 0; i < m_side * m_side; ++i)
            m_dark.setBit(i, (code->data[i] & 1) != 0);
    }
    updateGeometry();
    update();
    return m_side > 0;
}

QSize QrView::sizeHint() const
{
    const int module = qMax(2, fontMetrics().height() / 4);
    const int side = (m_side + 2 * kQuietZone) * module;
    return {side, side};
}

void QrView::paintEvent(QPaintEvent *)
{
    if (m_side == 0)
        return;
    const int module = qMax(1, qMin(width(), height()) / (m_side + 2 * kQuietZone));
    const int side = (m_side + 2 * kQuietZone) * module;
    QPainter painter(this);
    const QPoint corner((width() - side) / 2, (height() - side) / 2);
    painter.translate(corner);
    painter.fillRect(0, 0, side, side, Qt::white);
    for (int i = 0; i < m_side * m_side; ++i) {
        if (m_dark.testBit(i))
            painter.fillRect((kQuietZone + i % m_side) * module, (kQuietZone + i / m_side) * module, module,
                             module, Qt::black);
    }
}

} // namespace muster
