// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdaccounts.h"
#include "mnemonic.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

HdAccounts accountsOf(const QByteArray &words)
{
    return std::move(*HdAccounts::fromSeed(*Mnemonic::fromText(secret(words))->seed({})));
}

} // namespace

class TestHdAccounts : public QObject
{
    Q_OBJECT

private slots:
    void accountsOfTheDevelopersMnemonic();
    void keyAndAddressBelongTogether();
    void indexStaysBelowHardened();
};

/// The accounts that Hardhat and Anvil print at their start.
void TestHdAccounts::accountsOfTheDevelopersMnemonic()
{
    const HdAccounts accounts = accountsOf("test test test test test test test test test test test junk");
    const QStringList expected = {u"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_s,
                                  u"0x70997970C51812dc3A010C7d01b50e0d17dc79C8"_s,
                                  u"0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"_s};
    for (quint32 i = 0; i < 3; ++i) {
        const auto address = accounts.address(i);
        QVERIFY(address);
        QCOMPARE(address->text(), expected.at(i));
    }
    const auto known =
        ControllerKey::fromHex(secret("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
    QVERIFY(known);
    QCOMPARE(accounts.key(0)->address(), known->address());
}

void TestHdAccounts::keyAndAddressBelongTogether()
{
    const HdAccounts accounts =
        accountsOf("legal winner thank year wave sausage worth useful legal winner thank yellow");
    const QByteArray digest(32, 'd');
    for (const quint32 index : {0U, 1U, 99U, 0x7FFFFFFFU}) {
        const auto key = accounts.key(index);
        QVERIFY(key);
        QCOMPARE(std::optional(key->address()), accounts.address(index));
        QCOMPARE(recoverSigner(digest, *key->sign(digest)), accounts.address(index));
    }
    QVERIFY(accounts.address(0) != accounts.address(1));
}

void TestHdAccounts::indexStaysBelowHardened()
{
    const HdAccounts accounts =
        accountsOf("legal winner thank year wave sausage worth useful legal winner thank yellow");
    QVERIFY(!accounts.address(HdKey::kHardened));
    QVERIFY(!accounts.key(0xFFFFFFFFU));
}

QTEST_GUILESS_MAIN(TestHdAccounts)
#include "tst_hdaccounts.moc"
