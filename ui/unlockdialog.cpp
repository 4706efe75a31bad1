// SPDX-License-Identifier: GPL-3.0-or-later
#include "unlockdialog.h"

#include "passphrasekeeper.h"
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
    case VaultDesk::LockReason::Restore:
        return UnlockDialog::tr("Locked since a backup was restored.");
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
    if (desk.keeper() && desk.keeper()->isOn())
        addKeyringButton();
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
    unlock(m_passphrase->takeBytes(), true);
}

void UnlockDialog::addKeyringButton()
{
    m_fromKeyring = new QPushButton(tr("Take it from the &keyring"), this);
    m_fromKeyring->setObjectName(u"fromKeyringButton"_s);
    m_fromKeyring->setAutoDefault(false);
    content()->addWidget(m_fromKeyring, 0, Qt::AlignLeft);
    connect(m_fromKeyring, &QPushButton::clicked, this, &UnlockDialog::askKeyring);
}

void UnlockDialog::askKeyring()
{
    run(tr("Asking the keyring…"), desk().keeper()->recall(),
        [this](const Result<PassphraseKeeper::Secret> &kept) { unlock(std::move(**kept), false); });
}

void UnlockDialog::unlock(SecureBytes passphrase, bool typed)
{
    m_typed = typed;
    PassphraseKeeper *keeper = desk().keeper();
    // A typed one replaces what the keyring holds, which may be the one of before a change.
    const auto fresh =
        typed && keeper && keeper->isOn() ? std::make_shared<SecureBytes>(passphrase.clone()) : nullptr;
    run(tr("Unlocking…"), desk().unlock(std::move(passphrase)), [this, keeper, fresh](const auto &) {
        if (fresh)
            keeper->keep(std::move(*fresh));
        accept();
    });
}

void UnlockDialog::wipe()
{
    m_passphrase->clear();
}

void UnlockDialog::failed(const Error &error)
{
    if (!m_typed && error.code == ErrorCode::PassphraseWrong)
        showFault(
            tr("The keyring holds another passphrase than this vault's. Type it: it is kept anew then."));
    else
        VaultDialog::failed(error);
    m_passphrase->setFocus();
}

void UnlockDialog::busyChanged()
{
    m_passphrase->setEnabled(!isBusy());
    if (m_fromKeyring)
        m_fromKeyring->setEnabled(!isBusy());
}

} // namespace muster
