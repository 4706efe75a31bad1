// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepkiller.h"
#include "vaultfixture.h"
#include "vaultrestore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::vaultfixture;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kNewPassphrase = "staple tractor violin";

std::vector<Vault::NewKey> keyOne()
{
    std::vector<Vault::NewKey> keys;
    keys.push_back({*ControllerKey::fromHex(typed(QByteArray(63, '0') + '1')), u"one"_s});
    return keys;
}

const QString kAddressOfOne = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;

/// What the child does to the vault in `folder`; 0 when it went well.
int perform(const QString &what, const QString &folder)
{
    const QString backup = folder + u".backup"_s;
    if (what == u"create"_s) {
        stepkiller::beginSteps();
        return created(folder) ? 0 : 1;
    }
    if (what == u"restore"_s) {
        stepkiller::beginSteps();
        return restoreVault(backup, folder, typed(kPassphrase)) ? 0 : 1;
    }
    const auto vault = unlockedAgain(folder);
    if (!vault)
        return 2;
    const Address first = vault->keys().first().address;
    stepkiller::beginSteps();
    if (what == u"add"_s)
        return vault->add(keyOne(), kNow) ? 0 : 1;
    if (what == u"rename"_s)
        return vault->rename(first, u"another name"_s) ? 0 : 1;
    if (what == u"remove"_s)
        return vault->remove(first) ? 0 : 1;
    if (what == u"passphrase"_s)
        return vault->changePassphrase(typed(kPassphrase), typed(kNewPassphrase), kQuick) ? 0 : 1;
    if (what == u"backup"_s)
        return vault->backUp(backup, kNow) ? 0 : 1;
    return 3;
}

void copyFolder(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    const QStringList files = allFiles(from);
    for (const QString &file : files) {
        const QString target = QDir(to).filePath(QDir(from).relativeFilePath(file));
        QDir().mkpath(QFileInfo(target).path());
        QFile::copy(file, target);
    }
}

/// The vault with whichever of the two passphrases opens it; exactly one may.
std::unique_ptr<Vault> openedWithEither(const QString &folder)
{
    auto vault = Vault::open(folder);
    if (!vault)
        return nullptr;
    const bool old = bool((*vault)->unlock(typed(kPassphrase)));
    (*vault)->lock();
    const bool fresh = bool((*vault)->unlock(typed(kNewPassphrase)));
    if (old == fresh)
        return nullptr;
    if (old && !(*vault)->unlock(typed(kPassphrase)))
        return nullptr;
    return std::move(*vault);
}

} // namespace

/// A kill before every single system call with which an operation changes files, and what the vault is worth
/// afterwards. As a second process (`--perform WHAT FOLDER`) it is the one that gets killed.
class TestVaultKill : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void survivesAKillAtEveryStep_data();
    void survivesAKillAtEveryStep();
    void writesInTheOrderThatSurvivesPowerLoss();

private:
    QString prepared(const QString &what, int round) const;
    bool isWhole(const QString &what, const QString &folder) const;

    QTemporaryDir m_place;
    QList<Address> m_keys;
};

void TestVaultKill::initTestCase()
{
    const auto vault = created(m_place.filePath(u"vault"_s));
    QVERIFY(vault);
    m_keys = added(*vault, 2);
    std::sort(m_keys.begin(), m_keys.end());
    QCOMPARE(m_keys.size(), 2);
    QVERIFY(vault->backUp(m_place.filePath(u"vault.backup"_s), kNow));
}

/// A folder as it is before the operation.
QString TestVaultKill::prepared(const QString &what, int round) const
{
    const QString folder = m_place.filePath(u"%1-%2"_s.arg(what).arg(round));
    if (what != u"create"_s && what != u"restore"_s)
        copyFolder(m_place.filePath(u"vault"_s), folder);
    if (what == u"restore"_s || what == u"backup"_s)
        QFile::copy(m_place.filePath(u"vault.backup"_s), folder + u".backup"_s);
    return folder;
}

/// Every key that was there signs, the one that was being removed or added does or is not there, and what had
/// not come to be can be done again.
bool TestVaultKill::isWhole(const QString &what, const QString &folder) const
{
    if (!Vault::isThere(folder)) {
        if (what == u"create"_s)
            return created(folder) != nullptr;
        if (what != u"restore"_s || !restoreVault(folder + u".backup"_s, folder, typed(kPassphrase)))
            return false;
    }
    const auto vault = openedWithEither(folder);
    if (!vault || vault->listIsDoubtful())
        return false;
    const QList<VaultKey> keys = vault->keys();
    for (const VaultKey &key : keys) {
        if (key.fileIsMissing || !vault->sign(key.address, kDigest, kNow))
            return false;
    }
    const QStringList files = allFiles(folder);
    if (std::any_of(files.begin(), files.end(),
                    [](const QString &file) { return file.contains(u"muster-new"_s); }))
        return false;
    if (what == u"create"_s)
        return keys.isEmpty();
    if (what == u"backup"_s &&
        !restoreVault(folder + u".backup"_s, folder + u".restored"_s, typed(kPassphrase)))
        return false;
    const auto one = Address::parse(kAddressOfOne);
    const int more = what == u"add"_s && vault->holds(*one);
    const int fewer = what == u"remove"_s && !vault->holds(m_keys.first());
    return keys.size() == m_keys.size() + more - fewer && vault->holds(m_keys.last());
}

void TestVaultKill::survivesAKillAtEveryStep_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"create", "add", "rename", "remove", "passphrase", "backup", "restore"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestVaultKill::survivesAKillAtEveryStep()
{
    QFETCH(const QString, what);
    int round = 0;
    const auto steps = stepkiller::stepsOf({u"--perform"_s, what, prepared(what, round++)});
    QVERIFY2(steps, "The child failed, or this system forbids tracing it, which is how it is stopped.");
    QVERIFY(steps->size() >= 4);
    for (int step = 0; step < steps->size(); ++step) {
        const QString folder = prepared(what, round++);
        QVERIFY(stepkiller::killBefore(step, {u"--perform"_s, what, folder}));
        QVERIFY2(isWhole(what, folder), qPrintable(u"%1 killed before step %2 of %3: %4"_s.arg(what)
                                                       .arg(step)
                                                       .arg(steps->size())
                                                       .arg(steps->at(step))));
    }
}

/// A kill loses nothing that was written; a loss of power does, unless content is synced before it takes its
/// name, and the name after.
void TestVaultKill::writesInTheOrderThatSurvivesPowerLoss()
{
    const auto steps =
        stepkiller::stepsOf({u"--perform"_s, u"passphrase"_s, prepared(u"passphrase"_s, 1000)});
    QVERIFY2(steps, "The child failed, or this system forbids tracing it, which is how its steps are seen.");
    QCOMPARE(*steps, (QStringList{u"create"_s, u"write"_s, u"fsync"_s, u"rename"_s, u"fsync"_s}));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == u"--perform"_s)
        return perform(arguments.at(2), arguments.at(3));
    TestVaultKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_vaultkill.moc"
