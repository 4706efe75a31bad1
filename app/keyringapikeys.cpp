// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyringapikeys.h"

#include "keyringjob.h"
#include "pendinganswer.h"

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString entryOf(const QString &profileId)
{
    return u"API key of the service "_s + profileId;
}

} // namespace

void KeyringApiKeys::look()
{
    keyringjob::look(this, [this](const Result<void> &answers) {
        m_presence = answers ? Presence::Present : Presence::Absent;
        m_absence = answers ? QString() : answers.error().message;
        emit presenceChanged();
    });
}

QFuture<Result<QByteArray>> KeyringApiKeys::recall(const QString &profileId, bool inKeyring)
{
    const auto answer = std::make_shared<PendingAnswer<QByteArray>>();
    if (const auto known = m_ofSession.constFind(profileId); known != m_ofSession.cend()) {
        answer->give(*known);
        return answer->future();
    }
    if (!inKeyring) {
        answer->give(
            fail(ErrorCode::NotFound, tr("The key of this service was not given yet. Type it to connect.")));
        return answer->future();
    }
    auto *job = new QKeychain::ReadPasswordJob(keyringjob::kService);
    job->setKey(entryOf(profileId));
    keyringjob::start(job, this, [this, answer, profileId](QKeychain::Job *ended) {
        if (ended && ended->error() == QKeychain::EntryNotFound) {
            answer->give(
                fail(ErrorCode::NotFound, tr("The keyring does not hold the key of this service any more.")));
            return;
        }
        if (!ended || ended->error() != QKeychain::NoError) {
            answer->give(
                Failure(keyringjob::failure(tr("The keyring did not give the key of this service."), ended)));
            return;
        }
        const QByteArray key = static_cast<QKeychain::ReadPasswordJob *>(ended)->binaryData();
        m_ofSession.insert(profileId, key);
        answer->give(key);
    });
    return answer->future();
}

void KeyringApiKeys::keepForSession(const QString &profileId, const QByteArray &key)
{
    m_ofSession.insert(profileId, key);
}

QFuture<Result<void>> KeyringApiKeys::keep(const QString &profileId, const QByteArray &key)
{
    keepForSession(profileId, key);
    const auto answer = std::make_shared<PendingAnswer<void>>();
    auto *job = new QKeychain::WritePasswordJob(keyringjob::kService);
    job->setKey(entryOf(profileId));
    job->setBinaryData(key);
    keyringjob::start(job, this, [answer](QKeychain::Job *ended) {
        if (ended && ended->error() == QKeychain::NoError)
            answer->give({});
        else
            answer->give(Failure(keyringjob::failure(tr("The key was not kept in the keyring."), ended)));
    });
    return answer->future();
}

QFuture<Result<void>> KeyringApiKeys::forget(const QString &profileId, bool ofSession)
{
    if (ofSession)
        m_ofSession.remove(profileId);
    const auto answer = std::make_shared<PendingAnswer<void>>();
    auto *job = new QKeychain::DeletePasswordJob(keyringjob::kService);
    job->setKey(entryOf(profileId));
    keyringjob::start(job, this, [answer](QKeychain::Job *ended) {
        if (ended && (ended->error() == QKeychain::NoError || ended->error() == QKeychain::EntryNotFound))
            answer->give({});
        else
            answer->give(Failure(keyringjob::failure(tr("The key may still be in the keyring."), ended)));
    });
    return answer->future();
}

} // namespace muster
