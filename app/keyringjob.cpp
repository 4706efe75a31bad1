// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyringjob.h"

#include <QCoreApplication>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster::keyringjob {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(KeyringJob)
};

} // namespace

void start(QKeychain::Job *job, QObject *context, const std::function<void(QKeychain::Job *)> &handle)
{
    job->setInsecureFallback(false);
    const auto waiting = std::make_shared<bool>(true);
    const auto once = [waiting, handle](QKeychain::Job *finished) {
        if (std::exchange(*waiting, false))
            handle(finished);
    };
    QObject::connect(job, &QKeychain::Job::finished, context, once);
    QTimer::singleShot(kPatienceMs, context, [once] { once(nullptr); });
    job->start();
}

Error failure(const QString &what, const QKeychain::Job *job)
{
    const QString why = !job                           ? Words::tr("It did not answer within ten seconds.")
                        : job->errorString().isEmpty() ? Words::tr("It gave no reason.")
                                                       : job->errorString();
    return {ErrorCode::StorageFailure, what + u' ' + why, {}, 0, {}};
}

void look(QObject *context, const std::function<void(const Result<void> &)> &handle)
{
    auto *job = new QKeychain::ReadPasswordJob(kService);
    // Never kept, so that asking for it brings no secret into memory and opens no keyring.
    job->setKey(u"presence"_s);
    start(job, context, [handle](QKeychain::Job *ended) {
        if (ended && (ended->error() == QKeychain::NoError || ended->error() == QKeychain::EntryNotFound))
            handle({});
        else
            handle(Failure(failure(Words::tr("No keyring service answers on this system."), ended)));
    });
}

void wipe(const QByteArray &bytes)
{
    // Writing to it as Qt means it would wipe a copy.
    volatile char *const begin = const_cast<char *>(bytes.constData());
    std::fill(begin, begin + bytes.size(), '\0');
}

} // namespace muster::keyringjob
