// SPDX-License-Identifier: GPL-3.0-or-later
#include "importkeysdialog.h"

#include "errorsentence.h"
#include "inlinenote.h"
#include "keyfilespanel.h"
#include "mnemonicpanel.h"
#include "secretfield.h"

#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr quint32 kAccountsAtOnce = 10;

} // namespace

ImportKeysDialog::ImportKeysDialog(VaultDesk &desk, QWidget *parent)
    : VaultDialog(desk, tr("Import keys"), tr("&Save in the vault"), parent)
    , m_tabs(new QTabWidget(this))
    , m_files(new KeyFilesPanel(this))
    , m_mnemonic(new MnemonicPanel(this))
    , m_read(new QPushButton(tr("Show &addresses"), this))
    , m_more(new QPushButton(tr("More a&ddresses"), this))
    , m_preview(new KeyPreview(this))
{
    setObjectName(u"importKeysDialog"_s);
    m_tabs->setObjectName(u"importTabs"_s);
    m_tabs->addTab(m_files, tr("Key fi&les"));
    m_tabs->addTab(m_mnemonic, tr("Mne&monic"));
    m_tabs->addTab(buildHexPanel(), tr("Private &key"));
    m_read->setObjectName(u"readKeys"_s);
    m_read->setAutoDefault(false);
    m_more->setObjectName(u"moreAccounts"_s);
    m_more->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_read);
    row->addWidget(m_more);
    row->addStretch();
    content()->addWidget(m_tabs);
    content()->addLayout(row);
    content()->addWidget(m_preview, 1);
    connectPanels();
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 34);
    judge();
}

QWidget *ImportKeysDialog::buildHexPanel()
{
    auto *panel = new QWidget(this);
    m_hex = new SecretField(panel);
    m_hex->setObjectName(u"hexField"_s);
    m_hex->setAccessibleName(tr("Private key"));
    m_hex->setPlaceholderText(tr("64 hex digits, with or without 0x"));
    m_hex->setPasteAllowed(true);
    m_hexNote = new InlineNote(m_hex, panel);
    m_hexNote->setObjectName(u"hexNote"_s);
    auto *clipboard = new InlineNote(nullptr, panel);
    clipboard->say(
        InlineNote::Kind::Warning,
        tr("What you paste stays on the clipboard, which Muster cannot wipe. A key file is safer."));
    auto *label = new QLabel(tr("Private ke&y:"), panel);
    label->setBuddy(m_hex);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_hex, 1);
    auto *layout = new QVBoxLayout(panel);
    layout->addLayout(row);
    layout->addWidget(m_hexNote);
    layout->addWidget(clipboard);
    layout->addStretch();
    return panel;
}

void ImportKeysDialog::connectPanels()
{
    connect(m_tabs, &QTabWidget::currentChanged, this, &ImportKeysDialog::forgetPreview);
    connect(m_files, &KeyFilesPanel::changed, this, &ImportKeysDialog::forgetPreview);
    connect(m_files, &KeyFilesPanel::readAsked, this, &ImportKeysDialog::read);
    connect(m_files, &KeyFilesPanel::refused, this, &ImportKeysDialog::showFault);
    connect(m_mnemonic, &MnemonicPanel::changed, this, &ImportKeysDialog::forgetPreview);
    connect(m_mnemonic, &MnemonicPanel::readAsked, this, &ImportKeysDialog::read);
    connect(m_hex, &SecretField::changed, this, [this] {
        m_hexNote->clear();
        forgetPreview();
    });
    connect(m_hex, &SecretField::submitted, this, &ImportKeysDialog::read);
    connect(m_hex, &SecretField::refused, this,
            [this](const QString &sentence) { m_hexNote->say(InlineNote::Kind::Fault, sentence); });
    connect(m_read, &QPushButton::clicked, this, &ImportKeysDialog::read);
    connect(m_more, &QPushButton::clicked, this, &ImportKeysDialog::moreAccounts);
    connect(m_preview, &KeyPreview::chosenChanged, this, &ImportKeysDialog::judge);
}

void ImportKeysDialog::setFiles(const QStringList &paths)
{
    m_tabs->setCurrentIndex(FilesTab);
    m_files->setPaths(paths);
}

void ImportKeysDialog::forgetPreview()
{
    m_import.reset();
    m_accounts.reset();
    m_shownAccounts = 0;
    m_preview->clearAll();
    judge();
}

void ImportKeysDialog::judge()
{
    const bool something = m_tabs->currentIndex() == FilesTab      ? !m_files->paths().isEmpty()
                           : m_tabs->currentIndex() == MnemonicTab ? !m_mnemonic->isEmpty()
                                                                   : !m_hex->isEmpty();
    m_read->setEnabled(something && !isBusy());
    m_more->setVisible(m_accounts.has_value());
    m_more->setEnabled(!isBusy());
    const qsizetype chosen = m_preview->chosen().size();
    setReady(chosen > 0);
}

void ImportKeysDialog::read()
{
    if (!m_read->isEnabled())
        return;
    forgetPreview();
    switch (m_tabs->currentIndex()) {
    case FilesTab: {
        // Taking the passphrase changes nothing of what the files say.
        const QStringList paths = m_files->paths();
        run(tr("Opening the files, about a second each…"), desk().openPaths(paths, m_files->takePassphrase()),
            [this](const Result<std::shared_ptr<KeyImport>> &opened) { showImport(*opened); });
        break;
    }
    case MnemonicTab:
        m_accounts = m_mnemonic->read();
        if (m_accounts)
            moreAccounts();
        break;
    default:
        readHex();
    }
}

void ImportKeysDialog::readHex()
{
    auto import = std::make_shared<KeyImport>(KeyImport::ofHex(m_hex->bytes()));
    const Result<Address> &address = import->entries().first().address;
    if (address)
        showImport(std::move(import));
    else
        m_hexNote->say(InlineNote::Kind::Fault, errorSentence(address.error()));
}

void ImportKeysDialog::moreAccounts()
{
    const QList<MnemonicAccounts::Account> accounts = m_accounts->accounts(m_shownAccounts, kAccountsAtOnce);
    m_shownAccounts += kAccountsAtOnce;
    QList<Address> addresses;
    for (const MnemonicAccounts::Account &account : accounts)
        addresses.append(account.address);
    compare(addresses, [this, accounts](const KeyPreview::Place &place) {
        m_preview->addAccounts(accounts, place);
        judge();
    });
}

void ImportKeysDialog::showImport(std::shared_ptr<KeyImport> import)
{
    m_import = std::move(import);
    compare(m_import->addresses(), [this, shown = m_import](const KeyPreview::Place &place) {
        m_preview->showImport(*shown, place);
        if (const int failures = m_preview->failures())
            showFault(
                tr("Files that were not opened: %1. Type another passphrase to try again; what is ticked "
                   "can be saved.")
                    .arg(failures));
    });
}

/// A key that is listed may come in again where its file is gone or does not open, and only the vault's
/// thread can tell.
void ImportKeysDialog::compare(const QList<Address> &addresses,
                               const std::function<void(const KeyPreview::Place &)> &show)
{
    QList<Address> listed = addresses;
    listed.removeIf([this](const Address &address) { return !desk().holds(address); });
    if (listed.isEmpty()) {
        show([](const Address &) { return KeyPreview::Key::Fresh; });
        return;
    }
    run(tr("Comparing with the vault…"), desk().kept(listed),
        [listed, show](const Result<QList<Address>> &kept) {
            show([&listed, &kept](const Address &address) {
                return kept->contains(address)    ? KeyPreview::Key::Held
                       : listed.contains(address) ? KeyPreview::Key::Damaged
                                                  : KeyPreview::Key::Fresh;
            });
        });
}

void ImportKeysDialog::act()
{
    const QList<Address> chosen = m_preview->chosen();
    QStringList plainFiles;
    if (m_accounts)
        m_import = std::make_shared<KeyImport>(m_accounts->import(m_preview->chosenAccounts()));
    for (const KeyImport::Entry &entry : m_import->entries()) {
        if (entry.address && !entry.plainFile.isEmpty() && chosen.contains(*entry.address))
            plainFiles.append(entry.plainFile);
    }
    run(tr("Saving and reading back…"), desk().save(std::exchange(m_import, {}), chosen),
        [this, plainFiles](const Result<QList<Address>> &saved) {
            emit imported(*saved, plainFiles);
            accept();
        });
}

void ImportKeysDialog::failed(const Error &error)
{
    // What was to be saved is used up; it is read again from what was typed.
    forgetPreview();
    VaultDialog::failed(error);
}

void ImportKeysDialog::wipe()
{
    m_files->wipe();
    m_mnemonic->wipe();
    m_hex->clear();
    forgetPreview();
}

void ImportKeysDialog::busyChanged()
{
    m_tabs->setEnabled(!isBusy());
    m_preview->setEnabled(!isBusy());
    judge();
}

} // namespace muster
