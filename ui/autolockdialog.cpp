// SPDX-License-Identifier: GPL-3.0-or-later
#include "autolockdialog.h"

#include "inlinenote.h"
#include "passphrasekeeper.h"
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

AutoLockDialog::AutoLockDialog(Settings &settings, PassphraseKeeper *keeper, QWidget *parent)
    : GrowingDialog(parent)
    , m_keeper(keeper)
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
    if (m_keeper)
        layout->addWidget(buildKeyring());
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, &settings, idle, minimised] {
        settings.setVaultIdleSeconds(idle->currentData().toInt());
        settings.setVaultLocksWhenMinimised(minimised->isChecked());
        if (m_keeper)
            m_keeper->setOn(m_inKeyring->isEnabled() && m_inKeyring->isChecked());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QWidget *AutoLockDialog::buildKeyring()
{
    auto *part = new QWidget(this);
    m_inKeyring = new QCheckBox(tr("&Keep the passphrase in the keyring of this computer"), part);
    m_inKeyring->setObjectName(u"keyringBox"_s);
    m_inKeyring->setChecked(m_keeper->isOn());
    m_keyringNote = new InlineNote(m_inKeyring, part);
    m_keyringNote->setObjectName(u"keyringNote"_s);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins({});
    layout->addWidget(m_inKeyring);
    layout->addWidget(m_keyringNote);
    connect(m_keeper, &PassphraseKeeper::presenceChanged, this, &AutoLockDialog::showPresence);
    showPresence();
    m_keeper->look();
    return part;
}

void AutoLockDialog::showPresence()
{
    const PassphraseKeeper::Presence presence = m_keeper->presence();
    // Whoever chose it can always unchoose it.
    m_inKeyring->setEnabled(presence == PassphraseKeeper::Presence::Present || m_keeper->isOn());
    if (presence == PassphraseKeeper::Presence::Unknown)
        m_keyringNote->say(InlineNote::Kind::Hint, tr("Looking for a keyring…"));
    else if (presence == PassphraseKeeper::Presence::Absent)
        m_keyringNote->say(InlineNote::Kind::Warning, m_keeper->absence());
    else
        m_keyringNote->say(
            InlineNote::Kind::Hint,
            tr("It goes there when you type it next, and a click unlocks the vault from then on: "
               "whoever uses your session can. On its way it passes through memory that Muster can "
               "neither lock nor wipe."));
}

} // namespace muster
