// SPDX-License-Identifier: GPL-3.0-or-later
#include "keccak.h"
#include "keystore.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <array>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

constexpr ScryptCost kQuick{1024, 1, 1};

SecureBytes typed(const QByteArray &text)
{
    return SecureBytes(
        std::span(reinterpret_cast<const std::uint8_t *>(text.constData()), std::size_t(text.size())));
}

/// A kept sample: {password, privateKey, address, keystore}.
QJsonObject sample(const QString &name)
{
    QFile file(QStringLiteral(MUSTER_TEST_DATA "/keystores/") + name + u".json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QByteArray fileText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

/// `object` with the member at a path like "crypto/kdfparams/n" replaced; undefined takes it away.
QJsonObject with(QJsonObject object, const QString &path, const QJsonValue &value)
{
    const qsizetype slash = path.indexOf(u'/');
    const QString name = path.left(slash < 0 ? path.size() : slash);
    const QJsonValue inner =
        slash < 0 ? value : with(object.value(name).toObject(), path.mid(slash + 1), value);
    if (inner.isUndefined())
        object.remove(name);
    else
        object.insert(name, inner);
    return object;
}

QStringList pathsOf(const Error &error)
{
    QStringList paths;
    for (const Issue &issue : issuesOf(error))
        paths.append(issue.path);
    return paths;
}

} // namespace

class TestKeystore : public QObject
{
    Q_OBJECT

private slots:
    void derivesTheVectorsOfRfc7914();
    void opensWhatOtherToolsWrote_data();
    void opensWhatOtherToolsWrote();
    void refusesHostileFiles_data();
    void refusesHostileFiles();
    void namesAllFaultsAtOnce();
    void refusesWhatIsNoKeystore_data();
    void refusesWhatIsNoKeystore();
    void toleratesTheSpellingsInUse();
    void tellsAWrongPassphraseFromAWrongAddress();
    void refusesAContentThatIsNoKey();
    void roundTripsAThousandKeys();
    void writesTheStandardForm();
    void triesEachPassphrase();
};

/// Sections 11 and 12, the first 32 bytes of each.
void TestKeystore::derivesTheVectorsOfRfc7914()
{
    const auto hexOf = [](const Result<SecureBytes> &bytes) {
        return QByteArrayView(bytes->data(), qsizetype(bytes->size())).toByteArray().toHex();
    };
    const KeyDerivation scrypt(KeyDerivation::Scrypt{{16384, 8, 1}}, "SodiumChloride");
    QCOMPARE(hexOf(scrypt.derive(typed("pleaseletmein"))),
             "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"_ba);
    const KeyDerivation pbkdf2(KeyDerivation::Pbkdf2{80'000}, "NaCl");
    QCOMPARE(hexOf(pbkdf2.derive(typed("Password"))),
             "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"_ba);
}

void TestKeystore::opensWhatOtherToolsWrote_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"pbkdf2", "scrypt-light", "scrypt-r1-p8", "scrypt-standard", "unicode-password"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestKeystore::opensWhatOtherToolsWrote()
{
    QFETCH(const QString, name);
    const QJsonObject kept = sample(name);
    const auto keystore = Keystore::read(fileText(kept.value("keystore"_L1).toObject()));
    QVERIFY2(keystore, keystore ? "" : qPrintable(keystore.error().message));
    const auto key = keystore->open(typed(kept.value("password"_L1).toString().toUtf8()));
    QVERIFY(key);
    QCOMPARE(key->address().text(), kept.value("address"_L1).toString());

    const auto same = ControllerKey::fromHex(typed(kept.value("privateKey"_L1).toString().toLatin1()));
    QVERIFY(same);
    const QByteArray digest = keccak256("the very key, not only its address");
    QCOMPARE(key->sign(digest), same->sign(digest));

    const auto wrong = keystore->open(typed("not the password"));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().codeName(), u"PASSPHRASE_WRONG"_s);
}

void TestKeystore::refusesHostileFiles_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *title, const QString &path, const QJsonValue &value) {
        QTest::newRow(title) << path << value;
    };
    const QString n = u"crypto/kdfparams/n"_s;
    row("n beyond 2^20", n, 1 << 21);
    row("n below 2^10", n, 512);
    row("n no power of two", n, 4097);
    row("n zero", n, 0);
    row("n negative", n, -4096);
    row("n as text", n, u"4096"_s);
    row("n a fraction", n, 4096.5);
    row("n enormous", n, 1e300);
    row("n true", n, true);
    row("n missing", n, QJsonValue(QJsonValue::Undefined));
    row("r beyond 512 MiB", u"crypto/kdfparams/r"_s, 1025);
    row("r zero", u"crypto/kdfparams/r"_s, 0);
    row("r enormous", u"crypto/kdfparams/r"_s, 9e15);
    row("p beyond 16", u"crypto/kdfparams/p"_s, 17);
    row("p zero", u"crypto/kdfparams/p"_s, 0);
    row("dklen 16", u"crypto/kdfparams/dklen"_s, 16);
    row("dklen a billion", u"crypto/kdfparams/dklen"_s, 1'000'000'000);
    row("salt short", u"crypto/kdfparams/salt"_s, u"00112233445566"_s);
    row("salt empty", u"crypto/kdfparams/salt"_s, QString());
    row("salt odd", u"crypto/kdfparams/salt"_s, u"0011223344556677f"_s);
    row("salt a number", u"crypto/kdfparams/salt"_s, 12345678);
    row("kdf unknown", u"crypto/kdf"_s, u"argon2id"_s);
    row("kdf a list", u"crypto/kdf"_s, QJsonArray{u"scrypt"_s});
    row("kdfparams a text", u"crypto/kdfparams"_s, u"{}"_s);
    row("cipher unknown", u"crypto/cipher"_s, u"aes-256-gcm"_s);
    row("cipher missing", u"crypto/cipher"_s, QJsonValue(QJsonValue::Undefined));
    row("iv of 15 bytes", u"crypto/cipherparams/iv"_s, QString(30, u'a'));
    row("iv no hex", u"crypto/cipherparams/iv"_s, QString(32, u'x'));
    row("ciphertext empty", u"crypto/ciphertext"_s, QString());
    row("ciphertext of 33 bytes", u"crypto/ciphertext"_s, QString(66, u'a'));
    row("ciphertext null", u"crypto/ciphertext"_s, QJsonValue());
    row("mac short", u"crypto/mac"_s, QString(62, u'a'));
    row("mac missing", u"crypto/mac"_s, QJsonValue(QJsonValue::Undefined));
    row("version 1", u"version"_s, 1);
    row("version 4", u"version"_s, 4);
    row("version as text", u"version"_s, u"3"_s);
    row("crypto a list", u"crypto"_s, QJsonArray());
    row("crypto missing", u"crypto"_s, QJsonValue(QJsonValue::Undefined));
    row("crypto twice", u"Crypto"_s, QJsonObject());
    row("address short", u"address"_s, u"008aeeda"_s);
    row("address a number", u"address"_s, 8);
    row("id an object", u"id"_s, QJsonObject());
}

/// All of them before anything is derived: read() derives nothing.
void TestKeystore::refusesHostileFiles()
{
    QFETCH(const QString, path);
    QFETCH(const QJsonValue, value);
    const QJsonObject good = sample(u"scrypt-light"_s).value("keystore"_L1).toObject();
    QVERIFY(Keystore::read(fileText(good)));
    const auto refused = Keystore::read(fileText(with(good, path, value)));
    QVERIFY(!refused);
    QCOMPARE(refused.error().codeName(), u"KEY_REFUSED"_s);
    QVERIFY(refused.error().message.endsWith(u'.'));
    const QStringList named = pathsOf(refused.error());
    QVERIFY2(std::any_of(named.begin(), named.end(),
                         [&path](const QString &pointer) {
                             return pointer == QString(u'/' + path) || pointer.startsWith(u'/' + path + u'/');
                         }),
             qPrintable(named.join(u' ')));
}

void TestKeystore::namesAllFaultsAtOnce()
{
    QJsonObject bad = sample(u"pbkdf2"_s).value("keystore"_L1).toObject();
    bad = with(bad, u"version"_s, 2);
    bad = with(bad, u"crypto/mac"_s, u"zz"_s);
    bad = with(bad, u"crypto/kdfparams/c"_s, 2'000'000'000);
    bad = with(bad, u"crypto/kdfparams/salt"_s, u"00"_s);
    const auto refused = Keystore::read(fileText(bad));
    QVERIFY(!refused);
    const QStringList named = pathsOf(refused.error());
    for (const char16_t *path :
         {u"/version", u"/crypto/mac", u"/crypto/kdfparams/c", u"/crypto/kdfparams/salt"})
        QVERIFY2(named.contains(QStringView(path)), qPrintable(named.join(u' ')));
    QVERIFY(!Keystore::read(fileText(with(bad, u"crypto/kdfparams/prf"_s, u"hmac-md5"_s))));
}

void TestKeystore::refusesWhatIsNoKeystore_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray good = fileText(sample(u"scrypt-light"_s).value("keystore"_L1).toObject());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a key in hex") << QByteArray(64, 'a');
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("another object") << QByteArray("{\"name\":\"value\"}");
    QTest::newRow("cut") << good.first(good.size() / 2);
    QTest::newRow("more behind it") << good + good;
    QTest::newRow("a zero byte") << good + '\0';
    QTest::newRow("mac twice") << QByteArray(good).replace("\"mac\"", "\"mac\": \"00\", \"mac\"");
    QTest::newRow("deep") << QByteArray(30'000, '[') + QByteArray(30'000, ']');
    QTest::newRow("65 KiB") << good + QByteArray(65 * 1024, ' ');
    QTest::newRow("100 MB") << QByteArray(100'000'000, ' ') + good;
}

void TestKeystore::refusesWhatIsNoKeystore()
{
    QFETCH(const QByteArray, file);
    const auto refused = Keystore::read(file);
    QVERIFY(!refused);
    QCOMPARE(refused.error().codeName(), u"KEY_REFUSED"_s);
    QVERIFY(!issuesOf(refused.error()).isEmpty());
}

void TestKeystore::toleratesTheSpellingsInUse()
{
    const QJsonObject kept = sample(u"scrypt-light"_s);
    const SecureBytes password = typed(kept.value("password"_L1).toString().toUtf8());
    const QJsonObject good = kept.value("keystore"_L1).toObject();
    const QString address = kept.value("address"_L1).toString();
    QJsonObject capital = with(good, u"Crypto"_s, good.value("crypto"_L1));
    capital.remove("crypto"_L1);
    const QJsonValue absent(QJsonValue::Undefined);
    for (const QJsonObject &file :
         {capital, with(good, u"address"_s, address), with(good, u"address"_s, address.mid(2).toUpper()),
          with(good, u"address"_s, absent), with(good, u"address"_s, QJsonValue()),
          with(good, u"id"_s, absent),
          with(good, u"x-ethers"_s, QJsonObject{{u"client"_s, u"ethers.js"_s}})}) {
        const auto keystore = Keystore::read(fileText(file));
        QVERIFY(keystore);
        const auto key = keystore->open(password);
        QVERIFY(key);
        QCOMPARE(key->address().text(), address);
    }
}

void TestKeystore::tellsAWrongPassphraseFromAWrongAddress()
{
    const ControllerKey key = ControllerKey::generate();
    const ControllerKey other = ControllerKey::generate();
    const auto sealed = Keystore::seal(key, typed("right"), kQuick);
    QVERIFY(sealed);
    QJsonObject swapped = sealed->object();
    swapped.insert("address"_L1, other.address().text());
    const auto keystore = Keystore::read(swapped);
    QVERIFY(keystore);
    const auto wrongAddress = keystore->open(typed("right"));
    QVERIFY(!wrongAddress);
    QCOMPARE(wrongAddress.error().codeName(), u"KEY_REFUSED"_s);
    QVERIFY(wrongAddress.error().message.contains(key.address().text()));
    QVERIFY(wrongAddress.error().message.contains(other.address().text()));

    for (const QString &member : {u"crypto/mac"_s, u"crypto/ciphertext"_s}) {
        const QJsonObject crypto = sealed->object().value("crypto"_L1).toObject();
        QString text = crypto.value(member.mid(7)).toString();
        text[5] = text.at(5) == u'0' ? u'1' : u'0';
        const auto altered = Keystore::read(with(sealed->object(), member, text));
        QVERIFY(altered);
        QCOMPARE(altered->open(typed("right")).error().codeName(), u"PASSPHRASE_WRONG"_s);
    }
    for (const char *passphrase : {"", "right ", "Right", "right\n"})
        QCOMPARE(sealed->open(typed(passphrase)).error().codeName(), u"PASSPHRASE_WRONG"_s);
}

/// A short content is a key with leading zero bytes. One of the 256 contents of one byte is zero, which is no
/// key.
void TestKeystore::refusesAContentThatIsNoKey()
{
    const auto sealed = Keystore::seal(ControllerKey::generate(), typed("right"), kQuick);
    QVERIFY(sealed);
    const auto derived = sealed->derivation().derive(typed("right"));
    QVERIFY(derived);
    QJsonObject file = sealed->object();
    file.remove("address"_L1);
    QByteArray ciphertext(1, '\0');
    for (int last = 0; last < 256; ++last) {
        ciphertext[0] = char(last);
        SecureBytes checked(derived->span().subspan(16));
        checked.append({reinterpret_cast<const std::uint8_t *>(ciphertext.data()), 1});
        const QByteArray mac = keccak256(QByteArrayView(checked.data(), qsizetype(checked.size())));
        file = with(with(file, u"crypto/ciphertext"_s, QString::fromLatin1(ciphertext.toHex())),
                    u"crypto/mac"_s, QString::fromLatin1(mac.toHex()));
        const auto opened = Keystore::read(file)->open(typed("right"));
        if (!opened) {
            QCOMPARE(opened.error().codeName(), u"KEY_REFUSED"_s);
            return;
        }
    }
    QFAIL("none of the 256 contents was the key zero");
}

void TestKeystore::roundTripsAThousandKeys()
{
    const SecureBytes passphrase = typed("p\xc3\xa4ssw\xc3\xb6rd");
    const QByteArray digest = keccak256("a message");
    for (int i = 0; i < 1'000; ++i) {
        const ControllerKey key = ControllerKey::generate();
        const auto sealed = Keystore::seal(key, passphrase, kQuick);
        QVERIFY(sealed);
        const auto read = Keystore::read(sealed->text());
        QVERIFY(read);
        QCOMPARE(read->address(), std::optional(key.address()));
        const auto opened = read->open(passphrase);
        QVERIFY(opened);
        QCOMPARE(opened->sign(digest), key.sign(digest));
    }
}

void TestKeystore::writesTheStandardForm()
{
    const ControllerKey key = ControllerKey::generate();
    const auto first = Keystore::seal(key, typed("a passphrase"));
    const auto second = Keystore::seal(key, typed("a passphrase"), kQuick);
    QVERIFY(first && second);
    const QJsonObject file = QJsonDocument::fromJson(first->text()).object();
    QCOMPARE(file.value("version"_L1).toInt(), 3);
    QCOMPARE(file.value("address"_L1).toString(), key.address().text().mid(2).toLower());
    const QJsonObject crypto = file.value("crypto"_L1).toObject();
    QCOMPARE(crypto.value("cipher"_L1).toString(), u"aes-128-ctr"_s);
    QCOMPARE(crypto.value("kdf"_L1).toString(), u"scrypt"_s);
    const QJsonObject parameters = crypto.value("kdfparams"_L1).toObject();
    QCOMPARE(parameters.value("n"_L1).toInt(), 262'144);
    QCOMPARE(parameters.value("r"_L1).toInt(), 8);
    QCOMPARE(parameters.value("p"_L1).toInt(), 1);
    QCOMPARE(parameters.value("dklen"_L1).toInt(), 32);
    const QJsonObject other = second->object().value("crypto"_L1).toObject();
    QVERIFY(parameters.value("salt"_L1) != other.value("kdfparams"_L1).toObject().value("salt"_L1));
    QVERIFY(crypto.value("cipherparams"_L1) != other.value("cipherparams"_L1));
    QVERIFY(file.value("id"_L1) != second->object().value("id"_L1));
    QVERIFY(Keystore::read(first->text())->open(typed("a passphrase")));
}

void TestKeystore::triesEachPassphrase()
{
    const auto sealed = Keystore::seal(ControllerKey::generate(), typed("second"), kQuick);
    QVERIFY(sealed);
    const std::array with{typed("first"), typed("second")};
    QVERIFY(sealed->openWithAny(with));
    const std::array without{typed("first"), typed("third")};
    QCOMPARE(sealed->openWithAny(without).error().codeName(), u"PASSPHRASE_WRONG"_s);
    QCOMPARE(sealed->openWithAny({}).error().codeName(), u"PASSPHRASE_WRONG"_s);
}

QTEST_GUILESS_MAIN(TestKeystore)
#include "tst_keystore.moc"
