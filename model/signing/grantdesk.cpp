// SPDX-License-Identifier: GPL-3.0-or-later
#include "grantdesk.h"

#include "challengereading.h"
#include "clock.h"
#include "pendinganswer.h"

#include <QFutureWatcher>
#include <QMetaEnum>

#include <chrono>
#include <memory>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

template <typename T>
QFuture<Result<T>> refused(Failure failure)
{
    return QtFuture::makeReadyFuture(Result<T>(std::move(failure)));
}

/// Why nobody may sign this unseen; empty when all of it was understood and agrees.
QString objection(const ChallengeReading &reading)
{
    if (!reading.isUnderstood())
        return reading.fault;
    QStringList sentences;
    for (const ChallengeMismatch &mismatch : reading.mismatches)
        sentences.append(mismatchText(mismatch));
    return sentences.join(u' ');
}

QString word(GrantDesk::End why)
{
    return QString::fromLatin1(QMetaEnum::fromType<GrantDesk::End>().valueToKey(int(why)));
}

} // namespace

GrantDesk::GrantDesk(VaultDesk &vault, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_vault(vault)
    , m_clock(clock)
{
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &GrantDesk::tick);
    connect(&vault, &VaultDesk::lockAsked, this, [this](VaultDesk::LockReason reason) {
        if (reason != VaultDesk::LockReason::Idle)
            endFor(End::Locked);
    });
    connect(&vault, &VaultDesk::keysChanged, this, [this] {
        if (m_grant && !m_vault.holds(m_grant->signer()))
            endFor(End::KeyGone);
    });
}

GrantDesk::~GrantDesk()
{
    m_vault.dropLent();
}

QFuture<Result<void>> GrantDesk::give(const SigningGrant &grant)
{
    if (m_grant || m_giving)
        return refused<void>(Failure(validationError(
            {{QString(), u"Another approval stands. End it, or let it be used up, first."_s}})));
    m_giving = true;
    const auto answer = std::make_shared<PendingAnswer<void>>();
    const QFuture<Result<void>> lending =
        m_vault.lend(grant.signer(), {{u"identities"_s, grant.remaining()},
                                      {u"profile"_s, grant.profile()},
                                      {u"endsAt"_s, grant.endsAt().text()}});
    auto *watcher = new QFutureWatcher<Result<void>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, grant, answer] {
        watcher->deleteLater();
        m_giving = false;
        if (watcher->future().resultCount() == 0)
            return;
        Result<void> lent = watcher->result();
        // The lock that came after the lending has had its say already.
        if (lent && !m_vault.hasLent())
            lent = fail(ErrorCode::VaultLocked, u"The vault was locked meanwhile."_s);
        if (lent) {
            m_grant = grant;
            m_end.setRemainingTime(qMax(qint64(0), grant.endsAt().milliseconds - m_clock.now().milliseconds));
            m_second.start();
            tick();
        }
        answer->give(lent);
    });
    watcher->setFuture(lending);
    return answer->future();
}

qint64 GrantDesk::secondsLeft() const
{
    if (!m_grant)
        return 0;
    return qMax(qint64(0), (m_grant->endsAt().milliseconds - m_clock.now().milliseconds + 999) / 1000);
}

QFuture<Result<QString>> GrantDesk::sign(const Challenge &challenge, const QString &profile,
                                         const QString &instance)
{
    if (!m_grant)
        return refused<QString>(
            fail(ErrorCode::VaultLocked, u"No approval to sign stands (any more). Give it again."_s));
    // With no name to compare with, a challenge of any service would do.
    if (instance.isEmpty())
        return refused<QString>(Failure(validationError(
            {{u"/instance"_s,
              u"This service does not say what it is called, so that its challenges cannot be "
              "told from those of another one. Sign each one by itself."_s}})));
    const QString why = objection(readChallenge(challenge, instance, m_clock.now()));
    if (!why.isEmpty())
        return refused<QString>(Failure(validationError(
            {{u"/message"_s, u"The approval covers only challenges that are understood. "_s + why}})));
    const Address signer = m_grant->signer();
    const QString address = signer.text();
    if (!challenge.controllerAddresses.contains(address, Qt::CaseInsensitive))
        return refused<QString>(Failure(validationError(
            {{u"/signer"_s, u"%1 is not a controller of %2."_s.arg(address, challenge.identityRef.did())}})));
    const Result<void> spent = m_grant->spend(challenge.identityRef, signer, profile, m_clock.now());
    if (!spent)
        return refused<QString>(Failure(spent.error()));
    QFuture<Result<QString>> signature =
        m_vault.signLent(signer, challenge.message).then([](const Result<Signature> &made) {
            return made ? Result<QString>(made->text()) : Result<QString>(Failure(made.error()));
        });
    if (m_grant->remaining() == 0)
        endFor(End::UsedUp);
    else
        emit changed();
    return signature;
}

void GrantDesk::endFor(End why)
{
    // The last signature is still to be made; it takes its turn before the end.
    if (why != End::UsedUp)
        m_vault.dropLent();
    if (!m_grant)
        return;
    m_vault.endLending({{u"reason"_s, word(why)}, {u"unused"_s, m_grant->remaining()}});
    m_grant.reset();
    m_second.stop();
    emit changed();
    emit ended(why);
}

void GrantDesk::tick()
{
    if (m_end.hasExpired() || m_clock.now() >= m_grant->endsAt())
        endFor(End::TimeUp);
    else
        emit changed();
}

} // namespace muster
