// SPDX-License-Identifier: GPL-3.0-or-later
#include "autolockdialog.h"

#include "settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>

#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::array kOffered{60, 300, 900, 1800, 3600, 0};

} // namespace

QString idleTimeText(int seconds)
{
    if (seconds == 0)
        return AutoLockDialog::tr("never");
    if (seconds == 60)
        return AutoLockDialog::tr("one minute");
    if (seconds % 60 == 0)
        return AutoLockDialog::tr("%n minutes", nullptr, seconds / 60);
    return AutoLockDialog::tr("%n seconds", nullptr, seconds);
}

AutoLockDialog::AutoLockDialog(Settings &settings, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"autoLockDialog"_s);
    setWindowTitle(tr("Auto-lock"));
    auto *idle = new QComboBox(this);
    idle->setObjectName(u"idleBox"_s);
    const int kept = settings.vaultIdleSeconds();
    for (const int seconds : kOffered)
        idle->addItem(idleTimeText(seconds), seconds);
    if (idle->findData(kept) < 0)
        idle->addItem(idleTimeText(kept), kept);
    idle->setCurrentIndex(idle->findData(kept));
    auto *minimised = new QCheckBox(tr("Lock when the window is &minimised"), this);
    minimised->setObjectName(u"minimisedBox"_s);
    minimised->setChecked(settings.vaultLocksWhenMinimised());
    auto *sentence = new QLabel(tr("The vault is locked, too, when your session is locked and before the "
                                   "computer goes to sleep, where the system tells (logind)."),
                                this);
    sentence->setWordWrap(true);
    sentence->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    auto *label = new QLabel(tr("&Lock after this time without use:"), this);
    label->setBuddy(idle);
    auto *form = new QFormLayout;
    form->addRow(label, idle);
    form->addRow(QString(), minimised);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap * 3 / 4);
    layout->addLayout(form);
    layout->addWidget(sentence);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, &settings, idle, minimised] {
        settings.setVaultIdleSeconds(idle->currentData().toInt());
        settings.setVaultLocksWhenMinimised(minimised->isChecked());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace muster
