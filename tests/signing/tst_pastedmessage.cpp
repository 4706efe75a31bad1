// SPDX-License-Identifier: GPL-3.0-or-later
#include "pastedmessage.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList bytesOf(const QList<PastedReading> &readings)
{
    QByteArrayList all;
    for (const PastedReading &reading : readings)
        all.append(reading.bytes);
    return all;
}

QStringList namesOf(const QList<PastedReading> &readings)
{
    QStringList all;
    for (const PastedReading &reading : readings)
        all.append(reading.name);
    return all;
}

} // namespace

class TestPastedMessage : public QObject
{
    Q_OBJECT

private slots:
    void asksNothingOfPlainText_data();
    void asksNothingOfPlainText();
    void namesWhatMayBeMeant_data();
    void namesWhatMayBeMeant();
    void findsWhatTheCommandLinePrinted();
    void readsAMillionLineEnds();
};

void TestPastedMessage::asksNothingOfPlainText_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::newRow("one line") << "Sign me"_ba;
    QTest::newRow("lines") << "one\n\ntwo"_ba;
    QTest::newRow("a blank at each end") << " one "_ba;
    QTest::newRow("an indent further down") << "one\n  two"_ba;
    QTest::newRow("a tab") << "\tone"_ba;
    QTest::newRow("a lone carriage return") << "one\rtwo"_ba;
}

void TestPastedMessage::asksNothingOfPlainText()
{
    QFETCH(QByteArray, pasted);
    const QList<PastedReading> readings = readingsOfPaste(pasted);
    QCOMPARE(bytesOf(readings), QByteArrayList{pasted});
    QCOMPARE(readings.first().name, u"exact"_s);
}

void TestPastedMessage::namesWhatMayBeMeant_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QByteArrayList>("bytes");
    QTest::newRow("a line end") << "one\n"_ba << QStringList{u"exact"_s, u"no-line-end"_s}
                                << QByteArrayList{"one\n", "one"};
    QTest::newRow("line ends") << "one\n\n\n"_ba
                               << QStringList{u"exact"_s, u"one-line-end"_s, u"no-line-end"_s}
                               << QByteArrayList{"one\n\n\n", "one\n", "one"};
    QTest::newRow("CRLF") << "one\r\ntwo"_ba << QStringList{u"exact"_s, u"lf"_s}
                          << QByteArrayList{"one\r\ntwo", "one\ntwo"};
    QTest::newRow("CRLF at the end") << "one\r\n"_ba << QStringList{u"exact"_s, u"no-line-end"_s, u"lf"_s}
                                     << QByteArrayList{"one\r\n", "one", "one\n"};
    QTest::newRow("first line indented") << "  one\ntwo"_ba << QStringList{u"exact"_s, u"unindented"_s}
                                         << QByteArrayList{"  one\ntwo", "one\ntwo"};
    QTest::newRow("every line indented")
        << "  one\n\n  two"_ba << QStringList{u"exact"_s, u"unindented"_s, u"unindented-lines"_s}
        << QByteArrayList{"  one\n\n  two", "one\n\n  two", "one\n\ntwo"};
    QTest::newRow("one indented line")
        << "   one"_ba << QStringList{u"exact"_s, u"unindented"_s} << QByteArrayList{"   one", " one"};
    QTest::newRow("nothing but an indent") << "  "_ba << QStringList{u"exact"_s} << QByteArrayList{"  "};
}

void TestPastedMessage::namesWhatMayBeMeant()
{
    QFETCH(QByteArray, pasted);
    QFETCH(QStringList, names);
    QFETCH(QByteArrayList, bytes);
    const QList<PastedReading> readings = readingsOfPaste(pasted);
    QCOMPARE(namesOf(readings), names);
    QCOMPARE(bytesOf(readings), bytes);
    for (const PastedReading &reading : readings)
        QVERIFY(!reading.words.isEmpty());
}

void TestPastedMessage::findsWhatTheCommandLinePrinted()
{
    const QByteArray message = "Title\n\nMachine: did:peaq:42\nNonce: 7f";
    const QList<PastedReading> readings = readingsOfPaste("  " + message + "\n\n");
    const qsizetype at = bytesOf(readings).indexOf(message);
    QVERIFY(at > 0);
    QCOMPARE(readings.at(at).name, u"unindented+no-line-end"_s);
    QCOMPARE(readings.at(at).words, u"without the two blanks before the first line, without the line end at "
                                    "the end"_s);
}

/// It is done while the user waits, so it must not take a time for each line end.
void TestPastedMessage::readsAMillionLineEnds()
{
    const QByteArrayList bytes = bytesOf(readingsOfPaste("  one" + QByteArray(1'000'000, '\n')));
    QCOMPARE(bytes.size(), 6);
    QCOMPARE(bytes.at(1), "  one\n"_ba);
    QCOMPARE(bytes.last(), "one"_ba);
    QCOMPARE(readingsOfPaste("one" + QByteArray("\r\n").repeated(1'000'000)).size(), 5);
}

QTEST_GUILESS_MAIN(TestPastedMessage)
#include "tst_pastedmessage.moc"
