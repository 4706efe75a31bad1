// SPDX-License-Identifier: GPL-3.0-or-later
#include "keycommands.h"

#include "changepassphrasedialog.h"
#include "createvaultdialog.h"
#include "deletekeydialog.h"
#include "errorsentence.h"
#include "exportkeydialog.h"
#include "importkeysdialog.h"
#include "keynamedialog.h"
#include "keyspage.h"
#include "messagebar.h"
#include "restorevaultdialog.h"
#include "signingdesk.h"
#include "signmessagedialog.h"
#include "unlockdialog.h"
#include "verifydialog.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QMenu>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace muster {

KeyCommands::KeyCommands(SigningDesk &signing, VaultDesk &desk, const KeyActions &actions, KeysPage &page,
                         MessageBar &message, QWidget *window)
    : QObject(window)
    , m_signing(signing)
    , m_desk(desk)
    , m_actions(actions)
    , m_page(page)
    , m_message(message)
    , m_window(window)
{
    connectActions();
    connect(&desk, &VaultDesk::stateChanged, this, &KeyCommands::enable);
    connect(&desk, &VaultDesk::keysChanged, this, &KeyCommands::enable);
    connect(page.table(), &KeyTable::currentChanged, this, &KeyCommands::enable);
    connect(&page, &KeysPage::createVaultAsked, this, &KeyCommands::createVault);
    connect(&page, &KeysPage::filesDropped, this, &KeyCommands::importKeys);
    connect(&page, &KeysPage::menuAsked, this, [this](const QPoint &place) {
        auto *menu = new QMenu(m_window);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({m_actions.rename, m_actions.exportOne, m_actions.remove});
        menu->popup(place);
    });
    enable();
}

void KeyCommands::connectActions()
{
    const auto on = [this](QAction *action, void (KeyCommands::*command)()) {
        connect(action, &QAction::triggered, this, [this, command] { (this->*command)(); });
    };
    on(m_actions.create, &KeyCommands::createKey);
    on(m_actions.rename, &KeyCommands::renameKey);
    on(m_actions.exportOne, &KeyCommands::exportKey);
    on(m_actions.exportAll, &KeyCommands::exportAll);
    on(m_actions.remove, &KeyCommands::deleteKey);
    on(m_actions.backUp, &KeyCommands::backUp);
    on(m_actions.restore, &KeyCommands::restore);
    connect(m_actions.import, &QAction::triggered, this, [this] { importKeys({}); });
    connect(m_actions.unlock, &QAction::triggered, this, [this] { unlocked({}); });
    connect(m_actions.signMessage, &QAction::triggered, this,
            [this] { unlocked([this] { show(new SignMessageDialog(m_signing, m_window)); }); });
    connect(m_actions.verify, &QAction::triggered, this, [this] { show(new VerifyDialog(m_window)); });
    connect(m_actions.lock, &QAction::triggered, this, [this] { m_desk.lock(VaultDesk::LockReason::Asked); });
    connect(m_actions.changePassphrase, &QAction::triggered, this, [this] {
        unlocked([this] {
            auto *dialog = new ChangePassphraseDialog(m_desk, m_window);
            connect(dialog, &QDialog::accepted, this, [this] {
                m_message.say(MessageBar::Kind::Done,
                              tr("The passphrase was changed. Older backups still open with the old one."),
                              tr("Back up now…"), [this] { backUp(); });
            });
            show(dialog);
        });
    });
}

void KeyCommands::enable()
{
    const VaultDesk::State state = m_desk.state();
    const bool there = state == VaultDesk::State::Locked || state == VaultDesk::State::Unlocked;
    const bool one = there && m_page.table()->current();
    const bool some = there && !m_desk.keys().isEmpty();
    m_actions.unlock->setVisible(state == VaultDesk::State::Locked);
    m_actions.lock->setVisible(state == VaultDesk::State::Unlocked);
    m_actions.create->setEnabled(there);
    m_actions.import->setEnabled(there || state == VaultDesk::State::None);
    m_actions.changePassphrase->setEnabled(there);
    m_actions.signMessage->setEnabled(some);
    for (QAction *action : {m_actions.rename, m_actions.exportOne, m_actions.remove})
        action->setEnabled(one);
    m_actions.backUp->setEnabled(some);
    m_actions.exportAll->setEnabled(some);
    m_actions.restore->setEnabled(state != VaultDesk::State::Unknown);
}

void KeyCommands::show(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void KeyCommands::unlocked(const Next &next)
{
    if (m_desk.state() == VaultDesk::State::Unlocked) {
        if (next)
            next();
        return;
    }
    QDialog *dialog = m_desk.state() == VaultDesk::State::None
                          ? static_cast<QDialog *>(new CreateVaultDialog(m_desk, m_window))
                          : new UnlockDialog(m_desk, m_window);
    if (next)
        connect(dialog, &QDialog::accepted, this, next);
    show(dialog);
}

void KeyCommands::createVault()
{
    unlocked([this] { importKeys({}); });
}

void KeyCommands::createKey()
{
    unlocked([this] {
        auto *dialog = new KeyNameDialog(m_desk, m_window);
        connect(dialog, &KeyNameDialog::created, this, [this](const Address &address) {
            m_page.table()->select(address);
            showImported({address}, {});
        });
        show(dialog);
    });
}

void KeyCommands::importKeys(const QStringList &paths)
{
    unlocked([this, paths] {
        auto *dialog = new ImportKeysDialog(m_desk, m_window);
        connect(dialog, &ImportKeysDialog::imported, this, &KeyCommands::showImported);
        show(dialog);
        if (!paths.isEmpty())
            dialog->setFiles(paths);
    });
}

void KeyCommands::showImported(const QList<Address> &fresh, const QStringList &plainFiles)
{
    const QString saved = fresh.size() == 1 ? tr("The key is in the vault.")
                                            : tr("%n keys are in the vault.", nullptr, int(fresh.size()));
    if (!plainFiles.isEmpty())
        m_message.say(MessageBar::Kind::Note,
                      saved + u' ' + tr("Still unencrypted on the disk: %1").arg(plainFiles.join(u", "_s)),
                      tr("Remove"),
                      [this, plainFiles] { unlocked([this, plainFiles] { removePlainFiles(plainFiles); }); });
    else
        m_message.say(MessageBar::Kind::Done, saved + u' ' + tr("Back up the vault now."), tr("Back up now…"),
                      [this] { backUp(); });
}

void KeyCommands::removePlainFiles(const QStringList &paths)
{
    struct Outcome
    {
        qsizetype left;
        QStringList removed;
        QStringList faults;
    };
    const auto outcome = std::make_shared<Outcome>(Outcome{paths.size(), {}, {}});
    for (const QString &path : paths) {
        whenFinished(m_desk.removePlainFile(path), this, [this, path, outcome](const Result<void> &removed) {
            if (removed)
                outcome->removed.append(QDir::toNativeSeparators(path));
            else
                outcome->faults.append(errorSentence(removed.error()));
            if (--outcome->left == 0)
                sayRemoved(outcome->removed, outcome->faults);
        });
    }
}

void KeyCommands::sayRemoved(const QStringList &removed, const QStringList &faults)
{
    QStringList sentences = faults;
    if (!removed.isEmpty())
        sentences.append(tr("%1: overwritten and removed. Snapshots and backups of the disk may still hold "
                            "what was in there.")
                             .arg(removed.join(u", "_s)));
    m_message.say(faults.isEmpty() ? MessageBar::Kind::Done : MessageBar::Kind::Fault, sentences.join(u' '));
}

std::optional<VaultKey> KeyCommands::current() const
{
    const std::optional<Address> address = m_page.table()->current();
    const QList<VaultKey> keys = m_desk.keys();
    const auto found = std::find_if(keys.begin(), keys.end(),
                                    [&address](const VaultKey &key) { return key.address == address; });
    return found == keys.end() ? std::nullopt : std::optional(*found);
}

void KeyCommands::renameKey()
{
    if (const auto key = current())
        unlocked([this, key] { show(new KeyNameDialog(m_desk, *key, m_window)); });
}

void KeyCommands::deleteKey()
{
    if (const auto key = current())
        unlocked([this, key] {
            show(new DeleteKeyDialog(m_desk, *key, m_page.machinesOf(key->address), m_window));
        });
}

QFileDialog *KeyCommands::fileDialog(const QString &name, const QString &title)
{
    auto *dialog = new QFileDialog(m_window, title);
    dialog->setObjectName(name);
    return dialog;
}

void KeyCommands::exportKey()
{
    const auto key = current();
    if (!key)
        return;
    unlocked([this, address = key->address] {
        QFileDialog *file = fileDialog(u"exportFileDialog"_s, tr("Export the key to"));
        file->setAcceptMode(QFileDialog::AcceptSave);
        file->selectFile(u"%1.json"_s.arg(address.text()));
        connect(file, &QFileDialog::fileSelected, this, [this, address](const QString &path) {
            auto *dialog = new ExportKeyDialog(m_desk, address, path, m_window);
            connect(dialog, &ExportKeyDialog::exported, this,
                    [this](const QString &sentence) { m_message.say(MessageBar::Kind::Done, sentence); });
            show(dialog);
        });
        show(file);
    });
}

void KeyCommands::exportAll()
{
    unlocked([this] {
        QFileDialog *folder = fileDialog(u"exportFolderDialog"_s, tr("Export all keys to the folder"));
        folder->setFileMode(QFileDialog::Directory);
        connect(folder, &QFileDialog::fileSelected, this, [this](const QString &path) {
            auto *dialog = new ExportKeyDialog(m_desk, path, m_window);
            connect(dialog, &ExportKeyDialog::exported, this,
                    [this](const QString &sentence) { m_message.say(MessageBar::Kind::Done, sentence); });
            connect(dialog, &ExportKeyDialog::endedEarly, this,
                    [this](const QString &sentence) { m_message.say(MessageBar::Kind::Note, sentence); });
            show(dialog);
        });
        show(folder);
    });
}

void KeyCommands::backUp()
{
    unlocked([this] {
        QFileDialog *file = fileDialog(u"backupFileDialog"_s, tr("Back up the vault to"));
        file->setAcceptMode(QFileDialog::AcceptSave);
        file->selectFile(u"muster-keys.backup"_s);
        connect(file, &QFileDialog::fileSelected, this, [this](const QString &path) {
            m_message.say(MessageBar::Kind::Note, tr("Backing up the vault…"));
            whenFinished(m_desk.backUp(path), this, [this, path](const Result<Vault::BackupReport> &report) {
                if (!report)
                    m_message.say(MessageBar::Kind::Fault,
                                  tr("There is no new backup. %1").arg(errorSentence(report.error())));
                else if (!report->unusable.isEmpty())
                    m_message.say(
                        MessageBar::Kind::Fault,
                        tr("%1 holds %2 of the keys. Left out, since their files are damaged or gone: %3.")
                            .arg(QDir::toNativeSeparators(path))
                            .arg(report->saved.size())
                            .arg(report->unusable.size()));
                else
                    m_message.say(MessageBar::Kind::Done,
                                  tr("%1 holds every key of the vault (%2), read back and compared. It opens "
                                     "with the vault's passphrase of today.")
                                      .arg(QDir::toNativeSeparators(path))
                                      .arg(report->saved.size()));
            });
        });
        show(file);
    });
}

void KeyCommands::restore()
{
    QFileDialog *file = fileDialog(u"restoreFileDialog"_s, tr("Restore the backup"));
    file->setFileMode(QFileDialog::ExistingFile);
    connect(file, &QFileDialog::fileSelected, this, [this](const QString &path) {
        auto *dialog = new RestoreVaultDialog(m_desk, path, m_window);
        connect(dialog, &RestoreVaultDialog::restored, this, [this](int keys) {
            m_message.say(MessageBar::Kind::Done, keys == 1 ? tr("One key was restored.")
                                                            : tr("%n keys were restored.", nullptr, keys));
        });
        show(dialog);
    });
    show(file);
}

} // namespace muster
