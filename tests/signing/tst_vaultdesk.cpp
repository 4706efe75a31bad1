// SPDX-License-Identifier: GPL-3.0-or-later
#include "challenge.h"
#include "clock.h"
#include "deskanswers.h"
#include "keccak.h"
#include "keystore.h"
#include "signingdesk.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFutureWatcher>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::deskanswers;
using namespace Qt::StringLiterals;

class TestVaultDesk : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsWithoutAVault();
    void createsLocksAndUnlocks();
    void tellsTheStateBeforeTheAnswer();
    void refusesAVaultInUse();
    void importsFilesWithOnePassphrase();
    void showsTheAddressBeforeSaving();
    void signsOnlyUnlocked();
    void signsChallengesWithVaultKeys();
    void journalsWhatWasDone();
    void locksItselfWhenIdle();
    void letsALongExportEnd();
    void exportsAllAndRestores();

private:
    void begin();
    QStringList events() const;
    static QList<QByteArray> linesOf(const QString &path);
    QString folder() const { return m_place->filePath(u"vault"_s); }
    QString journal() const { return m_place->filePath(u"signing.jsonl"_s); }

    std::unique_ptr<QTemporaryDir> m_place;
    SystemClock m_clock;
    std::unique_ptr<VaultDesk> m_desk;
};

void TestVaultDesk::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    begin();
}

void TestVaultDesk::cleanup()
{
    m_desk.reset();
}

void TestVaultDesk::begin()
{
    m_desk.reset();
    m_desk = std::make_unique<VaultDesk>(folder(), journal(), m_clock, kQuick);
}

QStringList TestVaultDesk::events() const
{
    QStringList all;
    QFile file(journal());
    if (!file.open(QIODevice::ReadOnly))
        return all;
    while (!file.atEnd())
        all.append(QJsonDocument::fromJson(file.readLine()).object().value("event"_L1).toString());
    return all;
}

QList<QByteArray> TestVaultDesk::linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
}

void TestVaultDesk::startsWithoutAVault()
{
    QCOMPARE(m_desk->state(), VaultDesk::State::Unknown);
    QCOMPARE(answerOf(m_desk->open()), Result<bool>(false));
    QCOMPARE(m_desk->state(), VaultDesk::State::None);
    QVERIFY(m_desk->keys().isEmpty());
    QVERIFY(!QDir(folder()).exists());
    QCOMPARE(codeOf(answerOf(m_desk->unlock(typed(kPassphrase)))), u"VAULT_LOCKED"_s);
    QCOMPARE(codeOf(answerOf(m_desk->createKey(u"x"_s))), u"VAULT_LOCKED"_s);
    QCOMPARE(codeOf(answerOf(m_desk->create(typed("short")))), u"PASSPHRASE_WEAK"_s);
    QCOMPARE(m_desk->state(), VaultDesk::State::None);
}

void TestVaultDesk::createsLocksAndUnlocks()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    QCOMPARE(m_desk->state(), VaultDesk::State::Unlocked);
    const auto key = answerOf(m_desk->createKey(u"pump"_s));
    QVERIFY(key && key->size() == 1);
    m_desk->lock(VaultDesk::LockReason::Asked);
    QCOMPARE(m_desk->state(), VaultDesk::State::Locked);
    QCOMPARE(m_desk->lockReason(), VaultDesk::LockReason::Asked);
    QCOMPARE(m_desk->keys().size(), 1);
    begin();
    QCOMPARE(answerOf(m_desk->open()), Result<bool>(true));
    QCOMPARE(m_desk->state(), VaultDesk::State::Locked);
    QCOMPARE(m_desk->lockReason(), VaultDesk::LockReason::Start);
    QCOMPARE(m_desk->keys().first().name, u"pump"_s);
    QCOMPARE(codeOf(answerOf(m_desk->unlock(typed("a wrong one")))), u"PASSPHRASE_WRONG"_s);
    QCOMPARE(m_desk->state(), VaultDesk::State::Locked);
    QVERIFY(answerOf(m_desk->unlock(typed(kPassphrase))));
    QCOMPARE(m_desk->state(), VaultDesk::State::Unlocked);
}

void TestVaultDesk::tellsTheStateBeforeTheAnswer()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    m_desk->lock(VaultDesk::LockReason::Asked);
    QFutureWatcher<Result<void>> watcher;
    std::optional<VaultDesk::State> seen;
    connect(&watcher, &QFutureWatcherBase::finished, this, [this, &seen] { seen = m_desk->state(); });
    watcher.setFuture(m_desk->unlock(typed(kPassphrase)));
    QTRY_VERIFY(seen);
    QCOMPARE(*seen, VaultDesk::State::Unlocked);
}

void TestVaultDesk::refusesAVaultInUse()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    VaultDesk second(folder(), m_place->filePath(u"other.jsonl"_s), m_clock, kQuick);
    QCOMPARE(codeOf(answerOf(second.open())), u"VAULT_IN_USE"_s);
    QCOMPARE(second.state(), VaultDesk::State::Refused);
    QCOMPARE(second.refusal().codeName(), u"VAULT_IN_USE"_s);
}

void TestVaultDesk::importsFilesWithOnePassphrase()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    const ControllerKey first = ControllerKey::generate();
    const ControllerKey second = ControllerKey::generate();
    const QList<KeyImport::File> files{
        {u"a.json"_s, Keystore::seal(first, typed("theirs"), kQuick)->text()},
        {u"b.json"_s, Keystore::seal(second, typed("another"), kQuick)->text()},
        {u"c.json"_s, "{}"},
        {u"d.json"_s, Keystore::seal(first, typed("theirs"), kQuick)->text()},
    };
    std::vector<SecureBytes> passphrases;
    passphrases.push_back(typed("theirs"));
    const auto import = answerOf(m_desk->openFiles(files, std::move(passphrases)));
    QVERIFY(import);
    const QList<KeyImport::Entry> entries = (*import)->entries();
    QCOMPARE(entries.size(), 4);
    QCOMPARE(entries.at(0).address, Result<Address>(first.address()));
    QCOMPARE(codeOf(entries.at(1).address), u"PASSPHRASE_WRONG"_s);
    QCOMPARE(codeOf(entries.at(2).address), u"KEY_REFUSED"_s);
    QCOMPARE(entries.at(3).address, Result<Address>(first.address()));
    QCOMPARE((*import)->addresses(), QList<Address>{first.address()});
    QVERIFY(m_desk->keys().isEmpty());
    const auto saved =
        answerOf(m_desk->save(*import, (*import)->addresses(), {{first.address(), u"from a file"_s}}));
    QCOMPARE(saved, Result<QList<Address>>(QList<Address>{first.address()}));
    QCOMPARE(m_desk->keys().first().name, u"from a file"_s);
    // Used up: the keys went into the vault.
    QVERIFY((*import)->addresses().isEmpty());
}

void TestVaultDesk::showsTheAddressBeforeSaving()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    const auto import = std::make_shared<KeyImport>(KeyImport::ofHex(typed(QByteArray(63, '0') + '1')));
    QCOMPARE(import->entries().first().address->text(), u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s);
    QVERIFY(m_desk->keys().isEmpty());
    QCOMPARE(answerOf(m_desk->save(import, import->addresses()))->size(), 1);
    const auto again = std::make_shared<KeyImport>(KeyImport::ofHex(typed(QByteArray(63, '0') + '1')));
    QVERIFY(m_desk->holds(again->addresses().first()));
    QCOMPARE(answerOf(m_desk->save(again, again->addresses()))->size(), 0);
    const KeyImport bad = KeyImport::ofHex(typed("0xzz"));
    QCOMPARE(codeOf(bad.entries().first().address), u"KEY_REFUSED"_s);
    QVERIFY(bad.addresses().isEmpty());
}

void TestVaultDesk::signsOnlyUnlocked()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    const Address address = answerOf(m_desk->createKey({}))->first();
    const auto signature = answerOf(m_desk->sign(address, "hello\n"));
    QVERIFY(signature);
    QCOMPARE(recoverSigner(personalMessageDigest("hello\n"), *signature), std::optional(address));
    QVERIFY(m_desk->keys().first().lastUsed);
    const auto underWay = m_desk->sign(address, "hello");
    m_desk->lock(VaultDesk::LockReason::Suspend);
    const auto late = answerOf(underWay);
    // It was quicker than the lock, or it ended in it.
    QVERIFY(late || late.error().code == ErrorCode::VaultLocked);
    QCOMPARE(codeOf(answerOf(m_desk->sign(address, "hello"))), u"VAULT_LOCKED"_s);
    QCOMPARE(codeOf(answerOf(m_desk->sign(Address(), "hello"))), u"VAULT_LOCKED"_s);
}

void TestVaultDesk::signsChallengesWithVaultKeys()
{
    SigningDesk desk;
    desk.setVault(*m_desk);
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    QSignalSpy changes(&desk, &SigningDesk::keysChanged);
    const Address inVault = answerOf(m_desk->createKey({}))->first();
    QVERIFY(!changes.isEmpty());
    const Address ofSession = desk.createKey();
    const Challenge challenge{u"mic_1"_s,
                              *IdentityRef::parse(u"did:peaq:42"_s),
                              "sign this"_ba,
                              Timestamp{1},
                              {inVault.text(), ofSession.text()}};
    QCOMPARE(desk.signersFor(challenge), (QList<Address>{inVault, ofSession}));
    for (const Address &signer : {inVault, ofSession}) {
        const auto text = answerOf(desk.sign(challenge, signer));
        QVERIFY(text);
        QCOMPARE(recoverSigner(personalMessageDigest("sign this"), *Signature::parse(*text)),
                 std::optional(signer));
    }
    QCOMPARE(events().count(u"signed"_s), 2);
    m_desk->lock(VaultDesk::LockReason::Asked);
    QCOMPARE(desk.signersFor(challenge).size(), 2);
    QCOMPARE(codeOf(answerOf(desk.sign(challenge, inVault))), u"VAULT_LOCKED"_s);
    QVERIFY(answerOf(desk.sign(challenge, ofSession)));
    QCOMPARE(codeOf(answerOf(desk.signMessage("free", Address()))), u"KEY_MISSING"_s);
}

void TestVaultDesk::journalsWhatWasDone()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    const Address address = answerOf(m_desk->createKey(u"secret name"_s))->first();
    QVERIFY(answerOf(m_desk->sign(address, "a confidential message")));
    QVERIFY(answerOf(m_desk->exportKey(address, m_place->filePath(u"key.json"_s), typed("theirs"))));
    QVERIFY(answerOf(m_desk->changePassphrase(typed(kPassphrase), typed("staple tractor violin"))));
    QVERIFY(answerOf(m_desk->backUp(m_place->filePath(u"backup"_s))));
    m_desk->lock(VaultDesk::LockReason::Minimised);
    QVERIFY(!answerOf(m_desk->unlock(typed(kPassphrase))));
    QVERIFY(answerOf(m_desk->unlock(typed("staple tractor violin"))));
    QVERIFY(answerOf(m_desk->remove(address)));
    QCOMPARE(events(), (QStringList{u"vault-created"_s, u"key-added"_s, u"signed"_s, u"key-exported"_s,
                                    u"passphrase-changed"_s, u"backed-up"_s, u"locked"_s, u"unlock-failed"_s,
                                    u"unlocked"_s, u"key-removed"_s}));
    const auto verdict = SigningJournal::verify(journal(), m_desk->journalHead());
    QVERIFY(verdict && !verdict->firstBreak);
    QFile file(journal());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    for (const char *secret : {kPassphrase, "staple tractor violin", "theirs", "a confidential message"})
        QVERIFY(!text.contains(secret));
    QVERIFY(text.contains(personalMessageDigest("a confidential message").toHex()));
}

void TestVaultDesk::locksItselfWhenIdle()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    m_desk->setIdleSeconds(1);
    QTRY_COMPARE(m_desk->state(), VaultDesk::State::Locked);
    QCOMPARE(m_desk->lockReason(), VaultDesk::LockReason::Idle);
    QTRY_COMPARE(events().last(), u"locked"_s);
}

/// As many keys as take longer than the idle time, at a cost that this takes on any computer.
void TestVaultDesk::letsALongExportEnd()
{
    m_desk = std::make_unique<VaultDesk>(folder(), journal(), m_clock, ScryptCost{131'072, 8, 1});
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    for (int i = 0; i < 8; ++i)
        QVERIFY(answerOf(m_desk->createKey(u"key %1"_s.arg(i))));
    m_desk->setIdleSeconds(1);
    QElapsedTimer time;
    time.start();
    const auto paths = answerOf(m_desk->exportAll(m_place->path(), typed("a passphrase of theirs")));
    QVERIFY(time.elapsed() > 1'000);
    QVERIFY2(paths, qPrintable(paths ? QString() : paths.error().message));
    QCOMPARE(paths->size(), 8);
    QCOMPARE(m_desk->state(), VaultDesk::State::Unlocked);
    QTRY_COMPARE(m_desk->state(), VaultDesk::State::Locked);
    QCOMPARE(m_desk->lockReason(), VaultDesk::LockReason::Idle);
}

void TestVaultDesk::exportsAllAndRestores()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    for (int i = 0; i < 3; ++i)
        QVERIFY(answerOf(m_desk->createKey(u"key %1"_s.arg(i))));
    const auto paths = answerOf(m_desk->exportAll(m_place->path(), typed("a passphrase of theirs")));
    QVERIFY(paths);
    QCOMPARE(paths->size(), 3);
    for (const QString &path : *paths) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(Keystore::read(file.readAll())->open(typed("a passphrase of theirs")));
    }
    const QString backup = m_place->filePath(u"backup"_s);
    QCOMPARE(answerOf(m_desk->backUp(backup))->saved.size(), 3);
    QVERIFY(m_desk->lastBackup());
    QVERIFY(m_desk->keys().first().backedUp);
    VaultDesk elsewhere(m_place->filePath(u"elsewhere"_s), m_place->filePath(u"other.jsonl"_s), m_clock,
                        kQuick);
    QCOMPARE(codeOf(answerOf(elsewhere.restore(backup, typed("a wrong one")))), u"PASSPHRASE_WRONG"_s);
    const QList<QByteArray> journalled = linesOf(m_place->filePath(u"other.jsonl"_s));
    QCOMPARE(journalled.size(), 1);
    QVERIFY(journalled.first().contains("unlock-failed") && journalled.first().contains("restore"));
    QVERIFY(!journalled.first().contains("a wrong one"));
    QCOMPARE(answerOf(elsewhere.restore(backup, typed(kPassphrase)))->size(), 3);
    QCOMPARE(elsewhere.state(), VaultDesk::State::Locked);
    QVERIFY(answerOf(elsewhere.unlock(typed(kPassphrase))));
    QCOMPARE(elsewhere.keys().size(), 3);
}

QTEST_GUILESS_MAIN(TestVaultDesk)
#include "tst_vaultdesk.moc"
