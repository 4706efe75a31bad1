// SPDX-License-Identifier: GPL-3.0-or-later
#include "restorevaultdialog.h"

#include "secretfield.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

RestoreVaultDialog::RestoreVaultDialog(VaultDesk &desk, const QString &backup, QWidget *parent)
    : VaultDialog(desk, tr("Restore a backup"), tr("&Restore"), parent)
    , m_backup(backup)
    , m_passphrase(new SecretField(this))
{
    setObjectName(u"restoreVaultDialog"_s);
    outliveLock();
    addSentence(tr("The keys of %1 are put in place. A key that is here already and differs is never "
                   "overwritten.")
                    .arg(QDir::toNativeSeparators(backup)));
    m_passphrase->setObjectName(u"backupPassphrase"_s);
    m_passphrase->setAccessibleName(tr("Passphrase the vault had when the backup was made"));
    auto *label = new QLabel(tr("&Passphrase of that time:"), this);
    label->setBuddy(m_passphrase);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_passphrase, 1);
    content()->addLayout(row);
    connect(m_passphrase, &SecretField::changed, this, [this] { setReady(!m_passphrase->isEmpty()); });
    connect(m_passphrase, &SecretField::refused, this, &RestoreVaultDialog::showFault);
    connect(m_passphrase, &SecretField::submitted, this, [this] {
        if (actionButton()->isEnabled())
            act();
    });
    m_passphrase->setFocus();
}

void RestoreVaultDialog::act()
{
    run(tr("Restoring…"), desk().restore(m_backup, m_passphrase->takeBytes()),
        [this](const Result<QList<Address>> &keys) {
            emit restored(int(keys->size()));
            accept();
        });
}

void RestoreVaultDialog::wipe()
{
    m_passphrase->clear();
}

void RestoreVaultDialog::failed(const Error &error)
{
    VaultDialog::failed(error);
    m_passphrase->setFocus();
}

void RestoreVaultDialog::busyChanged()
{
    m_passphrase->setEnabled(!isBusy());
}

} // namespace muster
