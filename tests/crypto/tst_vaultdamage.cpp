// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultfixture.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace muster;
using namespace muster::vaultfixture;
using namespace Qt::StringLiterals;

/// Files that somebody or something changed behind the vault's back.
class TestVaultDamage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tellsDamageFromAWrongPassphrase();
    void refusesForeignAndNewerHeads();
    void touchesNothingThatIsNoVault();
    void keepsKeysWhenTheListIsLost();
    void noticesAChangedList();
    void noticesAKeyFileThatIsDamaged();
    void noticesSwappedKeyFiles();
    void noticesAKeyFileOfAnotherVault();
    void addingTheKeyAgainHealsItsFile();
    void keepsEveryDamagedFile();

private:
    std::unique_ptr<QTemporaryDir> m_place;
    QString path() const { return m_place->filePath(u"vault"_s); }
    QString head() const { return path() + u"/vault.json"_s; }
    QString list() const { return path() + u"/index.json"_s; }
    QString keyFile(const Address &address) const
    {
        return path() + u"/keys/"_s + address.text().toLower() + u".json"_s;
    }
};

void TestVaultDamage::init()
{
    m_place = std::make_unique<QTemporaryDir>();
}

/// Every byte of the head, one by one.
void TestVaultDamage::tellsDamageFromAWrongPassphrase()
{
    QVERIFY(created(path()));
    const QByteArray good = contentOf(head());
    const QJsonObject content = QJsonDocument::fromJson(good).object();
    for (qsizetype at = 0; at < good.size(); ++at) {
        QByteArray changed = good;
        changed[at] = char(changed.at(at) ^ 1);
        overwrite(head(), changed);
        const auto vault = Vault::open(path());
        if (!vault)
            QCOMPARE(vault.error().codeName(), u"VAULT_REFUSED"_s);
        else
            QCOMPARE(QJsonDocument::fromJson(changed).object(), content);
        QCOMPARE(contentOf(head()), changed);
    }
    overwrite(head(), good.first(good.size() / 2));
    QCOMPARE(Vault::open(path()).error().codeName(), u"VAULT_REFUSED"_s);
    overwrite(head(), QByteArray());
    QCOMPARE(Vault::open(path()).error().codeName(), u"VAULT_REFUSED"_s);
    overwrite(head(), good);
    QVERIFY(unlockedAgain(path()));
}

void TestVaultDamage::refusesForeignAndNewerHeads()
{
    QVERIFY(created(path()));
    const QByteArray good = contentOf(head());
    const QByteArray newer = QByteArray(good).replace("\"version\": 1", "\"version\": 2");
    QVERIFY(newer != good);
    overwrite(head(), newer);
    const auto refusedNewer = Vault::open(path());
    QCOMPARE(refusedNewer.error().codeName(), u"VAULT_REFUSED"_s);
    QVERIFY(refusedNewer.error().message.contains(u"newer"_s));
    QCOMPARE(contentOf(head()), newer);
    overwrite(head(), QByteArray(good).replace("muster-vault", "something-else"));
    QVERIFY(Vault::open(path()).error().message.contains(u"not a vault"_s));
    overwrite(head(), "[1, 2]");
    QCOMPARE(Vault::open(path()).error().codeName(), u"VAULT_REFUSED"_s);
    // A bomb in the head is refused before anything is derived, whoever made the checksum.
    overwrite(head(), QByteArray(good).replace("\"n\": 1024", "\"n\": 1073741824"));
    QCOMPARE(Vault::open(path()).error().codeName(), u"VAULT_REFUSED"_s);
}

void TestVaultDamage::touchesNothingThatIsNoVault()
{
    QVERIFY(QDir().mkpath(path()));
    overwrite(head(), "{\"format\": \"somebody else's\"}");
    const QFileDevice::Permissions rights = QFile::permissions(path());
    QVERIFY(rights & QFileDevice::ExeGroup);
    QCOMPARE(Vault::open(path()).error().codeName(), u"VAULT_REFUSED"_s);
    QCOMPARE(QFile::permissions(path()), rights);
    QCOMPARE(QDir(path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"vault.json"_s});
}

void TestVaultDamage::keepsKeysWhenTheListIsLost()
{
    QList<Address> keys;
    {
        const auto vault = created(path());
        keys = added(*vault, 2);
        QVERIFY(vault->rename(keys.first(), u"pump"_s));
    }
    for (const QByteArray &damaged :
         {QByteArray("{"), QByteArray("{\"format\":\"muster-vault-keys\"}"), QByteArray()}) {
        if (damaged.isEmpty())
            QVERIFY(QFile::remove(list()));
        else
            overwrite(list(), damaged);
        const auto vault = unlockedAgain(path());
        QVERIFY(vault);
        QVERIFY(vault->listIsDoubtful());
        QCOMPARE(vault->keys().size(), 2);
        QVERIFY(vault->keys().first().name.isEmpty());
        for (const Address &address : keys)
            QVERIFY(vault->sign(address, kDigest, kNow));
        QVERIFY(vault->rename(keys.first(), u"pump"_s));
        QVERIFY(!vault->listIsDoubtful());
        if (!damaged.isEmpty())
            QCOMPARE(
                contentOf(path() + (damaged == "{" ? u"/index.damaged.json"_s : u"/index.damaged-2.json"_s)),
                damaged);
    }
}

void TestVaultDamage::noticesAChangedList()
{
    {
        const auto vault = created(path());
        const QList<Address> keys = added(*vault, 2);
        QVERIFY(vault->rename(keys.first(), u"pump one"_s));
    }
    overwrite(list(), contentOf(list()).replace("pump one", "pump two"));
    const auto vault = Vault::open(path());
    QVERIFY(vault);
    QVERIFY(!(*vault)->listIsDoubtful());
    QVERIFY((*vault)->unlock(typed(kPassphrase)));
    QVERIFY((*vault)->listIsDoubtful());
}

void TestVaultDamage::noticesAKeyFileThatIsDamaged()
{
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 2);
    const QByteArray good = contentOf(keyFile(keys.first()));
    for (const QByteArray &bad : {good.first(good.size() / 2), QByteArray(), QByteArray("{}"),
                                  QByteArray(good)
                                      .replace("\"ciphertext\":\"", "\"ciphertext\":\"00")
                                      .replace("aes-128-ctr", "aes-128-ctr")}) {
        overwrite(keyFile(keys.first()), bad);
        const auto refused = vault->sign(keys.first(), kDigest, kNow);
        QVERIFY(!refused);
        QCOMPARE(refused.error().codeName(), u"VAULT_REFUSED"_s);
        QVERIFY(refused.error().message.contains(keys.first().text()));
        QVERIFY(vault->sign(keys.last(), kDigest, kNow));
    }
    overwrite(keyFile(keys.first()), good);
    QVERIFY(vault->sign(keys.first(), kDigest, kNow));
}

void TestVaultDamage::noticesSwappedKeyFiles()
{
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 2);
    const QByteArray first = contentOf(keyFile(keys.first()));
    overwrite(keyFile(keys.first()), contentOf(keyFile(keys.last())));
    overwrite(keyFile(keys.last()), first);
    for (const Address &address : keys)
        QCOMPARE(vault->sign(address, kDigest, kNow).error().codeName(), u"VAULT_REFUSED"_s);
    // With the address in the file changed as well, only the key itself gives it away.
    const auto bare = [](const Address &address) { return address.text().mid(2).toLower().toLatin1(); };
    overwrite(keyFile(keys.first()),
              contentOf(keyFile(keys.first())).replace(bare(keys.last()), bare(keys.first())));
    QVERIFY(!vault->sign(keys.first(), kDigest, kNow));
}

void TestVaultDamage::noticesAKeyFileOfAnotherVault()
{
    const auto vault = created(path());
    const QString otherPath = m_place->filePath(u"other"_s);
    const auto other = created(otherPath);
    const Address address = added(*other, 1).first();
    const QByteArray foreign = contentOf(otherPath + u"/keys/"_s + address.text().toLower() + u".json"_s);
    overwrite(keyFile(address), foreign);
    vault->lock();
    QVERIFY(vault->unlock(typed(kPassphrase)));
    QCOMPARE(vault->sign(address, kDigest, kNow).error().codeName(), u"KEY_MISSING"_s);
}

void TestVaultDamage::addingTheKeyAgainHealsItsFile()
{
    const QByteArray digits = QByteArray(63, '0') + '1';
    const auto again = [&digits](Vault &vault, const QString &name) {
        std::vector<Vault::NewKey> keys;
        keys.push_back({*ControllerKey::fromHex(typed(digits)), name});
        return vault.add(keys, kNow);
    };
    const auto vault = created(path());
    const Address address = again(*vault, u"pump"_s)->first();
    const Address other = added(*vault, 1).first();
    QCOMPARE(*again(*vault, {}), QList<Address>());
    QCOMPARE(*vault->kept({address, other, Address()}), (QList<Address>{address, other}));
    const QByteArray good = contentOf(keyFile(address));
    QStringList aside;
    for (const QByteArray &bad : {good.first(good.size() / 2), "{}"_ba, contentOf(keyFile(other))}) {
        overwrite(keyFile(address), bad);
        QCOMPARE(*vault->kept({address, other}), QList<Address>{other});
        QCOMPARE(*again(*vault, {}), QList<Address>{address});
        aside.append(keyFile(address) +
                     (aside.isEmpty() ? u".damaged"_s : u".damaged-%1"_s.arg(aside.size() + 1)));
        QCOMPARE(contentOf(aside.last()), bad);
        QCOMPARE(*vault->kept({address}), QList<Address>{address});
        QCOMPARE(vault->keys().size(), 2);
    }
    vault->lock();
    QCOMPARE(vault->kept({address}).error().codeName(), u"VAULT_LOCKED"_s);
    QVERIFY(vault->unlock(typed(kPassphrase)));
    QVERIFY(vault->sign(address, kDigest, kNow));
    const QList<VaultKey> keys = vault->keys();
    QVERIFY(std::any_of(keys.begin(), keys.end(), [](const VaultKey &key) { return key.name == u"pump"_s; }));
}

void TestVaultDamage::keepsEveryDamagedFile()
{
    QVERIFY(created(path()));
    for (int round = 1; round <= 3; ++round) {
        overwrite(list(), "damaged " + QByteArray::number(round));
        QVERIFY(added(*unlockedAgain(path()), 1).size() == 1);
    }
    QCOMPARE(contentOf(path() + u"/index.damaged.json"_s), "damaged 1"_ba);
    QCOMPARE(contentOf(path() + u"/index.damaged-2.json"_s), "damaged 2"_ba);
    QCOMPARE(contentOf(path() + u"/index.damaged-3.json"_s), "damaged 3"_ba);
}

QTEST_GUILESS_MAIN(TestVaultDamage)
#include "tst_vaultdamage.moc"
