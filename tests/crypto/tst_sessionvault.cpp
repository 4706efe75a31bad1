// SPDX-License-Identifier: GPL-3.0-or-later
#include "keccak.h"
#include "sessionvault.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace muster;

class TestSessionVault : public QObject
{
    Q_OBJECT

private slots:
    void holdsWhatWasAdded();
    void holdsAKeyOnce();
    void signsWithTheNamedKey();
    void forgets();
    void manyThreadsMaySign();
};

void TestSessionVault::holdsWhatWasAdded()
{
    SessionVault vault;
    QVERIFY(vault.addresses().isEmpty());
    QList<Address> added;
    for (int i = 0; i < 5; ++i) {
        ControllerKey key = ControllerKey::generate();
        added.append(key.address());
        QVERIFY(!vault.holds(added.last()));
        QVERIFY(vault.add(std::move(key)));
        QVERIFY(vault.holds(added.last()));
    }
    std::sort(added.begin(), added.end());
    QCOMPARE(vault.addresses(), added);
}

void TestSessionVault::holdsAKeyOnce()
{
    SecureBytes text(64);
    std::fill_n(text.data(), text.size(), std::uint8_t('1'));
    auto first = ControllerKey::fromHex(text);
    auto second = ControllerKey::fromHex(text);
    QVERIFY(first && second);
    SessionVault vault;
    QVERIFY(vault.add(std::move(*first)));
    QVERIFY(!vault.add(std::move(*second)));
    QCOMPARE(vault.addresses().size(), 1);
    QVERIFY(vault.sign(vault.addresses().first(), keccak256("a message")));
}

void TestSessionVault::signsWithTheNamedKey()
{
    SessionVault vault;
    vault.add(ControllerKey::generate());
    vault.add(ControllerKey::generate());
    const QByteArray digest = keccak256("a message");
    for (const Address &address : vault.addresses()) {
        const auto signature = vault.sign(address, digest);
        QVERIFY(signature);
        QCOMPARE(recoverSigner(digest, *signature), std::optional(address));
    }
    QCOMPARE(vault.sign(Address(), digest).error().code, ErrorCode::KeyMissing);
    // Not what a missing key says: whoever asked would look for it.
    QCOMPARE(vault.sign(vault.addresses().first(), "no digest").error().code, ErrorCode::InternalError);
}

void TestSessionVault::forgets()
{
    SessionVault vault;
    vault.add(ControllerKey::generate());
    const Address address = vault.addresses().first();
    vault.remove(Address());
    QVERIFY(vault.holds(address));
    vault.remove(address);
    QVERIFY(!vault.holds(address));
    QVERIFY(vault.addresses().isEmpty());
    QVERIFY(!vault.sign(address, keccak256("a message")));
}

void TestSessionVault::manyThreadsMaySign()
{
    SessionVault vault;
    vault.add(ControllerKey::generate());
    const Address kept = vault.addresses().first();
    const QByteArray digest = keccak256("a message");
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (int id = 0; id < 4; ++id) {
        threads.emplace_back([&vault, &kept, &digest, &good] {
            for (int i = 0; i < 25; ++i) {
                ControllerKey key = ControllerKey::generate();
                const Address own = key.address();
                vault.add(std::move(key));
                const auto signature = vault.sign(kept, digest);
                good += vault.holds(own) && signature && recoverSigner(digest, *signature) == kept;
                vault.remove(own);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(good.load(), 100);
    QCOMPARE(vault.addresses(), QList<Address>{kept});
}

QTEST_GUILESS_MAIN(TestSessionVault)
#include "tst_sessionvault.moc"
