// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultdialog.h"

#include "errorsentence.h"
#include "inlinenote.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

VaultDialog::VaultDialog(VaultDesk &desk, const QString &title, const QString &actionText, QWidget *parent)
    : GrowingDialog(parent)
    , m_desk(desk)
    , m_content(new QVBoxLayout)
    , m_fault(new InlineNote(nullptr, this))
    , m_progressLabel(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_action(nullptr)
{
    setWindowTitle(title);
    m_fault->setObjectName(u"vaultFault"_s);
    m_progressLabel->setObjectName(u"vaultProgressLabel"_s);
    m_progress->setObjectName(u"vaultProgress"_s);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    m_progress->setAccessibleName(tr("Under way"));
    auto *buttons = new QDialogButtonBox(this);
    m_action = buttons->addButton(actionText, QDialogButtonBox::ActionRole);
    m_action->setObjectName(u"vaultAccept"_s);
    m_action->setDefault(true);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"vaultCancel"_s);
    cancel->setAutoDefault(false);
    auto *progressRow = new QHBoxLayout;
    progressRow->addWidget(m_progressLabel);
    progressRow->addWidget(m_progress, 1);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap * 3 / 4);
    layout->addLayout(m_content, 1);
    layout->addWidget(m_fault);
    layout->addLayout(progressRow);
    layout->addWidget(buttons);
    m_content->setSpacing(gap / 2);
    connect(m_action, &QPushButton::clicked, this, &VaultDialog::act);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_steps, &QFutureWatcherBase::progressRangeChanged, this, &VaultDialog::showProgress);
    connect(&m_steps, &QFutureWatcherBase::progressValueChanged, this, &VaultDialog::showProgress);
    const bool needsTheOpenVault = desk.state() == VaultDesk::State::Unlocked;
    connect(&desk, &VaultDesk::stateChanged, this, [this, needsTheOpenVault] {
        if (needsTheOpenVault && !m_outlivesLock && m_desk.state() != VaultDesk::State::Unlocked)
            reject();
    });
    refresh();
}

QLabel *VaultDialog::addSentence(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    m_content->addWidget(label);
    return label;
}

void VaultDialog::setReady(bool ready)
{
    m_ready = ready;
    refresh();
}

void VaultDialog::showFault(const QString &sentence)
{
    m_fault->say(InlineNote::Kind::Fault, sentence);
}

void VaultDialog::failed(const Error &error)
{
    showFault(errorSentence(error));
}

void VaultDialog::begin(const QString &sentence, const QFuture<void> &future)
{
    m_underway = future;
    m_busy = true;
    m_fault->clear();
    m_doing = sentence;
    m_steps.setFuture(future);
    showProgress();
    refresh();
    busyChanged();
}

void VaultDialog::showProgress()
{
    const int all = m_steps.progressMaximum();
    m_progress->setRange(0, all);
    m_progress->setValue(m_steps.progressValue());
    //: %1: what is being done; %2 of %3 steps
    m_progressLabel->setText(all > 1 ? tr("%1 %2 of %3").arg(m_doing).arg(m_steps.progressValue()).arg(all)
                                     : m_doing);
}

void VaultDialog::end()
{
    m_busy = false;
    refresh();
    busyChanged();
}

void VaultDialog::refresh()
{
    m_progress->setVisible(m_busy);
    m_progressLabel->setVisible(m_busy);
    m_action->setEnabled(m_ready && !m_busy);
}

void VaultDialog::done(int result)
{
    if (result == Rejected)
        m_underway.cancel();
    wipe();
    QDialog::done(result);
}

} // namespace muster
