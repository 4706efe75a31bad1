// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultdesk.h"

#include "clock.h"
#include "keystoreexport.h"
#include "passphrasejudgement.h"

#include <QDir>
#include <QMetaEnum>
#include <QPromise>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// Whoever waits for an answer hears it before the lock that was put off for it.
constexpr int kAnswerIsSeenMs = 1'000;

/// Tasks of Qt must be copyable, secrets are not: they travel behind a pointer and are wiped with the task.
template <typename T>
std::shared_ptr<T> shared(T value)
{
    return std::make_shared<T>(std::move(value));
}

QString word(VaultDesk::LockReason reason)
{
    return QString::fromLatin1(QMetaEnum::fromType<VaultDesk::LockReason>().valueToKey(int(reason)));
}

} // namespace

VaultDesk::VaultDesk(const QString &folder, const QString &journal, const Clock &clock,
                     const ScryptCost &cost, QObject *parent)
    : QObject(parent)
    , m_worker(std::make_shared<VaultWorker>(folder, journal, clock, cost))
    , m_clock(clock)
{
    m_pool.setMaxThreadCount(1);
    m_idle.setSingleShot(true);
    m_idle.setInterval(kIdleSeconds * 1000);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        m_idleTimeIsOver = true;
        endIdleTime();
    });
}

VaultDesk::~VaultDesk()
{
    m_worker->lock();
    *m_leaving = true;
    m_pool.waitForDone();
}

template <typename T>
QFuture<Result<T>> VaultDesk::run(Work<T> work)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QFuture<Result<T>> future = promise->future();
    ++m_underway;
    // This object waits for its thread before it goes, and what is queued to it by then goes with it.
    m_pool.start([this, promise, work = std::move(work)]() mutable {
        if (!promise->isCanceled())
            promise->addResult(work(*m_worker, *promise));
        // Secrets go before anybody hears of the end.
        work = nullptr;
        QMetaObject::invokeMethod(this, &VaultDesk::look, Qt::QueuedConnection);
        promise->finish();
    });
    return future;
}

template <typename T>
Cancelled VaultDesk::cancelledBy(QPromise<Result<T>> &promise) const
{
    return [&promise, leaving = m_leaving] { return *leaving || promise.isCanceled(); };
}

void VaultDesk::look()
{
    const auto vault = m_worker->vault();
    // Every other lock has said its reason by now.
    if (vault && m_state == State::Unlocked && !vault->isUnlocked())
        m_lockReason = LockReason::Restore;
    if (vault)
        setState(vault->isUnlocked() ? State::Unlocked : State::Locked);
    emit keysChanged();
    if (--m_underway == 0 && m_idleTimeIsOver)
        QTimer::singleShot(kAnswerIsSeenMs, this, &VaultDesk::endIdleTime);
}

/// The export of many keys takes longer than the idle time, and nobody need sit by it.
void VaultDesk::endIdleTime()
{
    if (m_idleTimeIsOver && m_underway == 0)
        lock(LockReason::Idle);
}

void VaultDesk::setState(State state)
{
    if (state == State::Unlocked && m_state != State::Unlocked && m_idle.interval() > 0)
        m_idle.start();
    if (state != State::Unlocked)
        m_idle.stop();
    if (std::exchange(m_state, state) != state)
        emit stateChanged();
}

QList<VaultKey> VaultDesk::keys() const
{
    const auto vault = m_worker->vault();
    return vault ? vault->keys() : QList<VaultKey>();
}

std::optional<Timestamp> VaultDesk::lastBackup() const
{
    const auto vault = m_worker->vault();
    return vault ? vault->lastBackup() : std::nullopt;
}

bool VaultDesk::listIsDoubtful() const
{
    const auto vault = m_worker->vault();
    return vault && vault->listIsDoubtful();
}

bool VaultDesk::holds(const Address &address) const
{
    const auto vault = m_worker->vault();
    return vault && vault->holds(address);
}

QFuture<Result<bool>> VaultDesk::open()
{
    return run<bool>([this](VaultWorker &worker, QPromise<Result<bool>> &) {
        Result<bool> there = worker.open();
        QMetaObject::invokeMethod(
            this,
            [this, there] {
                if (!there)
                    m_refusal = there.error();
                if (!there || !*there)
                    setState(there ? State::None : State::Refused);
            },
            Qt::QueuedConnection);
        return there;
    });
}

QFuture<Result<void>> VaultDesk::create(SecureBytes passphrase)
{
    return run<void>([this, secret = shared(std::move(passphrase))](VaultWorker &worker, auto &promise) {
        return worker.create(*secret, cancelledBy(promise));
    });
}

QFuture<Result<void>> VaultDesk::unlock(SecureBytes passphrase)
{
    return run<void>(
        [this, secret = shared(vaultSpelling(std::move(passphrase)))](VaultWorker &worker, auto &promise) {
            return worker.unlock(*secret, cancelledBy(promise));
        });
}

void VaultDesk::lock(LockReason reason)
{
    m_idleTimeIsOver = false;
    m_worker->lock();
    if (reason != LockReason::Idle)
        m_worker->dropLent();
    emit lockAsked(reason);
    if (m_state != State::Unlocked)
        return;
    m_lockReason = reason;
    setState(State::Locked);
    run<void>([reason](VaultWorker &worker, auto &) { return worker.noteLock(word(reason)); });
}

void VaultDesk::setIdleSeconds(int seconds)
{
    m_idle.setInterval(seconds * 1000);
    if (seconds <= 0)
        m_idle.stop();
    else
        noteActivity();
}

void VaultDesk::noteActivity()
{
    m_idleTimeIsOver = false;
    if (m_state == State::Unlocked && m_idle.interval() > 0)
        m_idle.start();
}

QFuture<Result<std::shared_ptr<KeyImport>>> VaultDesk::openFiles(QList<KeyImport::File> files,
                                                                 std::vector<SecureBytes> passphrases)
{
    return run<std::shared_ptr<KeyImport>>(
        [this, files = std::move(files), secrets = shared(std::move(passphrases))](
            VaultWorker &, auto &promise) -> Result<std::shared_ptr<KeyImport>> {
            promise.setProgressRange(0, int(files.size()));
            return shared(KeyImport::ofFiles(files, *secrets, cancelledBy(promise),
                                             [&promise](int done) { promise.setProgressValue(done); }));
        });
}

QFuture<Result<std::shared_ptr<KeyImport>>> VaultDesk::openPaths(QStringList paths, SecureBytes passphrase)
{
    return run<std::shared_ptr<KeyImport>>(
        [this, paths = std::move(paths), secrets = shared(foreignSpellings(passphrase))](
            VaultWorker &, auto &promise) -> Result<std::shared_ptr<KeyImport>> {
            promise.setProgressRange(0, int(paths.size()));
            return shared(KeyImport::ofPaths(paths, *secrets, cancelledBy(promise),
                                             [&promise](int done) { promise.setProgressValue(done); }));
        });
}

QFuture<Result<void>> VaultDesk::removePlainFile(const QString &path)
{
    return run<void>([path](VaultWorker &worker, auto &) { return worker.removePlainFile(path); });
}

QFuture<Result<QList<Address>>> VaultDesk::save(std::shared_ptr<KeyImport> import, QList<Address> chosen,
                                                std::map<Address, QString> names)
{
    return run<QList<Address>>([this, import = std::move(import), chosen = std::move(chosen),
                                names = std::move(names)](VaultWorker &worker, auto &promise) {
        return worker.save(std::move(*import), chosen, names, cancelledBy(promise));
    });
}

QFuture<Result<QList<Address>>> VaultDesk::kept(const QList<Address> &addresses)
{
    return run<QList<Address>>([=, this](VaultWorker &worker, auto &promise) {
        return worker.kept(addresses, cancelledBy(promise));
    });
}

QFuture<Result<QList<Address>>> VaultDesk::createKey(const QString &name)
{
    const auto import = shared(KeyImport::ofKey(ControllerKey::generate(), u"created"_s));
    const QList<Address> address = import->addresses();
    return save(import, address, {{address.first(), name}});
}

QFuture<Result<void>> VaultDesk::rename(const Address &address, const QString &name)
{
    return run<void>([=](VaultWorker &worker, auto &) { return worker.rename(address, name); });
}

QFuture<Result<void>> VaultDesk::remove(const Address &address)
{
    return run<void>([=](VaultWorker &worker, auto &) { return worker.remove(address); });
}

QFuture<Result<void>> VaultDesk::changePassphrase(SecureBytes old, SecureBytes fresh)
{
    return run<void>([this, before = shared(vaultSpelling(std::move(old))),
                      after = shared(std::move(fresh))](VaultWorker &worker, auto &promise) {
        return worker.changePassphrase(*before, *after, cancelledBy(promise));
    });
}

QFuture<Result<void>> VaultDesk::exportKey(const Address &address, const QString &path,
                                           SecureBytes passphrase)
{
    return run<void>([=, this, secret = shared(std::move(passphrase))](VaultWorker &worker, auto &promise) {
        return worker.exportKey(address, path, *secret, cancelledBy(promise));
    });
}

QFuture<Result<QStringList>> VaultDesk::exportAll(const QString &folder, SecureBytes passphrase)
{
    return run<QStringList>(
        [this, folder, now = m_clock.now(), all = keys(),
         secret = shared(std::move(passphrase))](VaultWorker &worker, auto &promise) -> Result<QStringList> {
            promise.setProgressRange(0, int(all.size()));
            QStringList paths;
            for (const VaultKey &key : all) {
                if (promise.isCanceled())
                    break;
                const QString path = QDir(folder).filePath(keystoreFileName(key.address, now));
                const Result<void> exported =
                    worker.exportOneOfMany(key.address, path, *secret, cancelledBy(promise));
                if (!exported)
                    return Failure(exported.error());
                paths.append(path);
                promise.setProgressValue(int(paths.size()));
            }
            return paths;
        });
}

QFuture<Result<Vault::BackupReport>> VaultDesk::backUp(const QString &path)
{
    return run<Vault::BackupReport>(
        [=, this](VaultWorker &worker, auto &promise) { return worker.backUp(path, cancelledBy(promise)); });
}

QFuture<Result<QList<Address>>> VaultDesk::restore(const QString &backup, SecureBytes passphrase)
{
    return run<QList<Address>>(
        [=, this, secret = shared(vaultSpelling(std::move(passphrase)))](VaultWorker &worker, auto &promise) {
            return worker.restore(backup, *secret, cancelledBy(promise));
        });
}

QFuture<Result<Signature>> VaultDesk::sign(const Address &address, const QByteArray &message)
{
    noteActivity();
    return run<Signature>([=](VaultWorker &worker, auto &) { return worker.sign(address, message); });
}

QFuture<Result<void>> VaultDesk::lend(const Address &address, const QJsonObject &details)
{
    return run<void>([=, turn = m_worker->lendingTurn()](VaultWorker &worker, auto &) {
        return worker.lend(address, turn, details);
    });
}

QFuture<Result<Signature>> VaultDesk::signLent(const Address &address, const QByteArray &message)
{
    return run<Signature>([=](VaultWorker &worker, auto &) { return worker.signLent(address, message); });
}

void VaultDesk::endLending(const QJsonObject &details)
{
    run<void>([=](VaultWorker &worker, auto &) { return worker.endLending(details); });
}

QFuture<Result<void>> VaultDesk::noteSignature(const Address &address, const QByteArray &message)
{
    return run<void>([=](VaultWorker &worker, auto &) { return worker.noteSignature(address, message); });
}

} // namespace muster
