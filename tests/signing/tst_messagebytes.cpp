// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagebytes.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <random>

using namespace muster;
using namespace Qt::StringLiterals;

class TestMessageBytes : public QObject
{
    Q_OBJECT

private slots:
    void showsText_data();
    void showsText();
    void showsBytesThatAreNoText_data();
    void showsBytesThatAreNoText();
    void differentBytesShowDifferently();
    void oneCharacterOneMeaning();
    void namesWhatIsConspicuousOnce();
    void showsHex();
    void givesDigestAndCount();
    void showsALongMessage();
    void findsWordsOfMixedLetters_data();
    void findsWordsOfMixedLetters();
};

void TestMessageBytes::showsText_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("plain") << u"Machine: did:peaq:42"_s << u"Machine: did:peaq:42"_s;
    QTest::newRow("letters, signs, emoji") << u"Zürich 機 — 😀"_s << u"Zürich 機 — 😀"_s;
    QTest::newRow("line feeds") << u"a\n\nb\n"_s << u"a⏎\n⏎\nb⏎\n"_s;
    QTest::newRow("carriage return") << u"a\r\n"_s << u"a⟦U+000D⟧⏎\n"_s;
    QTest::newRow("tab and blanks") << u"\t  a "_s << u"⟦U+0009⟧  a "_s;
    QTest::newRow("NUL") << u"a\0b"_s << u"a⟦U+0000⟧b"_s;
    QTest::newRow("escape and delete") << u"\u001b[2J\u007f"_s << u"⟦U+001B⟧[2J⟦U+007F⟧"_s;
    QTest::newRow("C1 control") << u"\u0085"_s << u"⟦U+0085⟧"_s;
    QTest::newRow("right to left override") << u"\u202etxt.exe\u202c"_s << u"⟦U+202E⟧txt.exe⟦U+202C⟧"_s;
    QTest::newRow("isolates") << u"\u2066a\u2069"_s << u"⟦U+2066⟧a⟦U+2069⟧"_s;
    QTest::newRow("marks of direction") << u"\u200e\u200f\u061c"_s << u"⟦U+200E⟧⟦U+200F⟧⟦U+061C⟧"_s;
    QTest::newRow("zero width") << u"a\u200bb\u200cc\u200dd\u2060"_s
                                << u"a⟦U+200B⟧b⟦U+200C⟧c⟦U+200D⟧d⟦U+2060⟧"_s;
    QTest::newRow("byte order mark") << u"\ufeffa\ufeff"_s << u"⟦U+FEFF⟧a⟦U+FEFF⟧"_s;
    QTest::newRow("soft hyphen") << u"a\u00adb"_s << u"a⟦U+00AD⟧b"_s;
    QTest::newRow("unusual blanks") << u"\u00a0\u2003\u3000\u1680"_s << u"⟦U+00A0⟧⟦U+2003⟧⟦U+3000⟧⟦U+1680⟧"_s;
    QTest::newRow("other line ends") << u"\u2028\u2029\v\f"_s << u"⟦U+2028⟧⟦U+2029⟧⟦U+000B⟧⟦U+000C⟧"_s;
    QTest::newRow("letters that show nothing")
        << u"\u3164\u115f\u2800\u034f"_s << u"⟦U+3164⟧⟦U+115F⟧⟦U+2800⟧⟦U+034F⟧"_s;
    QTest::newRow("variation selectors") << u"\ufe0f\U000e0100"_s << u"⟦U+FE0F⟧⟦U+E0100⟧"_s;
    QTest::newRow("tags") << u"\U000e0041"_s << u"⟦U+E0041⟧"_s;
    QTest::newRow("private and unassigned") << u"\ue000\uffff\U000f0000"_s << u"⟦U+E000⟧⟦U+FFFF⟧⟦U+F0000⟧"_s;
    QTest::newRow("the view's own marks") << u"⏎⟦U+202E⟧"_s << u"⟦U+23CE⟧⟦U+27E6⟧U+202E⟦U+27E7⟧"_s;
}

void TestMessageBytes::showsText()
{
    QFETCH(QString, message);
    QFETCH(QString, text);
    QCOMPARE(showMessageBytes(message.toUtf8()).text, text);
}

void TestMessageBytes::showsBytesThatAreNoText_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("text");
    QTest::newRow("lone bytes") << "a\xff\x80z"_ba << u"a⟦byte FF⟧⟦byte 80⟧z"_s;
    QTest::newRow("cut at the end") << "a\xf0\x9f\x98"_ba << u"a⟦byte F0⟧⟦byte 9F⟧⟦byte 98⟧"_s;
    QTest::newRow("cut by a letter") << "\xc3q\xc3\xa9"_ba << u"⟦byte C3⟧qé"_s;
    QTest::newRow("overlong slash") << "\xc0\xaf"_ba << u"⟦byte C0⟧⟦byte AF⟧"_s;
    QTest::newRow("surrogate") << "\xed\xa0\x80"_ba << u"⟦byte ED⟧⟦byte A0⟧⟦byte 80⟧"_s;
    QTest::newRow("beyond Unicode") << "\xf4\x90\x80\x80"_ba << u"⟦byte F4⟧⟦byte 90⟧⟦byte 80⟧⟦byte 80⟧"_s;
    QTest::newRow("replacement character itself") << "\xef\xbf\xbd"_ba << u"\ufffd"_s;
}

void TestMessageBytes::showsBytesThatAreNoText()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, text);
    QCOMPARE(showMessageBytes(message).text, text);
}

/// Random short messages of awkward pieces: no two may look the same.
void TestMessageBytes::differentBytesShowDifferently()
{
    const QList<QByteArray> pieces{
        "a",       "\n",   "\r",   " ",    "\xe2\x8f\x8e", "\xe2\x9f\xa6", "\xe2\x9f\xa7",     "U+000D",
        "byte FF", "\xff", "\xc3", "\xa9", "\xe2",         "\xef\xbb\xbf", QByteArray(1, '\0')};
    std::mt19937 random(7);
    QSet<QByteArray> messages;
    QSet<QString> texts;
    QSet<QString> hexes;
    for (int i = 0; i < 3000; ++i) {
        QByteArray message;
        for (unsigned n = random() % 6; n > 0; --n)
            message += pieces.at(qsizetype(random() % unsigned(pieces.size())));
        if (messages.contains(message))
            continue;
        messages.insert(message);
        const MessageBytes shown = showMessageBytes(message);
        texts.insert(shown.text);
        hexes.insert(shown.hex);
    }
    QVERIFY(messages.size() > 1000);
    QCOMPARE(texts.size(), messages.size());
    QCOMPARE(hexes.size(), messages.size());
}

/// Over all planes of Unicode that differ: a character is shown as itself or by its number, never dropped or
/// replaced.
void TestMessageBytes::oneCharacterOneMeaning()
{
    static const QRegularExpression named(u"⟦U\\+([0-9A-F]{4,6})⟧"_s);
    constexpr char32_t kChunk = 0x400;
    for (char32_t from = 0; from <= 0x10ffff; from += kChunk) {
        const bool isSurrogate = from >= 0xd800 && from <= 0xdfff;
        const bool isUniform = from >= 0x20000 && from != 0xe0000 && from != 0xf0000 && from != 0x10fc00;
        if (isSurrogate || isUniform)
            continue;
        QList<uint> characters;
        QString message;
        for (char32_t c = from; c < from + kChunk; ++c) {
            characters.append(c);
            message += QChar::fromUcs4(c);
        }
        const QString text = showMessageBytes(message.toUtf8()).text;
        QList<uint> shown;
        qsizetype at = 0;
        for (auto match = named.globalMatch(text); match.hasNext();) {
            const auto name = match.next();
            shown += text.sliced(at, name.capturedStart() - at).toUcs4();
            shown.append(name.captured(1).toUInt(nullptr, 16));
            at = name.capturedEnd();
        }
        shown += text.sliced(at).toUcs4();
        if (from == 0)
            QVERIFY(shown.removeOne(U'⏎'));
        QCOMPARE(shown, characters);
    }
}

void TestMessageBytes::namesWhatIsConspicuousOnce()
{
    const MessageBytes shown = showMessageBytes("a\n\xe2\x80\xae"
                                                "b\t\xff\xe2\x80\xae\xff\n"_ba);
    QCOMPARE(shown.conspicuous, (QStringList{u"U+202E"_s, u"U+0009"_s, u"byte FF"_s}));
    QVERIFY(showMessageBytes("plain\ntext").conspicuous.isEmpty());
}

void TestMessageBytes::showsHex()
{
    QCOMPARE(showMessageBytes("").hex, QString());
    QCOMPARE(showMessageBytes("Machine: did:pea").hex,
             u"00000000  4d 61 63 68 69 6e 65 3a 20 64 69 64 3a 70 65 61  Machine: did:pea"_s);
    QCOMPARE(showMessageBytes(QByteArray("Machine: did:pea\n\x7f\0\xff", 20)).hex,
             u"00000000  4d 61 63 68 69 6e 65 3a 20 64 69 64 3a 70 65 61  Machine: did:pea\n"
             "00000010  0a 7f 00 ff                                      ...."_s);
}

// contract: ID-12
void TestMessageBytes::givesDigestAndCount()
{
    const MessageBytes shown = showMessageBytes("hello");
    QCOMPARE(shown.digest, u"0x50b2c43fd39106bafbba0da34fc430e1f91e3c96ea2acee2bc34119f92b37750"_s);
    QCOMPARE(shown.byteCount, 5);
    QCOMPARE(showMessageBytes(u"é😀"_s.toUtf8()).byteCount, 6);
    QCOMPARE(showMessageBytes(QByteArrayView()).byteCount, 0);
}

void TestMessageBytes::showsALongMessage()
{
    const MessageBytes shown = showMessageBytes(QByteArray(1 << 17, '\r'));
    QCOMPARE(shown.byteCount, 1 << 17);
    QCOMPARE(shown.text.size(), qsizetype(8) << 17);
    QCOMPARE(shown.conspicuous, QStringList{u"U+000D"_s});
}

void TestMessageBytes::findsWordsOfMixedLetters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("Latin") << u"Grüße, ça va"_s << QStringList();
    QTest::newRow("Cyrillic") << u"Привет мир"_s << QStringList();
    QTest::newRow("side by side") << u"Привет world"_s << QStringList();
    QTest::newRow("Japanese") << u"東京タワーのKey"_s << QStringList();
    QTest::newRow("Cyrillic a") << u"p\u0430y p\u0430y h\u03bfst"_s
                                << QStringList{u"p\u0430y"_s, u"h\u03bfst"_s};
}

void TestMessageBytes::findsWordsOfMixedLetters()
{
    QFETCH(QString, text);
    QTEST(showMessageBytes(text.toUtf8()).mixedWords, "words");
}

QTEST_GUILESS_MAIN(TestMessageBytes)
#include "tst_messagebytes.moc"
