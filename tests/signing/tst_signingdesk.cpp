// SPDX-License-Identifier: GPL-3.0-or-later
#include "keccak.h"
#include "signature.h"
#include "signingdesk.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QString kAddressOfOne = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;

SecureBytes typed(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

SecureBytes keyOne()
{
    return typed(QByteArray(63, '0') + '1');
}

Challenge challengeFor(const QStringList &controllers, const QByteArray &message = "hello")
{
    return {u"mic_0123456789abcdef"_s, *IdentityRef::parse(u"did:peaq:42"_s), message, Timestamp{1},
            controllers};
}

} // namespace

class TestSigningDesk : public QObject
{
    Q_OBJECT

private slots:
    void importsAKeyOnce();
    void refusesABadKeyWithItsPlace();
    void createsAndForgetsKeys();
    void offersOnlyKeysThatTheChallengeAccepts();
    void signsTheExactBytes();
    void comparesControllersAsAddresses();
    void refusesASignerWhoIsNoController();
    void refusesAKeyThatIsNotHeld();
    void signsAnExpiredChallenge();
    void saysWhetherMemoryIsLocked();
};

void TestSigningDesk::importsAKeyOnce()
{
    SigningDesk desk;
    QSignalSpy changes(&desk, &SigningDesk::keysChanged);
    const Result<Address> first = desk.importHexKey(keyOne());
    QVERIFY(first);
    QCOMPARE(first->text(), kAddressOfOne);
    QCOMPARE(changes.count(), 1);
    const Result<Address> again = desk.importHexKey(typed(" 0x" + QByteArray(63, '0') + "1\n"));
    QVERIFY(again);
    QCOMPARE(*again, *first);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(desk.addresses(), QList<Address>{*first});
}

void TestSigningDesk::refusesABadKeyWithItsPlace()
{
    SigningDesk desk;
    QSignalSpy changes(&desk, &SigningDesk::keysChanged);
    const Result<Address> wrong =
        desk.importHexKey(typed("0x" + QByteArray(20, 'a') + 'O' + QByteArray(43, 'a')));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().codeName(), u"KEY_REFUSED"_s);
    QVERIFY(wrong.error().message.contains(u"Character 23 "_s));
    for (const QByteArray &text :
         {QByteArray(), QByteArray("0x"), QByteArray(64, '0'), QByteArray(64, 'f')}) {
        const Result<Address> refused = desk.importHexKey(typed(text));
        QVERIFY(!refused);
        QCOMPARE(refused.error().codeName(), u"KEY_REFUSED"_s);
        QVERIFY(refused.error().message.endsWith(u'.'));
    }
    QCOMPARE(changes.count(), 0);
    QVERIFY(desk.addresses().isEmpty());
}

void TestSigningDesk::createsAndForgetsKeys()
{
    SigningDesk desk;
    QSignalSpy changes(&desk, &SigningDesk::keysChanged);
    const Address first = desk.createKey();
    const Address second = desk.createKey();
    QVERIFY(first != second);
    QCOMPARE(desk.addresses().size(), 2);
    QCOMPARE(changes.count(), 2);
    desk.forget(first);
    QCOMPARE(desk.addresses(), QList<Address>{second});
    QCOMPARE(changes.count(), 3);
    desk.forget(first);
    QCOMPARE(changes.count(), 3);
}

void TestSigningDesk::offersOnlyKeysThatTheChallengeAccepts()
{
    SigningDesk desk;
    const Address first = desk.createKey();
    const Address second = desk.createKey();
    desk.createKey();
    const Challenge challenge = challengeFor(
        {second.text(), u"not an address"_s, kAddressOfOne, first.text().toLower(), second.text().toLower()});
    QCOMPARE(desk.signersFor(challenge), (QList<Address>{second, first}));
    QVERIFY(desk.signersFor(challengeFor({})).isEmpty());
}

// contract: ID-11, ID-12
void TestSigningDesk::signsTheExactBytes()
{
    SigningDesk desk;
    const Result<Address> signer = desk.importHexKey(keyOne());
    QVERIFY(signer);
    // eth_account's signature of "hello".
    const QString known = u"0xe5ddc160e4c8f92de507c7db9b982d4f9b7197bfa421864aeadc586bc96b09ae"
                          "0ba0c5b131650ae4994cff1839341d00f3735ef5abc62ac8fe2cf50f65208e2a1b"_s;
    const Result<QString> signature = desk.sign(challengeFor({kAddressOfOne}), *signer).result();
    QVERIFY(signature);
    QCOMPARE(*signature, known);

    QStringList seen{known};
    for (const QByteArray &message :
         {"hello\n"_ba, " hello"_ba, "hello\r\n"_ba, QByteArray("hello\0", 6), "\xff\xfe"_ba, QByteArray(),
          "\xc3\xa9"_ba, "e\xcc\x81"_ba, QByteArray(1 << 20, 'x')}) {
        const Result<QString> made = desk.sign(challengeFor({kAddressOfOne}, message), *signer).result();
        QVERIFY(made);
        QVERIFY(!seen.contains(*made));
        seen.append(*made);
        const auto parsed = Signature::parse(*made);
        QVERIFY(parsed);
        QCOMPARE(recoverSigner(personalMessageDigest(message), *parsed), std::optional(*signer));
    }
}

// contract: ID-13
void TestSigningDesk::comparesControllersAsAddresses()
{
    SigningDesk desk;
    const Result<Address> signer = desk.importHexKey(keyOne());
    QVERIFY(signer);
    QVERIFY(desk.sign(challengeFor({kAddressOfOne.toLower()}), *signer).result());
    QVERIFY(desk.sign(challengeFor({QString(u"0x"_s + kAddressOfOne.mid(2).toUpper())}), *signer).result());
}

void TestSigningDesk::refusesASignerWhoIsNoController()
{
    SigningDesk desk;
    const Address held = desk.createKey();
    const Result<QString> refused = desk.sign(challengeFor({kAddressOfOne}), held).result();
    QVERIFY(!refused);
    QCOMPARE(refused.error().codeName(), u"KEY_MISSING"_s);
    QVERIFY(refused.error().message.contains(kAddressOfOne));
    QVERIFY(refused.error().message.contains(held.text()));
    QCOMPARE(refused.error().details.value("controllerAddresses"_L1).toArray(), QJsonArray{kAddressOfOne});
    QCOMPARE(refused.error().details.value("signerAddress"_L1).toString(), held.text());
    for (const QStringList &nobody :
         {QStringList(), QStringList{u"0x7E5F"_s}, QStringList{kAddressOfOne + u' '}})
        QVERIFY(!desk.sign(challengeFor(nobody), held).result());
}

void TestSigningDesk::refusesAKeyThatIsNotHeld()
{
    SigningDesk desk;
    const auto signer = Address::parse(kAddressOfOne);
    QVERIFY(signer);
    const Result<QString> refused = desk.sign(challengeFor({kAddressOfOne}), *signer).result();
    QVERIFY(!refused);
    QCOMPARE(refused.error().codeName(), u"KEY_MISSING"_s);
    QVERIFY(refused.error().message.contains(u"not held"_s));
    QVERIFY(desk.importHexKey(keyOne()));
    QVERIFY(desk.sign(challengeFor({kAddressOfOne}), *signer).result());
    desk.forget(*signer);
    QVERIFY(!desk.sign(challengeFor({kAddressOfOne}), *signer).result());
}

/// Whether a challenge has expired is the service's to judge: this computer's clock may be wrong.
void TestSigningDesk::signsAnExpiredChallenge()
{
    SigningDesk desk;
    const Address signer = desk.createKey();
    Challenge challenge = challengeFor({signer.text()});
    challenge.expiresAt = Timestamp{0};
    QVERIFY(desk.sign(challenge, signer).result());
}

void TestSigningDesk::saysWhetherMemoryIsLocked()
{
    const SigningDesk desk;
    QCOMPARE(desk.memoryIsLocked(), SecureBytes::memoryIsLocked());
}

QTEST_GUILESS_MAIN(TestSigningDesk)
#include "tst_signingdesk.moc"
