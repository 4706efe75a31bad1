// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultfixture.h"
#include "vaultrestore.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <linux/capability.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace muster;
using namespace muster::vaultfixture;
using namespace Qt::StringLiterals;

namespace {

/// No file of this process grows beyond `bytes` while it lives, as on a disk that is nearly full.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        m_works = ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)
    bool works() const { return m_works; }

private:
    rlimit m_before{};
    bool m_works = false;
};

/// Binds the superuser to the permissions of files, as everybody else is, for as long as it lives.
class OrdinaryUser
{
public:
    OrdinaryUser() { set(false); }
    ~OrdinaryUser() { set(true); }
    Q_DISABLE_COPY_MOVE(OrdinaryUser)

private:
    static void set(bool may)
    {
        if (::geteuid() != 0)
            return;
        __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
        __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = {};
        ::syscall(SYS_capget, &header, sets);
        const auto rights = CAP_TO_MASK(CAP_DAC_OVERRIDE) | CAP_TO_MASK(CAP_DAC_READ_SEARCH);
        auto &[effective, permitted, inheritable] = sets[CAP_TO_INDEX(CAP_DAC_OVERRIDE)];
        effective = may ? effective | (rights & permitted) : effective & ~rights;
        ::syscall(SYS_capset, &header, sets);
    }
};

QHash<QString, QByteArray> contents(const QString &folder)
{
    QHash<QString, QByteArray> all;
    const QStringList files = allFiles(folder);
    for (const QString &file : files)
        all.insert(file, contentOf(file));
    return all;
}

} // namespace

/// Disks that take nothing more, and folders that take nothing at all.
class TestVaultFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aFullDiskLeavesEverything_data();
    void aFullDiskLeavesEverything();
    void aReadOnlyFolderLeavesEverything_data();
    void aReadOnlyFolderLeavesEverything();
    void aFullDiskMakesNoVault();
    void whatCannotBeSyncedReplacesNothing();
    void aPipeIsNotWaitedFor();
    void healingLeavesTheDamagedFileItsName();
    void whatCannotBeReadIsNotHealed();
    void aFullDiskRestoresNothingOrAll();

private:
    std::unique_ptr<QTemporaryDir> m_place;
    QString path() const { return m_place->filePath(u"vault"_s); }
    QString fileOf(const Address &address) const
    {
        return path() + u"/keys/"_s + address.text().toLower() + u".json"_s;
    }
    /// The same key each time.
    static Result<QList<Address>> addKnown(Vault &vault);
    void operations();
    Result<void> perform(Vault &vault, const QString &what);
};

void TestVaultFaults::init()
{
    m_place = std::make_unique<QTemporaryDir>();
}

Result<QList<Address>> TestVaultFaults::addKnown(Vault &vault)
{
    const QByteArray hex = QByteArray(63, '0') + '7';
    std::vector<Vault::NewKey> keys;
    keys.push_back({*ControllerKey::fromHex(typed(hex.constData())), u"lift"_s});
    return vault.add(keys, kNow);
}

void TestVaultFaults::operations()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"add", "rename", "remove", "passphrase", "backup", "use"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

Result<void> TestVaultFaults::perform(Vault &vault, const QString &what)
{
    const Address first = vault.keys().first().address;
    const auto plain = [](const auto &result) { return result ? Result<void>() : Failure(result.error()); };
    if (what == u"add"_s)
        return plain(addNew(vault));
    if (what == u"rename"_s)
        return vault.rename(first, u"another name"_s);
    if (what == u"remove"_s)
        return vault.remove(first);
    if (what == u"passphrase"_s)
        return vault.changePassphrase(typed(kPassphrase), typed("staple tractor violin"), kQuick);
    if (what == u"backup"_s)
        return plain(vault.backUp(path() + u"/backup.json"_s, kNow));
    const Result<void> signature = plain(vault.sign(first, kDigest, kNow));
    return signature ? vault.saveUse() : signature;
}

void TestVaultFaults::aFullDiskLeavesEverything_data()
{
    operations();
}

void TestVaultFaults::aFullDiskLeavesEverything()
{
    QFETCH(const QString, what);
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 2);
    QCOMPARE(keys.size(), 2);
    overwrite(path() + u"/backup.json"_s, "an older backup");
    const auto before = contents(path());
    {
        const FullDisk full(100);
        QVERIFY(full.works());
        const Result<void> refused = perform(*vault, what);
        QVERIFY(!refused);
        QCOMPARE(refused.error().codeName(), u"STORAGE_FAILURE"_s);
        QVERIFY(refused.error().message.contains(u"File too large"_s));
    }
    QCOMPARE(contents(path()), before);
    for (const Address &address : keys)
        QVERIFY(vault->sign(address, kDigest, kNow));
    QVERIFY(perform(*vault, what));
}

void TestVaultFaults::aReadOnlyFolderLeavesEverything_data()
{
    operations();
}

void TestVaultFaults::aReadOnlyFolderLeavesEverything()
{
    QFETCH(const QString, what);
    const auto vault = created(path());
    const QList<Address> keys = added(*vault, 2);
    const auto before = contents(path());
    constexpr auto kReadOnly = QFileDevice::ReadOwner | QFileDevice::ExeOwner;
    for (const QString &folder : {path(), QString(path() + u"/keys"_s)})
        QVERIFY(QFile::setPermissions(folder, kReadOnly));
    {
        const OrdinaryUser ordinary;
        const Result<void> refused = perform(*vault, what);
        QVERIFY(!refused);
        QCOMPARE(refused.error().codeName(), u"STORAGE_FAILURE"_s);
    }
    for (const QString &folder : {path(), QString(path() + u"/keys"_s)})
        QVERIFY(QFile::setPermissions(folder, kReadOnly | QFileDevice::WriteOwner));
    QCOMPARE(contents(path()), before);
    QCOMPARE(vault->keys().size(), 2);
    QVERIFY(perform(*vault, what));
}

void TestVaultFaults::aFullDiskMakesNoVault()
{
    {
        const FullDisk full(100);
        QCOMPARE(Vault::create(path(), typed(kPassphrase), kQuick).error().codeName(), u"STORAGE_FAILURE"_s);
    }
    QVERIFY(!Vault::isThere(path()));
    QVERIFY(created(path()));
}

/// A folder that takes files, but cannot be opened to sync what they are called.
void TestVaultFaults::whatCannotBeSyncedReplacesNothing()
{
    const auto vault = created(path());
    QCOMPARE(added(*vault, 1).size(), 1);
    const QString box = m_place->filePath(u"box"_s);
    QVERIFY(QDir().mkpath(box));
    const QString file = box + u"/backup"_s;
    overwrite(file, "an older backup");
    QVERIFY(QFile::setPermissions(box, QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    {
        const OrdinaryUser ordinary;
        const auto refused = vault->backUp(file, kNow);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(u"Nothing was changed"_s));
    }
    QVERIFY(
        QFile::setPermissions(box, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    QCOMPARE(contentOf(file), "an older backup"_ba);
    QVERIFY(!vault->lastBackup());
}

void TestVaultFaults::healingLeavesTheDamagedFileItsName()
{
    const auto vault = created(path());
    const Result<QList<Address>> keys = addKnown(*vault);
    QVERIFY(keys);
    const QString file = fileOf(keys->first());
    overwrite(file, "{ not a key");
    const auto before = contents(path());
    {
        const FullDisk full(100);
        const auto refused = addKnown(*vault);
        QVERIFY(!refused);
        QCOMPARE(refused.error().codeName(), u"STORAGE_FAILURE"_s);
    }
    QCOMPARE(contents(path()), before);
    QVERIFY(addKnown(*vault));
    QCOMPARE(contentOf(file + u".damaged"_s), "{ not a key"_ba);
    QVERIFY(vault->sign(keys->first(), kDigest, kNow));
}

void TestVaultFaults::whatCannotBeReadIsNotHealed()
{
    const auto vault = created(path());
    const Result<QList<Address>> keys = addKnown(*vault);
    QVERIFY(keys);
    const QString file = fileOf(keys->first());
    const QByteArray good = contentOf(file);
    QVERIFY(QFile::setPermissions(file, QFileDevice::Permissions()));
    {
        const OrdinaryUser ordinary;
        const auto refused = addKnown(*vault);
        QVERIFY(!refused);
        QCOMPARE(refused.error().codeName(), u"STORAGE_FAILURE"_s);
    }
    QVERIFY(QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    QCOMPARE(contentOf(file), good);
    QVERIFY(!QFileInfo::exists(file + u".damaged"_s));
}

void TestVaultFaults::aPipeIsNotWaitedFor()
{
    const QString pipe = m_place->filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const auto refused = restoreVault(pipe, path(), typed(kPassphrase));
    QCOMPARE(refused.error().codeName(), u"STORAGE_FAILURE"_s);
    QVERIFY(refused.error().message.contains(u"pipe"_s));
}

void TestVaultFaults::aFullDiskRestoresNothingOrAll()
{
    const QString backup = m_place->filePath(u"backup"_s);
    {
        const auto vault = created(path());
        QCOMPARE(added(*vault, 2).size(), 2);
        QVERIFY(vault->backUp(backup, kNow));
    }
    const QString target = m_place->filePath(u"restored"_s);
    // Key files fit, the list of keys does not.
    {
        const FullDisk full(QFileInfo(path() + u"/index.json"_s).size() - 1);
        QVERIFY(QFileInfo(path() + u"/index.json"_s).size() > QFileInfo(path() + u"/vault.json"_s).size());
        QCOMPARE(restoreVault(backup, target, typed(kPassphrase)).error().codeName(), u"STORAGE_FAILURE"_s);
    }
    QVERIFY(!Vault::isThere(target));
    QVERIFY(restoreVault(backup, target, typed(kPassphrase)));
    const auto vault = unlockedAgain(target);
    QVERIFY(vault);
    QCOMPARE(vault->keys().size(), 2);
}

QTEST_GUILESS_MAIN(TestVaultFaults)
#include "tst_vaultfaults.moc"
