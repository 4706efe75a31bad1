// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultlockrow.h"

#include "inlinenote.h"
#include "signingdesk.h"
#include "unlockdialog.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {

VaultLockRow::VaultLockRow(SigningDesk &desk, QWidget *about, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_unlock(new QPushButton(tr("&Unlock the vault\u2026"), this))
    , m_note(new InlineNote(about, this))
{
    m_unlock->setObjectName(u"unlockVaultButton"_s);
    m_unlock->setAutoDefault(false);
    m_note->setObjectName(u"vaultLockNote"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_note, 1);
    row->addWidget(m_unlock);
    connect(m_unlock, &QPushButton::clicked, this, &VaultLockRow::unlock);
    hide();
}

void VaultLockRow::setKey(const std::optional<Address> &key)
{
    const VaultDesk *vault = m_desk.vault();
    m_lockedAway = key && vault && vault->holds(*key) && vault->state() != VaultDesk::State::Unlocked &&
                   !m_desk.addresses().contains(*key);
    m_note->say(
        InlineNote::Kind::Warning,
        m_lockedAway
            ? tr("This key is in the vault, which is locked. %1").arg(lockSentence(vault->lockReason()))
            : QString());
    setVisible(m_lockedAway);
}

void VaultLockRow::unlock()
{
    auto *dialog = new UnlockDialog(*m_desk.vault(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace muster
