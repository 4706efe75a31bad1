// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportkeydialog.h"

#include "errorsentence.h"
#include "newpassphraseform.h"

#include <QDir>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

ExportKeyDialog::ExportKeyDialog(VaultDesk &desk, const Address &address, const QString &path,
                                 QWidget *parent)
    : VaultDialog(desk, tr("Export a key"), tr("&Export"), parent)
    , m_address(address)
    , m_path(path)
    , m_passphrase(nullptr)
{
    build(tr("The key of %1 is written encrypted to %2. Other programs ask for the passphrase you choose "
             "here; that of the vault stays yours.")
              .arg(address.text(), QDir::toNativeSeparators(path)));
}

ExportKeyDialog::ExportKeyDialog(VaultDesk &desk, const QString &folder, QWidget *parent)
    : VaultDialog(desk, tr("Export all keys"), tr("&Export"), parent)
    , m_path(folder)
    , m_passphrase(nullptr)
{
    build(tr("Every key of the vault (%1) is written encrypted to a file of its own in %2, about a second "
             "each. "
             "Other programs ask for the passphrase you choose here.")
              .arg(desk.keys().size())
              .arg(QDir::toNativeSeparators(folder)));
}

void ExportKeyDialog::build(const QString &sentence)
{
    setObjectName(u"exportKeyDialog"_s);
    addSentence(sentence);
    m_passphrase = new NewPassphraseForm(tr("Without it these files cannot be opened."), this);
    content()->addWidget(m_passphrase);
    connect(m_passphrase, &NewPassphraseForm::changed, this, [this] { setReady(m_passphrase->isReady()); });
    connect(m_passphrase, &NewPassphraseForm::submitted, this, [this] {
        if (actionButton()->isEnabled())
            act();
    });
}

void ExportKeyDialog::act()
{
    const QString sentence = tr("Writing, reading back and comparing…");
    if (m_address) {
        run(sentence, desk().exportKey(*m_address, m_path, m_passphrase->take()), [this](const auto &) {
            emit exported(tr("The key was exported to %1.").arg(QDir::toNativeSeparators(m_path)));
            accept();
        });
        return;
    }
    run(sentence, desk().exportAll(m_path, m_passphrase->take()), [this](const Result<QStringList> &paths) {
        emit exported(
            tr("Keys exported to %1: %2.").arg(QDir::toNativeSeparators(m_path)).arg(paths->size()));
        accept();
    });
}

/// What stands in the folder already; empty when nothing does.
QString ExportKeyDialog::soFar() const
{
    if (m_address || stepsDone() == 0)
        return {};
    return tr("Keys that were exported to %1 by then: %2.")
        .arg(QDir::toNativeSeparators(m_path))
        .arg(stepsDone());
}

void ExportKeyDialog::failed(const Error &error)
{
    showFault(QString(errorSentence(error) + u' ' + soFar()).trimmed());
}

void ExportKeyDialog::done(int result)
{
    if (result == Rejected && isBusy() && !soFar().isEmpty())
        emit endedEarly(tr("The export was ended. %1").arg(soFar()));
    VaultDialog::done(result);
}

void ExportKeyDialog::wipe()
{
    m_passphrase->wipe();
}

void ExportKeyDialog::busyChanged()
{
    m_passphrase->setEnabled(!isBusy());
}

} // namespace muster
