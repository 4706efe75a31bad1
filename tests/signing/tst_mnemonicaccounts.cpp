// SPDX-License-Identifier: GPL-3.0-or-later
#include "mnemonicaccounts.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kWords = "test test test test test test test test test test test junk"_ba;

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

} // namespace

class TestMnemonicAccounts : public QObject
{
    Q_OBJECT

private slots:
    void showsAddressesAndHandsOutTheirKeys();
    void passphraseMakesOtherAccounts();
    void refusesWithTheReason_data();
    void refusesWithTheReason();
};

void TestMnemonicAccounts::showsAddressesAndHandsOutTheirKeys()
{
    const auto accounts = MnemonicAccounts::read(secret(kWords), {});
    QVERIFY(accounts);
    const auto shown = accounts->accounts(1, 3);
    QCOMPARE(shown.size(), 3);
    QCOMPARE(shown.first().index, 1U);
    QCOMPARE(shown.first().address.text(), u"0x70997970C51812dc3A010C7d01b50e0d17dc79C8"_s);
    const KeyImport import = accounts->import({3, 1});
    QCOMPARE(import.entries().size(), 2);
    QCOMPARE(import.entries().first().source, u"m/44'/60'/0'/0/3"_s);
    QVERIFY(import.entries().first().address == shown.last().address);
    QVERIFY(import.entries().last().address == shown.first().address);
}

void TestMnemonicAccounts::passphraseMakesOtherAccounts()
{
    const auto plain = MnemonicAccounts::read(secret(kWords), {});
    const auto other = MnemonicAccounts::read(secret(kWords), secret("extra"));
    QVERIFY(plain && other);
    QVERIFY(plain->accounts(0, 1).first().address != other->accounts(0, 1).first().address);
}

void TestMnemonicAccounts::refusesWithTheReason_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a word") << QByteArray(kWords.chopped(4) + "jnuk") << QByteArray() << u"Word 12 "_s;
    QTest::newRow("too few") << "test test"_ba << QByteArray() << u"has 2."_s;
    QTest::newRow("checksum") << QByteArray(kWords.chopped(4) + "test") << QByteArray() << u"checksum"_s;
    QTest::newRow("passphrase") << kWords << "\xff"_ba << u"UTF-8"_s;
}

void TestMnemonicAccounts::refusesWithTheReason()
{
    QFETCH(QByteArray, words);
    QFETCH(QByteArray, passphrase);
    QFETCH(QString, reason);
    const auto accounts = MnemonicAccounts::read(secret(words), secret(passphrase));
    QVERIFY(!accounts);
    QCOMPARE(accounts.error().code, ErrorCode::KeyRefused);
    QVERIFY2(accounts.error().message.contains(reason), qPrintable(accounts.error().message));
}

QTEST_GUILESS_MAIN(TestMnemonicAccounts)
#include "tst_mnemonicaccounts.moc"
