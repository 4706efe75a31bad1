// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tone.h"

#include <QLabel>

namespace muster {

/// A label that shows one glyph, as high as its font times `scale`, and follows theme and screen.
class IconLabel : public QLabel
{
    Q_OBJECT

public:
    explicit IconLabel(qreal scale = 1.2, QWidget *parent = nullptr);
    void setGlyph(const QString &name, Tone tone = Tone::Text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();

    qreal m_scale;
    QString m_name;
    Tone m_tone = Tone::Text;
};

} // namespace muster
