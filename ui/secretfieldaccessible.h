// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

namespace muster {

/// What a screen reader is told of a SecretField: that it is a password field, its name and description;
/// nothing of its content, not even the length.
class SecretFieldAccessible : public QAccessibleWidget
{
public:
    explicit SecretFieldAccessible(QWidget *field);

    /// Makes it known to Qt; later calls do nothing. GUI thread.
    static void install();

    QAccessible::State state() const override;
    QString text(QAccessible::Text what) const override;
};

} // namespace muster
