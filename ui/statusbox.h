// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinestatus.h"

#include <QComboBox>

namespace muster {

/// The state that an edit leaves a machine in: those that may follow can be chosen, the others are greyed
/// and say why. Archiving is a command of its own, since it can be undone for a while. GUI thread.
class StatusBox : public QComboBox
{
    Q_OBJECT

public:
    explicit StatusBox(QWidget *parent = nullptr);

    /// Offers what may follow `from`, and `from` itself. What is chosen stays.
    void offerFrom(MachineStatus from);
    void choose(MachineStatus status);
    MachineStatus chosen() const;

private:
    void judge(int row, MachineStatus from);
};

} // namespace muster
