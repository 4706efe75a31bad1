// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemkeyring.h"

#include "pendinganswer.h"
#include "settings.h"

#include <QDir>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

const QString kService = u"muster"_s;

/// The array is shared with the job: writing to it as Qt means it would wipe a copy.
void wipe(const QByteArray &bytes)
{
    volatile char *const begin = const_cast<char *>(bytes.constData());
    std::fill(begin, begin + bytes.size(), '\0');
}

} // namespace

SystemKeyring::SystemKeyring(Settings &settings, const QString &vaultFolder, QObject *parent)
    : PassphraseKeeper(parent)
    , m_settings(settings)
    , m_entry(u"passphrase of the key vault "_s +
              QDir::cleanPath(QDir::current().absoluteFilePath(vaultFolder)))
{}

void SystemKeyring::start(QKeychain::Job *job, const std::function<void(QKeychain::Job *)> &handle)
{
    job->setInsecureFallback(false);
    const auto waiting = std::make_shared<bool>(true);
    const auto once = [waiting, handle](QKeychain::Job *finished) {
        if (std::exchange(*waiting, false))
            handle(finished);
    };
    connect(job, &QKeychain::Job::finished, this, once);
    QTimer::singleShot(kPatienceMs, this, [once] { once(nullptr); });
    job->start();
}

Error SystemKeyring::failure(const QString &what, const QKeychain::Job *job) const
{
    const QString why = !job                           ? tr("It did not answer within ten seconds.")
                        : job->errorString().isEmpty() ? tr("It gave no reason.")
                                                       : job->errorString();
    return {ErrorCode::StorageFailure, what + u' ' + why, {}, 0, {}};
}

void SystemKeyring::look()
{
    auto *job = new QKeychain::ReadPasswordJob(kService);
    // Never kept, so that asking for it brings no secret into memory and opens no keyring.
    job->setKey(u"presence"_s);
    start(job, [this](QKeychain::Job *ended) {
        const bool answers =
            ended && (ended->error() == QKeychain::NoError || ended->error() == QKeychain::EntryNotFound);
        m_presence = answers ? Presence::Present : Presence::Absent;
        m_absence =
            answers ? QString() : failure(tr("No keyring service answers on this system."), ended).message;
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
    auto *job = new QKeychain::DeletePasswordJob(kService);
    job->setKey(m_entry);
    start(job, [this](QKeychain::Job *ended) {
        if (!ended || (ended->error() != QKeychain::NoError && ended->error() != QKeychain::EntryNotFound))
            emit failed(failure(tr("The passphrase may still be in the keyring."), ended));
    });
}

QFuture<Result<PassphraseKeeper::Secret>> SystemKeyring::recall()
{
    const auto answer = std::make_shared<PendingAnswer<Secret>>();
    auto *job = new QKeychain::ReadPasswordJob(kService);
    job->setKey(m_entry);
    start(job, [this, answer](QKeychain::Job *ended) {
        if (ended && ended->error() == QKeychain::EntryNotFound) {
            answer->give(
                fail(ErrorCode::NotFound,
                     tr("The keyring holds no passphrase of this vault yet. Type it: it is kept then.")));
            return;
        }
        if (!ended || ended->error() != QKeychain::NoError) {
            answer->give(Failure(failure(tr("The keyring did not give the passphrase; type it."), ended)));
            return;
        }
        const QByteArray bytes = static_cast<QKeychain::ReadPasswordJob *>(ended)->binaryData();
        auto secret = std::make_shared<SecureBytes>(
            std::span(reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())));
        wipe(bytes);
        answer->give(std::move(secret));
    });
    return answer->future();
}

QFuture<Result<void>> SystemKeyring::keep(SecureBytes passphrase)
{
    const auto answer = std::make_shared<PendingAnswer<void>>();
    auto *job = new QKeychain::WritePasswordJob(kService);
    job->setKey(m_entry);
    const QByteArray bytes(reinterpret_cast<const char *>(passphrase.data()), qsizetype(passphrase.size()));
    job->setBinaryData(bytes);
    start(job, [this, answer, bytes](QKeychain::Job *ended) {
        wipe(bytes);
        if (ended && ended->error() == QKeychain::NoError) {
            answer->give({});
            return;
        }
        const Error error = failure(tr("The passphrase was not kept in the keyring."), ended);
        answer->give(Failure(error));
        emit failed(error);
    });
    return answer->future();
}

} // namespace muster
