// SPDX-License-Identifier: GPL-3.0-or-later
#include "newpassphrase.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

SecureBytes secret(const QByteArray &utf8)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(utf8.constData());
    return SecureBytes(std::span(bytes, std::size_t(utf8.size())));
}

} // namespace

class TestNewPassphrase : public QObject
{
    Q_OBJECT

private slots:
    void acceptsWhatEveryToolReadsAlike_data();
    void acceptsWhatEveryToolReadsAlike();
    void refusesTheRest_data();
    void refusesTheRest();
};

void TestNewPassphrase::acceptsWhatEveryToolReadsAlike_data()
{
    QTest::addColumn<QString>("passphrase");
    QTest::newRow("ten letters") << u"abcdefghij"_s;
    QTest::newRow("words") << u"correct horse battery staple"_s;
    QTest::newRow("composed accents") << u"p\u00e4ssw\u00f6rd \U0001F511"_s;
    QTest::newRow("ten of four bytes") << QString(u"\U0001F511"_s).repeated(10);
    QTest::newRow("blanks around") << u"  ten and blanks  "_s;
}

void TestNewPassphrase::acceptsWhatEveryToolReadsAlike()
{
    QFETCH(QString, passphrase);
    const Result<void> judged = checkNewPassphrase(secret(passphrase.toUtf8()));
    QVERIFY2(judged, judged ? "" : qPrintable(judged.error().message));
}

void TestNewPassphrase::refusesTheRest_data()
{
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("reason");
    QTest::newRow("nothing") << QByteArray() << u"10 characters"_s;
    QTest::newRow("nine letters") << "abcdefghi"_ba << u"10 characters"_s;
    QTest::newRow("nine of four bytes") << QByteArray("\xf0\x9f\x94\x91").repeated(9) << u"10 characters"_s;
    QTest::newRow("accent typed apart") << "pa\xcc\x88sswords and more"_ba << u"NFKC"_s;
    QTest::newRow("ligature") << "\xef\xac\x81sh and chips"_ba << u"NFKC"_s;
    QTest::newRow("no-break space") << "correct\xc2\xa0horse"_ba << u"NFKC"_s;
    QTest::newRow("not UTF-8") << "abcdefghij\xff"_ba << u"UTF-8"_s;
}

void TestNewPassphrase::refusesTheRest()
{
    QFETCH(QByteArray, passphrase);
    QFETCH(QString, reason);
    const Result<void> judged = checkNewPassphrase(secret(passphrase));
    QVERIFY(!judged);
    QCOMPARE(judged.error().code, ErrorCode::PassphraseWeak);
    QVERIFY2(judged.error().message.contains(reason), qPrintable(judged.error().message));
}

QTEST_GUILESS_MAIN(TestNewPassphrase)
#include "tst_newpassphrase.moc"
