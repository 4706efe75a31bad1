// SPDX-License-Identifier: GPL-3.0-or-later
#include "createvaultdialog.h"

#include "newpassphraseform.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

CreateVaultDialog::CreateVaultDialog(VaultDesk &desk, QWidget *parent)
    : VaultDialog(desk, tr("Create a key vault"), tr("&Create the vault"), parent)
    , m_passphrase(new NewPassphraseForm(
          tr("Without it every key in the vault is lost, and with it the proof that you own the machines."),
          this))
{
    setObjectName(u"createVaultDialog"_s);
    addSentence(tr("The vault keeps controller keys in encrypted files on this computer. One passphrase "
                   "opens it; it is asked for after every start, and when the vault locked itself."));
    content()->addWidget(m_passphrase);
    connect(m_passphrase, &NewPassphraseForm::changed, this, [this] { setReady(m_passphrase->isReady()); });
    connect(m_passphrase, &NewPassphraseForm::submitted, this, [this] {
        if (actionButton()->isEnabled())
            act();
    });
}

void CreateVaultDialog::act()
{
    run(tr("Creating the vault…"), desk().create(m_passphrase->take()), [this](const auto &) { accept(); });
}

void CreateVaultDialog::wipe()
{
    m_passphrase->wipe();
}

void CreateVaultDialog::busyChanged()
{
    m_passphrase->setEnabled(!isBusy());
}

} // namespace muster
