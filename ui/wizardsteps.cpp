// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizardsteps.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

WizardSteps::WizardSteps(const QStringList &steps, QWidget *parent)
    : QWidget(parent)
    , m_steps(steps)
{
    setObjectName(u"wizardSteps"_s);
    auto *layout = new QVBoxLayout(this);
    const int letter = fontMetrics().averageCharWidth();
    layout->setContentsMargins(letter * 2, letter * 3, letter * 2, letter * 2);
    layout->setSpacing(letter * 2);
    for (qsizetype i = 0; i < steps.size(); ++i) {
        auto *label = new QLabel(this);
        QFont bold = label->font();
        bold.setBold(true);
        // As wide as in bold, so that the pages do not shift from step to step.
        label->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(u"\u2713 "_s + steps.at(i)) + letter);
        m_labels.append(label);
        layout->addWidget(label);
    }
    layout->addStretch();
    setCurrent(0);
}

void WizardSteps::setFoot(QWidget *foot)
{
    layout()->addWidget(foot);
}

void WizardSteps::setCurrent(int step)
{
    for (int i = 0; i < int(m_labels.size()); ++i) {
        QLabel *label = m_labels.at(i);
        QFont font = label->font();
        font.setBold(i == step);
        label->setFont(font);
        label->setForegroundRole(i > step ? QPalette::PlaceholderText : QPalette::WindowText);
        label->setText((i < step ? u"\u2713"_s : QString::number(i + 1)) + u' ' + m_steps.at(i));
    }
    setAccessibleName(tr("Step %1 of %2: %3").arg(step + 1).arg(m_steps.size()).arg(m_steps.value(step)));
}

} // namespace muster
