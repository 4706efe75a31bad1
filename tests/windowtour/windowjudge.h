// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

class QWidget;

namespace muster {

/// Judges one window as somebody would who has no mouse, or does not see it, or sees it enlarged. Each answer
/// lists what is wrong, by the widget's class and name; empty when nothing is.
class WindowJudge
{
public:
    explicit WindowJudge(QWidget &window);

    /// Whatever can be used says what it is.
    QStringList withoutName() const;
    /// Tab and Shift+Tab reach everything that takes the keyboard, and come back.
    QStringList outsideTheTabRing() const;
    /// Of a dialog: buttons that no letter leads to.
    QStringList withoutLetter() const;
    /// Words that do not fit where they stand, in the smallest size of the window and in the present one.
    QStringList cutOff() const;
    /// Notes that stand in more room than they need.
    QStringList holes() const;

private:
    QList<QWidget *> parts() const;
    QList<QWidget *> stopsOfTab() const;
    QStringList missedBy(int key) const;
    QStringList cutOffNow(const QString &when) const;

    QWidget &m_window;
};

} // namespace muster
