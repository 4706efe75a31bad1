// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphraseforms.h"
#include "passphrasestrength.h"

#include <QProcess>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

SecureBytes secret(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(utf8.constData());
    return SecureBytes(std::span(bytes, std::size_t(utf8.size())));
}

QString textOf(const SecureBytes &bytes)
{
    return QString::fromUtf8(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
}

QString formOf(const QString &text, UnicodeForm form)
{
    const auto normal = normalisedText(secret(text), form);
    return normal ? textOf(*normal) : u"refused"_s;
}

} // namespace

class TestPassphraseForms : public QObject
{
    Q_OBJECT

private slots:
    void normalisesLikeQt_data();
    void normalisesLikeQt();
    void refusesWhatIsNoText_data();
    void refusesWhatIsNoText();
    void triesOnlyWhatDiffers_data();
    void triesOnlyWhatDiffers();
    void longTextsKeepTheirForm();
    void strengthKnowsCommonWords();
    void strengthOfOddTexts();
    void leavesNoTraceInMemory();
};

void TestPassphraseForms::normalisesLikeQt_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("ASCII") << u"correct horse battery staple"_s;
    QTest::newRow("composed") << u"p\u00e4ssw\u00f6rd \U0001F511"_s;
    QTest::newRow("decomposed") << u"pa\u0308sswo\u0308rd \U0001F511"_s;
    QTest::newRow("ligature and raised digit") << u"\ufb01sh\u00b2"_s;
    QTest::newRow("full width") << u"\uff30\uff41\uff53\uff53"_s;
    QTest::newRow("Hangul") << u"\u1112\u1161\u11ab\uae00"_s;
    QTest::newRow("order of marks") << u"q\u0307\u0323 s\u0323\u0307"_s;
    QTest::newRow("no-break space") << u"two\u00a0words"_s;
    QTest::newRow("a letter that grows") << u"\ufdfa"_s;
    QTest::newRow("NUL inside") << QString(u"a"_s + QChar(u'\0') + u"\u00e9"_s);
}

void TestPassphraseForms::normalisesLikeQt()
{
    QFETCH(QString, text);
    QCOMPARE(formOf(text, UnicodeForm::NFC), text.normalized(QString::NormalizationForm_C));
    QCOMPARE(formOf(text, UnicodeForm::NFKC), text.normalized(QString::NormalizationForm_KC));
    QCOMPARE(formOf(text, UnicodeForm::NFKD), text.normalized(QString::NormalizationForm_KD));
}

void TestPassphraseForms::refusesWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a lone byte") << "abc\xff"_ba;
    QTest::newRow("cut off") << "abc\xc3"_ba;
    QTest::newRow("surrogate") << "\xed\xa0\x80"_ba;
    QTest::newRow("longer than needed") << "\xc0\xaf"_ba;
    QTest::newRow("beyond Unicode") << "\xf4\x90\x80\x80"_ba;
}

void TestPassphraseForms::refusesWhatIsNoText()
{
    QFETCH(QByteArray, bytes);
    const auto *const start = reinterpret_cast<const std::uint8_t *>(bytes.constData());
    const SecureBytes text(std::span(start, std::size_t(bytes.size())));
    QVERIFY(!normalisedText(text, UnicodeForm::NFC));
    const auto forms = passphraseForms(text);
    QCOMPARE(forms.size(), std::size_t(1));
    QVERIFY(forms.front().equals(text));
}

void TestPassphraseForms::triesOnlyWhatDiffers_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("tried");
    QTest::newRow("ASCII") << u"plain"_s << QStringList{u"plain"_s};
    QTest::newRow("composed already") << u"p\u00e4ss"_s << QStringList{u"p\u00e4ss"_s};
    QTest::newRow("decomposed") << u"pa\u0308ss"_s << QStringList{u"pa\u0308ss"_s, u"p\u00e4ss"_s};
    QTest::newRow("ligature") << u"\ufb01sh"_s << QStringList{u"\ufb01sh"_s, u"fish"_s};
    QTest::newRow("ligature and accent")
        << u"\ufb01e\u0301"_s << QStringList{u"\ufb01e\u0301"_s, u"fi\u00e9"_s, u"\ufb01\u00e9"_s};
}

void TestPassphraseForms::triesOnlyWhatDiffers()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, tried);
    QStringList forms;
    for (const SecureBytes &form : passphraseForms(secret(typed)))
        forms.append(textOf(form));
    QCOMPARE(forms, tried);
}

void TestPassphraseForms::longTextsKeepTheirForm()
{
    for (const int length : {63, 64, 255, 256, 1023, 5000}) {
        const QString text = QString(length, u'\u00e9');
        QCOMPARE(formOf(text, UnicodeForm::NFKC), text);
        QCOMPARE(formOf(text, UnicodeForm::NFKD), text.normalized(QString::NormalizationForm_KD));
    }
}

void TestPassphraseForms::strengthKnowsCommonWords()
{
    const auto bits = [](const QString &text) { return passphraseStrengthBits(secret(text)); };
    QVERIFY(bits(u"password123"_s) < 20);
    QVERIFY(bits(u"aaaaaaaaaaaaaaaa"_s) < 20);
    QVERIFY(bits(u"qwertyuiop"_s) < 20);
    QVERIFY(bits(u"kX3#vq9!Lw2z"_s) > 50);
    QVERIFY(bits(u"gravel mitten opaque walnut"_s) > bits(u"password password"_s));
}

void TestPassphraseForms::strengthOfOddTexts()
{
    QCOMPARE(passphraseStrengthBits({}), 0.0);
    QVERIFY(passphraseStrengthBits(secret(u"p\u00e4ssw\u00f6rd \U0001F511"_s)) > 0);
    QVERIFY(passphraseStrengthBits(secret(QString(1024, u'x'))) > 0);
}

/// A child process normalises and judges a random text, drops it, and searches its own memory.
void TestPassphraseForms::leavesNoTraceInMemory()
{
    QProcess probe;
    probe.start(QStringLiteral(MUSTER_BIN_DIR "/muster_memoryprobe"), {u"passphrase"_s});
    QVERIFY(probe.waitForFinished(60'000));
    QCOMPARE(probe.exitCode(), 0);
    QCOMPARE(probe.readAllStandardOutput(), "held 1\nleft 0\n"_ba);
}

QTEST_GUILESS_MAIN(TestPassphraseForms)
#include "tst_passphraseforms.moc"
