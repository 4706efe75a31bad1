// SPDX-License-Identifier: GPL-3.0-or-later
#include "clock.h"
#include "deskanswers.h"
#include "signingdesk.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::deskanswers;
using namespace Qt::StringLiterals;

/// What goes wrong around the vault, and what must stand all the same.
class TestVaultDeskFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void saysWhatWasDoneAllTheSame();
    void journalsAGuessAtTheOldPassphrase();
    void aRestoreThatFailsClosesNothing();
    void writesNothingAmongItsOwnFiles();
    void handsNoSignatureOutThatIsNotJournalled();

private:
    void begin();
    QString folder() const { return m_place->filePath(u"vault"_s); }
    QString journal() const { return m_place->filePath(u"signing.jsonl"_s); }
    QByteArray journalText() const;

    std::unique_ptr<QTemporaryDir> m_place;
    SystemClock m_clock;
    std::unique_ptr<VaultDesk> m_desk;
};

void TestVaultDeskFaults::init()
{
    m_desk.reset();
    m_place = std::make_unique<QTemporaryDir>();
    begin();
}

void TestVaultDeskFaults::begin()
{
    m_desk.reset();
    m_desk = std::make_unique<VaultDesk>(folder(), journal(), m_clock, kQuick);
}

QByteArray TestVaultDeskFaults::journalText() const
{
    QFile file(journal());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The disk fills up between the change and its entry.
void TestVaultDeskFaults::saysWhatWasDoneAllTheSame()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    QVERIFY(QFile::remove(journal()));
    QVERIFY(QDir().mkpath(journal()));
    const auto changed =
        answerOf(m_desk->changePassphrase(typed(kPassphrase), typed("staple tractor violin")));
    QCOMPARE(codeOf(changed), u"STORAGE_FAILURE"_s);
    QVERIFY2(changed.error().message.startsWith(u"This was done"_s), qPrintable(changed.error().message));
    QVERIFY(!changed.error().message.contains(u"Nothing was changed"_s));
    QVERIFY(QDir().rmdir(journal()));
    m_desk->lock(VaultDesk::LockReason::Asked);
    QVERIFY(!answerOf(m_desk->unlock(typed(kPassphrase))));
    QVERIFY(answerOf(m_desk->unlock(typed("staple tractor violin"))));
}

void TestVaultDeskFaults::journalsAGuessAtTheOldPassphrase()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    QCOMPARE(codeOf(answerOf(m_desk->changePassphrase(typed("a guess"), typed("staple tractor violin")))),
             u"PASSPHRASE_WRONG"_s);
    QVERIFY(journalText().trimmed().split('\n').last().contains("\"unlock-failed\""));
}

void TestVaultDeskFaults::aRestoreThatFailsClosesNothing()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    const Address address = answerOf(m_desk->createKey(u"pump"_s))->first();
    const QString backup = m_place->filePath(u"backup"_s);
    QVERIFY(answerOf(m_desk->backUp(backup)));
    QCOMPARE(codeOf(answerOf(m_desk->restore(backup, typed("a wrong one")))), u"PASSPHRASE_WRONG"_s);
    QCOMPARE(codeOf(answerOf(m_desk->restore(journal(), typed(kPassphrase)))), u"VAULT_REFUSED"_s);
    QCOMPARE(m_desk->state(), VaultDesk::State::Unlocked);
    QVERIFY(answerOf(m_desk->sign(address, "hello")));
    QCOMPARE(answerOf(m_desk->restore(backup, typed(kPassphrase)))->size(), 0);
    QCOMPARE(m_desk->state(), VaultDesk::State::Locked);
    QCOMPARE(m_desk->lockReason(), VaultDesk::LockReason::Restore);
}

void TestVaultDeskFaults::writesNothingAmongItsOwnFiles()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    const Address address = answerOf(m_desk->createKey(u"pump"_s))->first();
    const QString head = folder() + u"/vault.json"_s;
    const QString keys = folder() + u"/keys"_s;
    QCOMPARE(codeOf(answerOf(m_desk->backUp(head))), u"VAULT_REFUSED"_s);
    QCOMPARE(
        codeOf(answerOf(m_desk->exportKey(address, keys + u"/../keys/"_s + address.text(), typed("theirs")))),
        u"VAULT_REFUSED"_s);
    QCOMPARE(codeOf(answerOf(m_desk->exportAll(keys, typed("theirs")))), u"VAULT_REFUSED"_s);
    begin();
    QVERIFY(answerOf(m_desk->open()));
    QVERIFY(answerOf(m_desk->unlock(typed(kPassphrase))));
    QVERIFY(answerOf(m_desk->sign(address, "hello")));
}

void TestVaultDeskFaults::handsNoSignatureOutThatIsNotJournalled()
{
    // A folder stands where the journal should be.
    QVERIFY(QDir().mkpath(journal()));
    const auto created = answerOf(m_desk->create(typed(kPassphrase)));
    QCOMPARE(codeOf(created), u"STORAGE_FAILURE"_s);
    QVERIFY(!Vault::isThere(folder()));
    SigningDesk desk;
    desk.setVault(*m_desk);
    const Address signer = desk.createKey();
    QCOMPARE(codeOf(answerOf(desk.signMessage("hello", signer))), u"STORAGE_FAILURE"_s);
}

QTEST_GUILESS_MAIN(TestVaultDeskFaults)
#include "tst_vaultdeskfaults.moc"
