// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemkeyring.h"

#include "keyringjob.h"
#include "pendinganswer.h"
#include "settings.h"

#include <QDir>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace muster {

SystemKeyring::SystemKeyring(Settings &settings, const QString &vaultFolder, QObject *parent)
    : PassphraseKeeper(parent)
    , m_settings(settings)
    , m_entry(u"passphrase of the key vault "_s +
              QDir::cleanPath(QDir::current().absoluteFilePath(vaultFolder)))
{}

void SystemKeyring::look()
{
    keyringjob::look(this, [this](const Result<void> &answers) {
        m_presence = answers ? Presence::Present : Presence::Absent;
        m_absence = answers ? QString() : answers.error().message;
        emit presenceChanged();
    });
}

bool SystemKeyring::isOn() const
{
    return m_settings.passphraseInKeyring();
}

void SystemKeyring::setOn(bool on)
{
    if (on == isOn())
        return;
    m_settings.setPassphraseInKeyring(on);
    if (on)
        return;
    auto *job = new QKeychain::DeletePasswordJob(keyringjob::kService);
    job->setKey(m_entry);
    keyringjob::start(job, this, [this](QKeychain::Job *ended) {
        if (!ended || (ended->error() != QKeychain::NoError && ended->error() != QKeychain::EntryNotFound))
            emit failed(keyringjob::failure(tr("The passphrase may still be in the keyring."), ended));
    });
}

QFuture<Result<PassphraseKeeper::Secret>> SystemKeyring::recall()
{
    const auto answer = std::make_shared<PendingAnswer<Secret>>();
    auto *job = new QKeychain::ReadPasswordJob(keyringjob::kService);
    job->setKey(m_entry);
    keyringjob::start(job, this, [answer](QKeychain::Job *ended) {
        if (ended && ended->error() == QKeychain::EntryNotFound) {
            answer->give(
                fail(ErrorCode::NotFound,
                     tr("The keyring holds no passphrase of this vault yet. Type it: it is kept then.")));
            return;
        }
        if (!ended || ended->error() != QKeychain::NoError) {
            answer->give(
                Failure(keyringjob::failure(tr("The keyring did not give the passphrase; type it."), ended)));
            return;
        }
        const QByteArray bytes = static_cast<QKeychain::ReadPasswordJob *>(ended)->binaryData();
        auto secret = std::make_shared<SecureBytes>(
            std::span(reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())));
        keyringjob::wipe(bytes);
        answer->give(std::move(secret));
    });
    return answer->future();
}

QFuture<Result<void>> SystemKeyring::keep(SecureBytes passphrase)
{
    const auto answer = std::make_shared<PendingAnswer<void>>();
    auto *job = new QKeychain::WritePasswordJob(keyringjob::kService);
    job->setKey(m_entry);
    const QByteArray bytes(reinterpret_cast<const char *>(passphrase.data()), qsizetype(passphrase.size()));
    job->setBinaryData(bytes);
    keyringjob::start(job, this, [this, answer, bytes](QKeychain::Job *ended) {
        keyringjob::wipe(bytes);
        if (ended && ended->error() == QKeychain::NoError) {
            answer->give({});
            return;
        }
        const Error error = keyringjob::failure(tr("The passphrase was not kept in the keyring."), ended);
        answer->give(Failure(error));
        emit failed(error);
    });
    return answer->future();
}

} // namespace muster
