// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultbackup.h"
#include "vaultfixture.h"
#include "vaultrestore.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace muster;
using namespace muster::vaultfixture;
using namespace Qt::StringLiterals;

class TestVaultBackup : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void restoresOnAnEmptyMachine();
    void isOnePrivateFileThatTellsNothing();
    void opensWithThePassphraseOfItsTime();
    void notesWhatWasSaved();
    void putsBackWhatIsMissing();
    void refusesAnotherVault();
    void refusesAKeyThatDiffers();
    void mendsItsOwnVault();
    void mendsADamagedHead();
    void replacesNoOlderBackupWithLess();
    void replacesNoBackupOfAnotherVault();
    void replacesNoBackupWithKeysThatAreGone();
    void refusesAVaultThatIsOpen();
    void leavesOutWhatIsDamagedAndSaysSo();
    void refusesEveryChangedByte();

private:
    std::unique_ptr<QTemporaryDir> m_place;
    QString path() const { return m_place->filePath(u"vault"_s); }
    QString backup() const { return m_place->filePath(u"backup.json"_s); }
    QString elsewhere() const { return m_place->filePath(u"elsewhere"_s); }
    QString keyFile(const Address &address) const
    {
        return path() + u"/keys/"_s + address.text().toLower() + u".json"_s;
    }
};

void TestVaultBackup::init()
{
    m_place = std::make_unique<QTemporaryDir>();
}

void TestVaultBackup::restoresOnAnEmptyMachine()
{
    QList<Address> keys;
    {
        const auto vault = created(path());
        keys = added(*vault, 3);
        QVERIFY(vault->rename(keys.at(1), u"pump"_s));
        const auto report = vault->backUp(backup(), kNow);
        QVERIFY(report);
        QCOMPARE(report->saved.size(), 3);
        QVERIFY(report->unusable.isEmpty());
    }
    QVERIFY(QDir(path()).removeRecursively());
    const auto restored = restoreVault(backup(), elsewhere(), typed(kPassphrase));
    QVERIFY(restored);
    QCOMPARE(restored->size(), 3);
    const auto vault = unlockedAgain(elsewhere());
    QVERIFY(vault);
    QVERIFY(!vault->listIsDoubtful());
    for (const Address &address : keys)
        QVERIFY(vault->sign(address, kDigest, kNow));
    for (const VaultKey &key : vault->keys()) {
        QCOMPARE(key.name, key.address == keys.at(1) ? u"pump"_s : QString());
        QCOMPARE(key.backedUp, std::optional(kNow));
    }
    QCOMPARE(vault->lastBackup(), std::optional(kNow));
}

void TestVaultBackup::isOnePrivateFileThatTellsNothing()
{
    const auto vault = created(path());
    const Address address = added(*vault, 1).first();
    QVERIFY(vault->rename(address, u"a telling name"_s));
    QVERIFY(vault->backUp(backup(), kNow));
    QCOMPARE(QFile::permissions(backup()) & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
    const QByteArray content = contentOf(backup());
    QVERIFY(!content.contains("a telling name"));
    QVERIFY(!content.toLower().contains(address.text().mid(2).toLower().toLatin1()));
}

void TestVaultBackup::opensWithThePassphraseOfItsTime()
{
    {
        const auto vault = created(path());
        QCOMPARE(added(*vault, 1).size(), 1);
        QVERIFY(vault->backUp(backup(), kNow));
        QVERIFY(vault->changePassphrase(typed(kPassphrase), typed("staple tractor violin"), kQuick));
    }
    QCOMPARE(restoreVault(backup(), elsewhere(), typed("staple tractor violin")).error().codeName(),
             u"PASSPHRASE_WRONG"_s);
    QVERIFY(!QFileInfo::exists(elsewhere()));
    QVERIFY(restoreVault(backup(), elsewhere(), typed(kPassphrase)));
}

void TestVaultBackup::notesWhatWasSaved()
{
    const auto vault = created(path());
    QVERIFY(!vault->lastBackup());
    const Address before = added(*vault, 1).first();
    QVERIFY(vault->backUp(backup(), kNow));
    const Address after = added(*vault, 1).first();
    for (const VaultKey &key : vault->keys())
        QCOMPARE(key.backedUp, key.address == before ? std::optional(kNow) : std::nullopt);
    QVERIFY(vault->holds(after));
    QCOMPARE(vault->lastBackup(), std::optional(kNow));
}

void TestVaultBackup::putsBackWhatIsMissing()
{
    QList<Address> keys;
    {
        const auto vault = created(path());
        keys = added(*vault, 2);
        QVERIFY(vault->backUp(backup(), kNow));
        QVERIFY(vault->rename(keys.last(), u"named since"_s));
    }
    QVERIFY(QFile::remove(keyFile(keys.first())));
    {
        const auto vault = unlockedAgain(path());
        QVERIFY(vault);
        QCOMPARE(vault->keys().size(), 2);
        for (const VaultKey &key : vault->keys())
            QCOMPARE(key.fileIsMissing, key.address == keys.first());
        QVERIFY(!vault->sign(keys.first(), kDigest, kNow));
    }
    const auto restored = restoreVault(backup(), path(), typed(kPassphrase));
    QVERIFY(restored);
    QCOMPARE(*restored, QList<Address>{keys.first()});
    const auto vault = unlockedAgain(path());
    QVERIFY(vault && vault->sign(keys.first(), kDigest, kNow) && vault->sign(keys.last(), kDigest, kNow));
    for (const VaultKey &key : vault->keys())
        QCOMPARE(key.name, key.address == keys.last() ? u"named since"_s : QString());
}

void TestVaultBackup::refusesAnotherVault()
{
    {
        const auto vault = created(path());
        QCOMPARE(added(*vault, 1).size(), 1);
        QVERIFY(vault->backUp(backup(), kNow));
    }
    QVERIFY(created(elsewhere()));
    const QByteArray head = contentOf(elsewhere() + u"/vault.json"_s);
    QCOMPARE(restoreVault(backup(), elsewhere(), typed(kPassphrase)).error().codeName(), u"VAULT_REFUSED"_s);
    QCOMPARE(contentOf(elsewhere() + u"/vault.json"_s), head);
    QVERIFY(QDir(elsewhere() + u"/keys"_s).isEmpty());
}

void TestVaultBackup::refusesAKeyThatDiffers()
{
    Address address;
    {
        const auto vault = created(path());
        address = added(*vault, 1).first();
        QVERIFY(vault->backUp(backup(), kNow));
    }
    const QByteArray strange = "not a key file";
    overwrite(keyFile(address), strange);
    // Without the list nothing says that this folder is the backup's.
    QVERIFY(QFile::remove(path() + u"/index.json"_s));
    const auto refused = restoreVault(backup(), path(), typed(kPassphrase));
    QCOMPARE(refused.error().codeName(), u"VAULT_REFUSED"_s);
    QCOMPARE(refused.error().details.value("addresses"_L1).toArray(), QJsonArray{address.text()});
    QCOMPARE(contentOf(keyFile(address)), strange);
}

/// What does not open under the vault's own secret is damaged; it is kept all the same.
void TestVaultBackup::mendsItsOwnVault()
{
    QList<Address> keys;
    {
        const auto vault = created(path());
        keys = added(*vault, 3);
        QVERIFY(vault->backUp(backup(), kNow));
    }
    QByteArray bad = contentOf(keyFile(keys.at(1)));
    const qsizetype digit = bad.indexOf("\"ciphertext\":\"") + 14;
    bad[digit] = bad.at(digit) == '0' ? '1' : '0';
    overwrite(keyFile(keys.at(0)), "not a key file");
    overwrite(keyFile(keys.at(1)), bad);
    const auto restored = restoreVault(backup(), path(), typed(kPassphrase));
    QVERIFY(restored);
    QList<Address> damaged{keys.at(0), keys.at(1)};
    std::sort(damaged.begin(), damaged.end());
    QCOMPARE(*restored, damaged);
    QCOMPARE(contentOf(keyFile(keys.at(0)) + u".damaged"_s), "not a key file"_ba);
    QCOMPARE(contentOf(keyFile(keys.at(1)) + u".damaged"_s), bad);
    const auto vault = unlockedAgain(path());
    QVERIFY(vault);
    QCOMPARE(vault->keys().size(), 3);
    for (const Address &address : keys)
        QVERIFY(vault->sign(address, kDigest, kNow));
}

void TestVaultBackup::mendsADamagedHead()
{
    Address since;
    {
        const auto vault = created(path());
        QCOMPARE(added(*vault, 1).size(), 1);
        QVERIFY(vault->backUp(backup(), kNow));
        since = added(*vault, 1).first();
    }
    const QString head = path() + u"/vault.json"_s;
    const QByteArray good = contentOf(head);
    const QByteArray newer = QByteArray(good).replace("\"version\": 1", "\"version\": 2");
    QVERIFY(newer != good);
    overwrite(head, newer);
    QCOMPARE(restoreVault(backup(), path(), typed(kPassphrase)).error().codeName(), u"VAULT_REFUSED"_s);
    QCOMPARE(contentOf(head), newer);
    const QByteArray damaged = QByteArray(good).replace("\"secret\": \"", "\"secret\": \"0");
    overwrite(head, damaged);
    QVERIFY(!Vault::open(path()));
    QVERIFY(restoreVault(backup(), path(), typed(kPassphrase)));
    QCOMPARE(contentOf(path() + u"/vault.damaged.json"_s), damaged);
    const auto vault = unlockedAgain(path());
    QVERIFY(vault && vault->sign(since, kDigest, kNow));
}

void TestVaultBackup::replacesNoOlderBackupWithLess()
{
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 2);
    QVERIFY(vault->backUp(backup(), kNow));
    const QByteArray whole = contentOf(backup());
    overwrite(keyFile(keys.first()), "{}");
    const auto refused = vault->backUp(backup(), kNow);
    QVERIFY(!refused);
    QCOMPARE(refused.error().codeName(), u"VAULT_REFUSED"_s);
    QCOMPARE(contentOf(backup()), whole);
    QVERIFY(vault->backUp(elsewhere(), kNow));
    QCOMPARE(contentOf(backup()), whole);
}

void TestVaultBackup::replacesNoBackupOfAnotherVault()
{
    const auto lost = created(elsewhere());
    added(*lost, 3);
    QVERIFY(lost->backUp(backup(), kNow));
    const QByteArray only = contentOf(backup());
    const auto vault = created(path());
    added(*vault, 1);
    const auto refused = vault->backUp(backup(), kNow);
    QVERIFY(!refused);
    QCOMPARE(refused.error().codeName(), u"VAULT_REFUSED"_s);
    QVERIFY(refused.error().message.contains(u"another vault"_s));
    QCOMPARE(contentOf(backup()), only);
}

void TestVaultBackup::replacesNoBackupWithKeysThatAreGone()
{
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 2);
    QVERIFY(vault->backUp(backup(), kNow));
    const QByteArray both = contentOf(backup());
    QVERIFY(vault->remove(keys.first()));
    const auto refused = vault->backUp(backup(), kNow);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(u"1 keys that are not in the vault any more"_s));
    QCOMPARE(contentOf(backup()), both);
    QVERIFY(vault->backUp(m_place->filePath(u"another"_s), kNow));
    QVERIFY(vault->backUp(m_place->filePath(u"another"_s), kNow));
}

void TestVaultBackup::refusesAVaultThatIsOpen()
{
    const auto vault = created(path());
    QVERIFY(vault->backUp(backup(), kNow));
    QCOMPARE(restoreVault(backup(), path(), typed(kPassphrase)).error().codeName(), u"VAULT_IN_USE"_s);
}

void TestVaultBackup::leavesOutWhatIsDamagedAndSaysSo()
{
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 3);
    overwrite(keyFile(keys.at(0)),
              contentOf(keyFile(keys.at(0))).replace("\"mac\":\"", "\"mac\":\"0").replace("00", "0"));
    QVERIFY(QFile::remove(keyFile(keys.at(1))));
    const auto report = vault->backUp(backup(), kNow);
    QVERIFY(report);
    QCOMPARE(report->saved, QList<Address>{keys.at(2)});
    QCOMPARE(report->unusable.size(), 2);
    for (const VaultKey &key : vault->keys())
        QCOMPARE(key.backedUp.has_value(), key.address == keys.at(2));
}

void TestVaultBackup::refusesEveryChangedByte()
{
    {
        const auto vault = created(path());
        QCOMPARE(added(*vault, 1).size(), 1);
        QVERIFY(vault->backUp(backup(), kNow));
    }
    const QByteArray good = contentOf(backup());
    const auto opened = VaultBackup::read(backup());
    QVERIFY(opened && opened->open(typed(kPassphrase)));
    const QString changedFile = m_place->filePath(u"changed"_s);
    for (qsizetype at = 0; at < good.size(); ++at) {
        QByteArray changed = good;
        changed[at] = char(changed.at(at) ^ 1);
        overwrite(changedFile, changed);
        const auto read = VaultBackup::read(changedFile);
        if (!read) {
            QCOMPARE(read.error().codeName(), u"VAULT_REFUSED"_s);
            continue;
        }
        // The time is for people, and blanks between members mean nothing.
        const bool meansNothing =
            read->created() != opened->created() || changed.simplified() == good.simplified();
        QVERIFY(!read->open(typed(kPassphrase)) || meansNothing);
    }
    for (const qsizetype size : {qsizetype(0), qsizetype(1), good.size() / 2, good.size() - 2}) {
        overwrite(changedFile, good.first(size));
        QCOMPARE(VaultBackup::read(changedFile).error().codeName(), u"VAULT_REFUSED"_s);
    }
}

QTEST_GUILESS_MAIN(TestVaultBackup)
#include "tst_vaultbackup.moc"
