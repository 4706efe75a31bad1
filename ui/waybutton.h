// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace muster {

/// A large button: an icon, a title, and under it a sentence that wraps. Both are spoken. GUI thread.
class WayButton : public QPushButton
{
    Q_OBJECT

public:
    WayButton(const QIcon &icon, const QString &title, const QString &sentence, QWidget *parent = nullptr);

    const QString &sentence() const { return m_sentence; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont titleFont() const;
    int gap() const { return fontMetrics().height(); }
    /// Where the words begin.
    int indent() const { return gap() * 2 + iconSize().width(); }

    QString m_sentence;
};

} // namespace muster
