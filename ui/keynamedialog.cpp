// SPDX-License-Identifier: GPL-3.0-or-later
#include "keynamedialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

KeyNameDialog::KeyNameDialog(VaultDesk &desk, QWidget *parent)
    : VaultDialog(desk, tr("Create a key"), tr("&Create the key"), parent)
    , m_name(new QLineEdit(this))
{
    setObjectName(u"createKeyDialog"_s);
    addSentence(tr("A new private key from this computer's random source is kept in the vault. It controls "
                   "nothing until a machine's identity names its address."));
    build({});
}

KeyNameDialog::KeyNameDialog(VaultDesk &desk, const VaultKey &key, QWidget *parent)
    : VaultDialog(desk, tr("Rename a key"), tr("&Rename"), parent)
    , m_renamed(key.address)
    , m_name(new QLineEdit(this))
{
    setObjectName(u"renameKeyDialog"_s);
    addSentence(key.address.text());
    build(key.name);
}

void KeyNameDialog::build(const QString &name)
{
    m_name->setObjectName(u"keyName"_s);
    m_name->setText(name);
    m_name->selectAll();
    m_name->setPlaceholderText(tr("like Hall 3, night shift"));
    auto *label = new QLabel(tr("&Name:"), this);
    label->setBuddy(m_name);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_name, 1);
    content()->addLayout(row);
    setReady(true);
    m_name->setFocus();
}

void KeyNameDialog::act()
{
    if (m_renamed) {
        run(tr("Renaming…"), desk().rename(*m_renamed, m_name->text()), [this](const auto &) { accept(); });
        return;
    }
    run(tr("Creating the key…"), desk().createKey(m_name->text()),
        [this](const Result<QList<Address>> &made) {
            emit created(made->first());
            accept();
        });
}

void KeyNameDialog::busyChanged()
{
    m_name->setEnabled(!isBusy());
}

} // namespace muster
