// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QLabel;

namespace muster {

/// The steps of a wizard down its side: which are done, which one is on. GUI thread.
class WizardSteps : public QWidget
{
    Q_OBJECT

public:
    explicit WizardSteps(const QStringList &steps, QWidget *parent = nullptr);

    void setCurrent(int step);
    /// Shows it under the steps and owns it.
    void setFoot(QWidget *foot);

private:
    QStringList m_steps;
    QList<QLabel *> m_labels;
};

} // namespace muster
