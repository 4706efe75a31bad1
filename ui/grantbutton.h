// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace muster {

class GrantDesk;

/// Says in the status line how far an approval to sign still reaches, and how long; opens a menu that ends
/// it. Hidden while none stands. GUI thread.
class GrantButton : public QToolButton
{
    Q_OBJECT

public:
    /// `desk` outlives this.
    explicit GrantButton(GrantDesk &desk, QWidget *parent = nullptr);

private:
    void refresh();

    GrantDesk &m_desk;
};

} // namespace muster
