// SPDX-License-Identifier: GPL-3.0-or-later
#include "unlockdialog.h"

#include "secretfield.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

QString lockSentence(VaultDesk::LockReason reason)
{
    switch (reason) {
    case VaultDesk::LockReason::Start:
        return UnlockDialog::tr("Locked since the start.");
    case VaultDesk::LockReason::Asked:
        return UnlockDialog::tr("You locked it.");
    case VaultDesk::LockReason::Idle:
        return UnlockDialog::tr("Locked because nobody used Muster for a while.");
    case VaultDesk::LockReason::SessionLock:
        return UnlockDialog::tr("Locked with your session.");
    case VaultDesk::LockReason::Suspend:
        return UnlockDialog::tr("Locked before the computer went to sleep.");
    case VaultDesk::LockReason::Minimised:
        return UnlockDialog::tr("Locked when the window was minimised.");
    }
    Q_UNREACHABLE();
}

UnlockDialog::UnlockDialog(VaultDesk &desk, QWidget *parent)
    : VaultDialog(desk, tr("Unlock the key vault"), tr("&Unlock"), parent)
    , m_passphrase(new SecretField(this))
{
    setObjectName(u"unlockDialog"_s);
    addSentence(lockSentence(desk.lockReason()));
    m_passphrase->setObjectName(u"passphraseField"_s);
    m_passphrase->setAccessibleName(tr("Passphrase of the key vault"));
    auto *label = new QLabel(tr("&Passphrase:"), this);
    label->setBuddy(m_passphrase);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_passphrase, 1);
    content()->addLayout(row);
    connect(m_passphrase, &SecretField::changed, this, [this] { setReady(!m_passphrase->isEmpty()); });
    connect(m_passphrase, &SecretField::submitted, this, [this] {
        if (actionButton()->isEnabled())
            act();
    });
    connect(m_passphrase, &SecretField::refused, this, &UnlockDialog::showFault);
    m_passphrase->setFocus();
}

void UnlockDialog::act()
{
    run(tr("Unlocking…"), desk().unlock(m_passphrase->takeBytes()), [this](const auto &) { accept(); });
}

void UnlockDialog::wipe()
{
    m_passphrase->clear();
}

void UnlockDialog::failed(const Error &error)
{
    VaultDialog::failed(error);
    m_passphrase->setFocus();
}

void UnlockDialog::busyChanged()
{
    m_passphrase->setEnabled(!isBusy());
}

} // namespace muster
