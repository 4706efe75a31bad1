// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerkey.h"
#include "keccak.h"
#include "signaturecheck.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QTest>

#include <type_traits>

using namespace muster;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(muster::ControllerKey::Fault)

namespace {

const QByteArray kOne = QByteArray(63, '0') + '1';
const QByteArray kOrder = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"_ba;
const QByteArray kOrderLessOne = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"_ba;

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

} // namespace

class TestControllerKey : public QObject
{
    Q_OBJECT

private slots:
    void acceptsHex_data();
    void acceptsHex();
    void refusesOtherText_data();
    void refusesOtherText();
    void signsAsRfc6979_data();
    void signsAsRfc6979();
    void signsOnlyDigests();
    void throwsAwayWhatFailsItsCheck();
    void generatedKeysDifferAndSign();
    void isMovedNotCopied();
    void leavesNoTraceInMemory();
    void faultTextNamesThePlace();
};

void TestControllerKey::acceptsHex_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("address");
    const QString ofOne = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;
    QTest::newRow("plain") << kOne << ofOne;
    QTest::newRow("0x") << QByteArray("0x" + kOne) << ofOne;
    QTest::newRow("0X") << QByteArray("0X" + kOne) << ofOne;
    QTest::newRow("blanks around") << QByteArray(" \t\r\n0x" + kOne + " \n\v\f\r\n") << ofOne;
    QTest::newRow("the largest, lower case")
        << kOrderLessOne << u"0x80C0dbf239224071c59dD8970ab9d542E3414aB2"_s;
    QTest::newRow("the largest, upper case")
        << kOrderLessOne.toUpper() << u"0x80C0dbf239224071c59dD8970ab9d542E3414aB2"_s;
}

void TestControllerKey::acceptsHex()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, address);
    const SecureBytes typed = secret(text);
    const auto key = ControllerKey::fromHex(typed);
    QVERIFY(key);
    QCOMPARE(key->address().text(), address);
    QVERIFY(typed.equals(secret(text)));
}

void TestControllerKey::refusesOtherText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ControllerKey::Fault>("fault");
    QTest::addColumn<int>("where");
    using Fault = ControllerKey::Fault;
    QTest::newRow("nothing") << QByteArray() << Fault::Length << 0;
    QTest::newRow("blanks") << QByteArray(" \n\t ") << Fault::Length << 0;
    QTest::newRow("only the prefix") << QByteArray("0x") << Fault::Length << 0;
    QTest::newRow("one digit short") << kOne.chopped(1) << Fault::Length << 63;
    QTest::newRow("one digit long") << QByteArray(kOne + '1') << Fault::Length << 65;
    QTest::newRow("an address") << QByteArray("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed") << Fault::Length
                                << 40;
    QTest::newRow("two keys") << QByteArray(kOne + kOne) << Fault::Length << 128;
    QTest::newRow("100,000 digits") << QByteArray(100'000, '1') << Fault::Length << 100000;
    QTest::newRow("two keys on two lines") << QByteArray(kOne + '\n' + kOne) << Fault::Character << 64;
    QTest::newRow("first character") << QByteArray('g' + kOne.mid(1)) << Fault::Character << 0;
    QTest::newRow("last character") << QByteArray(kOne.chopped(1) + 'l') << Fault::Character << 63;
    QTest::newRow("place counts blanks and prefix")
        << QByteArray(" \n0x" + kOne.first(10) + 'O' + kOne.mid(11)) << Fault::Character << 14;
    QTest::newRow("a blank inside") << QByteArray(kOne.first(32) + ' ' + kOne.mid(32)) << Fault::Character
                                    << 32;
    QTest::newRow("a NUL inside") << QByteArray(kOne.first(5) + '\0' + kOne.mid(6)) << Fault::Character << 5;
    QTest::newRow("a NUL after") << QByteArray(kOne + '\0') << Fault::Character << 64;
    QTest::newRow("prefix twice") << QByteArray("0x0x" + kOne) << Fault::Character << 3;
    QTest::newRow("a sign") << QByteArray('-' + kOne) << Fault::Character << 0;
    QTest::newRow("quoted") << QByteArray('"' + kOne + '"') << Fault::Character << 0;
    QTest::newRow("words") << "correct horse battery staple"_ba << Fault::Character << 1;
    QTest::newRow("UTF-8") << QByteArray(kOne.first(7) + "\xc3\xa9" + kOne.mid(9)) << Fault::Character << 7;
    QTest::newRow("no-break space before") << QByteArray("\xc2\xa0" + kOne) << Fault::Character << 0;
    QTest::newRow("zero") << QByteArray(64, '0') << Fault::Zero << -1;
    QTest::newRow("zero, 0x") << QByteArray("0x" + QByteArray(64, '0')) << Fault::Zero << -1;
    QTest::newRow("n") << kOrder << Fault::OutOfRange << -1;
    QTest::newRow("n + 1") << QByteArray(kOrder.chopped(1) + '2') << Fault::OutOfRange << -1;
    QTest::newRow("all ones") << QByteArray(64, 'f') << Fault::OutOfRange << -1;
}

void TestControllerKey::refusesOtherText()
{
    QFETCH(QByteArray, text);
    QFETCH(ControllerKey::Fault, fault);
    QFETCH(int, where);
    auto foundFault =
        fault == ControllerKey::Fault::Zero ? ControllerKey::Fault::Length : ControllerKey::Fault::Zero;
    int foundWhere = -1;
    QVERIFY(!ControllerKey::fromHex(secret(text), &foundFault, &foundWhere));
    QCOMPARE(int(foundFault), int(fault));
    QCOMPARE(foundWhere, where);
    QVERIFY(!ControllerKey::fromHex(secret(text)));
}

void TestControllerKey::signsAsRfc6979_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("signature");
    QTest::newRow("key 1") << kOne << "Satoshi Nakamoto"_ba
                           << u"0x934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                              "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e51c"_s;
    QTest::newRow("key 1, longer")
        << kOne << "All those moments will be lost in time, like tears in rain. Time to die..."_ba
        << u"0x8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b"
           "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc211b"_s;
    QTest::newRow("key n-1") << kOrderLessOne << "Satoshi Nakamoto"_ba
                             << u"0xfd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0"
                                "6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed51b"_s;
    QTest::newRow("Turing") << "f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181"_ba
                            << "Alan Turing"_ba
                            << u"0x7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c"
                               "58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea1b"_s;
    QTest::newRow("disease")
        << "e91671c46231f833a6406ccbea0e3e392c76c167bac1cb013f6f1013980455c2"_ba
        << "There is a computer disease that anybody who works with computers knows about. It's a "
           "very serious disease and it interferes completely with the work. The trouble with "
           "computers is that you 'play' with them!"_ba
        << u"0xb552edd27580141f3b2a5463048cb7cd3e047b97c9f98076c32dbdf85a68718b"
           "279fa72dd19bfae05577e06c7c0c1900c371fcd5893f7e1d56a37d30174671f61c"_s;
}

/// The published known answers for secp256k1 with SHA-256 and the nonce of RFC 6979.
void TestControllerKey::signsAsRfc6979()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, message);
    QFETCH(QString, signature);
    const QByteArray digest = QCryptographicHash::hash(message, QCryptographicHash::Sha256);
    const auto controller = ControllerKey::fromHex(secret(key));
    QVERIFY(controller);
    const auto made = controller->sign(digest);
    QVERIFY(made);
    QCOMPARE(made->text(), signature);
    QCOMPARE(controller->sign(digest), made);
    QCOMPARE(recoverSigner(digest, *made), std::optional(controller->address()));
}

void TestControllerKey::signsOnlyDigests()
{
    const auto key = ControllerKey::fromHex(secret(kOne));
    QVERIFY(key);
    QVERIFY(!key->sign(QByteArray()));
    QVERIFY(!key->sign(QByteArray(31, 'x')));
    QVERIFY(!key->sign(QByteArray(33, 'x')));
    QVERIFY(key->sign(QByteArray(32, 'x')));
    QVERIFY(key->sign(QByteArray(32, '\0')));
    QVERIFY(key->sign(QByteArray(32, '\xff')));
}

void TestControllerKey::throwsAwayWhatFailsItsCheck()
{
    const auto key = ControllerKey::fromHex(secret(kOne));
    const QByteArray digest = personalMessageDigest("hello");
    const std::optional<Signature> made = key->sign(digest);
    QVERIFY(made);
    QCOMPARE(checkedSignature(*made, digest, key->address()), made);
    QCOMPARE(checkedSignature(*made, personalMessageDigest("hallo"), key->address()), std::nullopt);
    QCOMPARE(checkedSignature(*made, digest, ControllerKey::generate().address()), std::nullopt);
    const QByteArray bytes = QByteArray::fromHex(made->text().mid(2).toLatin1());
    for (qsizetype bit = 0; bit < 64 * 8; ++bit) {
        QByteArray spoilt = bytes.first(64);
        spoilt[bit / 8] = static_cast<char>(spoilt.at(bit / 8) ^ (1 << (bit % 8)));
        const auto signature = Signature::fromCompact(QByteArrayView(spoilt), bytes.back() - 27);
        QCOMPARE(checkedSignature(signature, digest, key->address()), std::nullopt);
    }
    QCOMPARE(orThrownAway(made).value(), *made);
    QCOMPARE(orThrownAway(std::nullopt).error().code, ErrorCode::InternalError);
}

void TestControllerKey::generatedKeysDifferAndSign()
{
    const QByteArray digest = keccak256("a message");
    const ControllerKey first = ControllerKey::generate();
    const ControllerKey second = ControllerKey::generate();
    QVERIFY(first.address() != second.address());
    for (const ControllerKey *key : {&first, &second}) {
        const auto signature = key->sign(digest);
        QVERIFY(signature);
        QCOMPARE(recoverSigner(digest, *signature), std::optional(key->address()));
        QVERIFY(Signature::parse(signature->text()));
    }
}

void TestControllerKey::isMovedNotCopied()
{
    static_assert(!std::is_copy_constructible_v<ControllerKey> && !std::is_copy_assignable_v<ControllerKey>);
    const QByteArray digest = keccak256("a message");
    ControllerKey first = ControllerKey::generate();
    const Address address = first.address();
    const ControllerKey second = std::move(first);
    QCOMPARE(second.address(), address);
    QVERIFY(second.sign(digest));
    QVERIFY(!first.sign(digest)); // NOLINT(bugprone-use-after-move): a moved-from key signs nothing
}

/// A child process imports a random key, signs, forgets it, and searches its own memory for digits and key;
/// while they are held the search must find them.
void TestControllerKey::leavesNoTraceInMemory()
{
    QProcess probe;
    probe.start(QStringLiteral(MUSTER_BIN_DIR "/muster_memoryprobe"), {u"search"_s});
    QVERIFY(probe.waitForFinished(60'000));
    QCOMPARE(probe.exitCode(), 0);
    QCOMPARE(probe.readAllStandardOutput(), "text held 1\nkey held 1\ntext left 0\nkey left 0\n"_ba);
}

void TestControllerKey::faultTextNamesThePlace()
{
    using Fault = ControllerKey::Fault;
    QVERIFY(controllerKeyFaultText(Fault::Character, 0).contains(u"Character 1 "_s));
    QVERIFY(controllerKeyFaultText(Fault::Character, 41).contains(u"Character 42 "_s));
    QVERIFY(controllerKeyFaultText(Fault::Length, 63).contains(u"has 63."_s));
    QVERIFY(controllerKeyFaultText(Fault::Length, 40).contains(u"has 40, as an address has."_s));
    QVERIFY(controllerKeyFaultText(Fault::Length, 128).contains(u"public key"_s));
    QVERIFY(controllerKeyFaultText(Fault::Zero, -1).contains(u"zero"_s));
    QVERIFY(controllerKeyFaultText(Fault::OutOfRange, -1).contains(u"too large"_s));
}

QTEST_GUILESS_MAIN(TestControllerKey)
#include "tst_controllerkey.moc"
