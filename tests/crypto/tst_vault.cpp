// SPDX-License-Identifier: GPL-3.0-or-later
#include "keccak.h"
#include "keystoreexport.h"
#include "vault.h"
#include "vaultfixture.h"
#include "vaultrestore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace muster;
using namespace muster::vaultfixture;
using namespace Qt::StringLiterals;

class TestVault : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void isPrivate();
    void opensWithItsPassphraseOnly();
    void keepsKeysUnderLock();
    void signsAfterReopening();
    void aSignatureThatFailsItsCheckIsNoUse();
    void holdsAKeyOnce();
    void namesAndDates();
    void removesForGood();
    void takesAKeyBackWhoseFileIsGone();
    void refusesWeakPassphrases();
    void refusesASecondVaultInTheFolder();
    void refusesASecondHolder();
    void changesThePassphrase();
    void exportsOrdinaryFiles();
    void lockEndsWhatIsUnderWay();
    void cancelledUnlockStaysLocked();
    void manyThreadsSignAndLock();
    void leavesNoTraceInMemory();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path() const { return m_folder->filePath(u"vault"_s); }
};

void TestVault::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestVault::isPrivate()
{
    const auto vault = created(path());
    QVERIFY(vault);
    QVERIFY(added(*vault, 1).size() == 1);
    constexpr QFileDevice::Permissions kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                                 QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                                 QFileDevice::WriteOther | QFileDevice::ExeOther;
    const QStringList files = allFiles(path());
    QCOMPARE(files.size(), 4); // head, list, lock, one key
    for (const QString &file : files) {
        QVERIFY2(!(QFile::permissions(file) & kOthers), qPrintable(file));
        QVERIFY2(!(QFile::permissions(file) & QFileDevice::ExeOwner), qPrintable(file));
    }
    for (const QString &folder : {path(), QString(path() + u"/keys"_s)})
        QVERIFY2(!(QFile::permissions(folder) & kOthers), qPrintable(folder));
}

void TestVault::opensWithItsPassphraseOnly()
{
    QVERIFY(!Vault::isThere(path()));
    QCOMPARE(Vault::open(path()).error().codeName(), u"VAULT_REFUSED"_s);
    QVERIFY(created(path()));
    QVERIFY(Vault::isThere(path()));
    const auto vault = Vault::open(path());
    QVERIFY(vault);
    QVERIFY(!(*vault)->isUnlocked());
    for (const char *wrong : {"", "Correct horse battery", "correct horse battery "}) {
        QCOMPARE((*vault)->unlock(typed(wrong)).error().codeName(), u"PASSPHRASE_WRONG"_s);
        QVERIFY(!(*vault)->isUnlocked());
    }
    QVERIFY((*vault)->unlock(typed(kPassphrase)));
    QVERIFY((*vault)->isUnlocked());
    QVERIFY(!(*vault)->listIsDoubtful());
}

void TestVault::keepsKeysUnderLock()
{
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 2);
    QCOMPARE(keys.size(), 2);
    QVERIFY(vault->sign(keys.first(), kDigest, kNow));
    vault->lock();
    QVERIFY(!vault->isUnlocked());
    QCOMPARE(vault->keys().size(), 2);
    QCOMPARE(vault->sign(keys.first(), kDigest, kNow).error().codeName(), u"VAULT_LOCKED"_s);
    QCOMPARE(vault->exported(keys.first(), typed("x"), kQuick).error().codeName(), u"VAULT_LOCKED"_s);
    QCOMPARE(vault->rename(keys.first(), u"x"_s).error().codeName(), u"VAULT_LOCKED"_s);
    QCOMPARE(vault->remove(keys.first()).error().codeName(), u"VAULT_LOCKED"_s);
    QCOMPARE(vault->backUp(path() + u"/b"_s, kNow).error().codeName(), u"VAULT_LOCKED"_s);
    QCOMPARE(addNew(*vault).error().codeName(), u"VAULT_LOCKED"_s);
    QVERIFY(vault->unlock(typed(kPassphrase)));
    QVERIFY(vault->sign(keys.first(), kDigest, kNow));
}

void TestVault::signsAfterReopening()
{
    QList<Address> keys;
    {
        const auto vault = created(path());
        keys = added(*vault, 3);
    }
    const auto vault = unlockedAgain(path());
    QVERIFY(vault);
    for (const Address &address : keys) {
        const auto signature = vault->sign(address, kDigest, kNow);
        QVERIFY(signature);
        QCOMPARE(recoverSigner(kDigest, *signature), std::optional(address));
    }
    QCOMPARE(vault->sign(Address(), kDigest, kNow).error().codeName(), u"KEY_MISSING"_s);
}

void TestVault::aSignatureThatFailsItsCheckIsNoUse()
{
    const auto vault = created(path());
    QVERIFY(vault);
    const QList<Address> keys = added(*vault, 1);
    QVERIFY(vault->sign(keys.first(), kDigest, kNow));
    // What is no digest has no signature that could pass.
    const auto failed = vault->sign(keys.first(), kDigest.chopped(1), kNow.plusSeconds(9));
    QCOMPARE(failed.error().codeName(), u"INTERNAL_ERROR"_s);
    QVERIFY(failed.error().message.contains(u"thrown away"_s));
    QCOMPARE(vault->keys().first().lastUsed, std::optional(kNow));
}

void TestVault::holdsAKeyOnce()
{
    const auto vault = created(path());
    for (int i = 0; i < 2; ++i) {
        std::vector<Vault::NewKey> keys;
        keys.push_back({*ControllerKey::fromHex(typed(QByteArray(63, '0') + '1')), u"round %1"_s.arg(i)});
        keys.push_back({*ControllerKey::fromHex(typed(QByteArray(63, '0') + '1')), u"again"_s});
        const auto fresh = vault->add(keys, kNow);
        QVERIFY(fresh);
        QCOMPARE(fresh->size(), i == 0 ? 1 : 0);
    }
    QCOMPARE(vault->keys().size(), 1);
    QCOMPARE(vault->keys().first().name, u"round 0"_s);
}

void TestVault::namesAndDates()
{
    Address address;
    {
        const auto vault = created(path());
        address = added(*vault, 1).first();
        QVERIFY(vault->rename(address, u"Lüfter 🔑"_s));
        QVERIFY(vault->sign(address, kDigest, Timestamp{5'000}));
        QCOMPARE(vault->keys().first().lastUsed, std::optional(Timestamp{5'000}));
        for (const QString &bad : {QString(101, u'x'), u"two\nlines"_s, u"a\x7f"_s})
            QCOMPARE(vault->rename(address, bad).error().codeName(), u"VALIDATION_ERROR"_s);
        QCOMPARE(vault->rename(Address(), u"x"_s).error().codeName(), u"KEY_MISSING"_s);
        // Locked before the date of use was written: it is written all the same when the vault goes.
        vault->lock();
    }
    const auto vault = Vault::open(path());
    QVERIFY(vault);
    const VaultKey key = (*vault)->keys().first();
    QCOMPARE(key.name, u"Lüfter 🔑"_s);
    QCOMPARE(key.created, std::optional(kNow));
    QCOMPARE(key.lastUsed, std::optional(Timestamp{5'000}));
    QVERIFY(!key.backedUp && !key.fileIsMissing);
}

void TestVault::removesForGood()
{
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 2);
    QVERIFY(vault->sign(keys.first(), kDigest, kNow));
    QVERIFY(vault->remove(keys.first()));
    QVERIFY(!vault->holds(keys.first()));
    QCOMPARE(vault->sign(keys.first(), kDigest, kNow).error().codeName(), u"KEY_MISSING"_s);
    QCOMPARE(vault->remove(keys.first()).error().codeName(), u"KEY_MISSING"_s);
    QCOMPARE(QDir(path() + u"/keys"_s).entryList(QDir::Files).size(), 1);
    QVERIFY(vault->holds(keys.last()));
}

void TestVault::takesAKeyBackWhoseFileIsGone()
{
    std::vector<Vault::NewKey> keys;
    keys.push_back({*ControllerKey::fromHex(typed(QByteArray(63, '0') + '1')), u"pump"_s});
    const Address address = keys.front().key.address();
    {
        const auto vault = created(path());
        QVERIFY(vault->add(keys, kNow));
    }
    QVERIFY(QFile::remove(path() + u"/keys/"_s + address.text().toLower() + u".json"_s));
    const auto vault = unlockedAgain(path());
    QVERIFY(vault && vault->keys().first().fileIsMissing);
    std::vector<Vault::NewKey> again;
    again.push_back({*ControllerKey::fromHex(typed(QByteArray(63, '0') + '1')), {}});
    QCOMPARE(*vault->add(again, kNow), QList<Address>{address});
    QVERIFY(!vault->keys().first().fileIsMissing);
    QCOMPARE(vault->keys().first().name, u"pump"_s);
    QVERIFY(vault->sign(address, kDigest, kNow));
}

void TestVault::refusesWeakPassphrases()
{
    for (const char *weak : {"", "123456789", "p\xc3\xa4ssw\xc3\xb6rdx"}) {
        QCOMPARE(Vault::create(path(), typed(weak), kQuick).error().codeName(), u"PASSPHRASE_WEAK"_s);
        QVERIFY(!QFileInfo::exists(path()));
    }
    const auto vault = created(path());
    QCOMPARE(vault->changePassphrase(typed(kPassphrase), typed("short"), kQuick).error().codeName(),
             u"PASSPHRASE_WEAK"_s);
}

void TestVault::refusesASecondVaultInTheFolder()
{
    QVERIFY(added(*created(path()), 1).size() == 1);
    QCOMPARE(Vault::create(path(), typed(kPassphrase), kQuick).error().codeName(), u"VAULT_REFUSED"_s);
    QVERIFY(QFile::remove(path() + u"/vault.json"_s));
    QCOMPARE(Vault::create(path(), typed(kPassphrase), kQuick).error().codeName(), u"VAULT_REFUSED"_s);
    QCOMPARE(QDir(path() + u"/keys"_s).entryList(QDir::Files).size(), 1);
}

void TestVault::refusesASecondHolder()
{
    auto first = created(path());
    QVERIFY(first);
    const auto second = Vault::open(path());
    QVERIFY(!second);
    QCOMPARE(second.error().codeName(), u"VAULT_IN_USE"_s);
    QCOMPARE(second.error().details.value("pid"_L1).toInteger(), QCoreApplication::applicationPid());
    first.reset();
    QVERIFY(Vault::open(path()));
}

void TestVault::changesThePassphrase()
{
    QList<Address> keys;
    {
        const auto vault = created(path());
        keys = added(*vault, 3);
        const QByteArray head = contentOf(path() + u"/vault.json"_s);
        QCOMPARE(vault->changePassphrase(typed("not the old one"), typed("a new passphrase"), kQuick)
                     .error()
                     .codeName(),
                 u"PASSPHRASE_WRONG"_s);
        QCOMPARE(contentOf(path() + u"/vault.json"_s), head);
        const QByteArray key = contentOf(path() + u"/keys/"_s + keys.first().text().toLower() + u".json"_s);
        QVERIFY(vault->changePassphrase(typed(kPassphrase), typed("a new passphrase"), kQuick));
        QCOMPARE(contentOf(path() + u"/keys/"_s + keys.first().text().toLower() + u".json"_s), key);
        QVERIFY(vault->sign(keys.first(), kDigest, kNow));
        vault->lock();
        QCOMPARE(vault->unlock(typed(kPassphrase)).error().codeName(), u"PASSPHRASE_WRONG"_s);
        QVERIFY(vault->unlock(typed("a new passphrase")));
    }
    const auto vault = Vault::open(path());
    QVERIFY(vault && (*vault)->unlock(typed("a new passphrase")));
    for (const Address &address : keys)
        QVERIFY((*vault)->sign(address, kDigest, kNow));
}

void TestVault::exportsOrdinaryFiles()
{
    const auto vault = created(path());
    const Address address = added(*vault, 1).first();
    const SecureBytes own = typed("a passphrase of its own");
    const auto keystore = vault->exported(address, own);
    QVERIFY(keystore);
    const QString file = m_folder->filePath(keystoreFileName(address, Timestamp{1'000}));
    QVERIFY(file.endsWith(u"UTC--1970-01-01T00-00-01.000000000Z--"_s + address.text().mid(2).toLower()));
    QVERIFY(writeKeystore(file, *keystore));
    const auto read = Keystore::read(contentOf(file));
    QVERIFY(read);
    QCOMPARE(read->derivation().function(), KeyDerivation::Function(KeyDerivation::Scrypt{}));
    const auto key = read->open(own);
    QVERIFY(key);
    QCOMPARE(key->sign(kDigest), vault->sign(address, kDigest, kNow).value());
    // A file that does not open with the passphrase it was made for never takes its name.
    const QByteArray before = contentOf(file);
    QVERIFY(!writeKeystore(file, vault->exported(address, own, kQuick)->keystore, typed("another")));
    QCOMPARE(contentOf(file), before);
    QCOMPARE(vault->exported(Address(), own, kQuick).error().codeName(), u"KEY_MISSING"_s);
}

void TestVault::lockEndsWhatIsUnderWay()
{
    const auto vault = created(path());
    std::vector<Vault::NewKey> keys;
    for (int i = 0; i < 5; ++i)
        keys.push_back({ControllerKey::generate(), {}});
    int asked = 0;
    const auto fresh = vault->add(keys, kNow, [&vault, &asked] {
        if (++asked == 3)
            vault->lock();
        return false;
    });
    QVERIFY(!fresh);
    QCOMPARE(fresh.error().codeName(), u"VAULT_LOCKED"_s);
    QCOMPARE(vault->keys().size(), 2);
    QVERIFY(vault->unlock(typed(kPassphrase)));
    int steps = 0;
    const auto backup = vault->backUp(m_folder->filePath(u"b"_s), kNow, [&steps] { return ++steps == 2; });
    QCOMPARE(backup.error().codeName(), u"CANCELLED"_s);
    QVERIFY(!QFileInfo::exists(m_folder->filePath(u"b"_s)));
    QVERIFY(!vault->lastBackup());
}

void TestVault::cancelledUnlockStaysLocked()
{
    const auto vault = created(path());
    vault->lock();
    QCOMPARE(vault->unlock(typed(kPassphrase), [] { return true; }).error().codeName(), u"CANCELLED"_s);
    QVERIFY(!vault->isUnlocked());
    const auto lockedMeanwhile = vault->unlock(typed(kPassphrase), [&vault] {
        vault->lock();
        return false;
    });
    QCOMPARE(lockedMeanwhile.error().codeName(), u"CANCELLED"_s);
    QVERIFY(!vault->isUnlocked());
}

void TestVault::manyThreadsSignAndLock()
{
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 2);
    std::atomic<int> strange = 0;
    std::atomic<int> signatures = 0;
    std::vector<std::thread> threads;
    for (int id = 0; id < 3; ++id) {
        threads.emplace_back([&] {
            for (int i = 0; i < 10; ++i) {
                const Address &address = keys.at(i % 2);
                const auto signature = vault->sign(address, kDigest, kNow);
                if (signature)
                    ++signatures;
                const bool right = signature ? recoverSigner(kDigest, *signature) == address
                                             : signature.error().code == ErrorCode::VaultLocked;
                strange += !right;
            }
        });
    }
    threads.emplace_back([&] {
        for (int i = 0; i < 20; ++i) {
            vault->lock();
            strange += !vault->unlock(typed(kPassphrase));
        }
    });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(strange.load(), 0);
    QVERIFY(vault->isUnlocked());
    QVERIFY(vault->sign(keys.first(), kDigest, kNow));
}

/// A child process leads a random key and passphrase through a vault, locks it, and searches its own memory
/// for both, as bytes, as digits and as UTF-16; while they are held the search must find them.
void TestVault::leavesNoTraceInMemory()
{
    QProcess probe;
    probe.start(QStringLiteral(MUSTER_BIN_DIR "/muster_memoryprobe"), {u"vault"_s});
    QVERIFY(probe.waitForFinished(90'000));
    QCOMPARE(probe.exitCode(), 0);
    QCOMPARE(probe.readAllStandardOutput(), "text held 1\nkey held 1\npassphrase held 1\n"
                                            "text left 0\nkey left 0\npassphrase left 0\nas UTF-16 0\n"_ba);
}

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
