// SPDX-License-Identifier: GPL-3.0-or-later
#include "waybutton.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace muster {
namespace {

// A line of the sentence is not shorter than this.
constexpr int kLeastChars = 44;

} // namespace

WayButton::WayButton(const QIcon &icon, const QString &title, const QString &sentence, QWidget *parent)
    : QPushButton(icon, title, parent)
    , m_sentence(sentence)
{
    setAccessibleDescription(sentence);
    setAutoDefault(false);
    setIconSize(QSize(gap(), gap()) * 2);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont WayButton::titleFont() const
{
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.15);
    return large;
}

int WayButton::heightForWidth(int width) const
{
    const QRect room(0, 0, width - indent() - gap(), QWIDGETSIZE_MAX);
    const int words = QFontMetrics(titleFont()).height() + gap() / 4 +
                      fontMetrics().boundingRect(room, Qt::TextWordWrap, m_sentence).height();
    return std::max(words, iconSize().height()) + gap() * 3 / 2;
}

QSize WayButton::sizeHint() const
{
    const int width = indent() + fontMetrics().averageCharWidth() * kLeastChars + gap();
    return {width, heightForWidth(width)};
}

void WayButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    option.icon = {};
    painter.drawControl(QStyle::CE_PushButton, option);
    const int top = gap() * 3 / 4;
    const QRect place(gap(), (height() - iconSize().height()) / 2, iconSize().width(), iconSize().height());
    icon().paint(&painter, place);
    QRect words(indent(), top, width() - indent() - gap(), QFontMetrics(titleFont()).height());
    painter.setFont(titleFont());
    painter.drawItemText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, palette(),
                         isEnabled(), text(), QPalette::ButtonText);
    words.setTop(words.bottom() + gap() / 4);
    words.setBottom(height());
    painter.setFont(font());
    painter.drawItemText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, palette(), isEnabled(),
                         m_sentence, QPalette::PlaceholderText);
}

} // namespace muster
