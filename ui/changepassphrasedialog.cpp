// SPDX-License-Identifier: GPL-3.0-or-later
#include "changepassphrasedialog.h"

#include "newpassphraseform.h"
#include "passphrasekeeper.h"
#include "secretfield.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

ChangePassphraseDialog::ChangePassphraseDialog(VaultDesk &desk, QWidget *parent)
    : VaultDialog(desk, tr("Change the passphrase"), tr("&Change it"), parent)
    , m_old(new SecretField(this))
    , m_new(new NewPassphraseForm(tr("Without it every key in the vault is lost."), this))
{
    setObjectName(u"changePassphraseDialog"_s);
    addSentence(tr("Backups that were made before still open with the old passphrase. Make a new one "
                   "afterwards."));
    m_old->setObjectName(u"oldPassphrase"_s);
    m_old->setAccessibleName(tr("Passphrase until now"));
    auto *label = new QLabel(tr("&Passphrase until now:"), this);
    label->setBuddy(m_old);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_old, 1);
    content()->addLayout(row);
    content()->addWidget(m_new);
    connect(m_old, &SecretField::changed, this, &ChangePassphraseDialog::judge);
    connect(m_old, &SecretField::refused, this, &ChangePassphraseDialog::showFault);
    connect(m_new, &NewPassphraseForm::changed, this, &ChangePassphraseDialog::judge);
    connect(m_new, &NewPassphraseForm::submitted, this, [this] {
        if (actionButton()->isEnabled())
            act();
    });
    m_old->setFocus();
}

void ChangePassphraseDialog::judge()
{
    setReady(!m_old->isEmpty() && m_new->isReady());
}

void ChangePassphraseDialog::act()
{
    SecureBytes fresh = m_new->take();
    PassphraseKeeper *keeper = desk().keeper();
    // The keyring would go on holding one that opens nothing.
    const auto kept = keeper && keeper->isOn() ? std::make_shared<SecureBytes>(fresh.clone()) : nullptr;
    run(tr("Changing the passphrase…"), desk().changePassphrase(m_old->takeBytes(), std::move(fresh)),
        [this, keeper, kept](const auto &) {
            if (kept)
                keeper->keep(std::move(*kept));
            accept();
        });
}

void ChangePassphraseDialog::wipe()
{
    m_old->clear();
    m_new->wipe();
}

void ChangePassphraseDialog::failed(const Error &error)
{
    VaultDialog::failed(error);
    m_old->setFocus();
}

void ChangePassphraseDialog::busyChanged()
{
    m_old->setEnabled(!isBusy());
    m_new->setEnabled(!isBusy());
}

} // namespace muster
