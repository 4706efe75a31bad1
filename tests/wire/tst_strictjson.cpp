// SPDX-License-Identifier: GPL-3.0-or-later
#include "strictjson.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace muster;

class StrictJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void refusesSyntax_data();
    void refusesSyntax();
    void keepsEveryCharacterOfATextAndAKey();
    void keepsWholeNumbersExactly();
    void refusesNumbersThatWouldChange_data();
    void refusesNumbersThatWouldChange();
    void allowsDepth32AndNamesThePlaceOf33();
    void namesEveryDuplicate();
    void reportsAtMostTwentyDuplicates();
    void cutsAPointerThatIsTooLong();
    void endsQuicklyOnHostileInput_data();
    void endsQuicklyOnHostileInput();
    void refusesEveryTruncation();
    void refusesOrReadsEveryDamagedByte();
};

void StrictJsonTest::accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("null") << QByteArray("null") << QJsonValue(QJsonValue::Null);
    QTest::newRow("true") << QByteArray("true") << QJsonValue(true);
    QTest::newRow("text") << QByteArray("\"a\"") << QJsonValue(u"a"_s);
    QTest::newRow("empty text") << QByteArray("\"\"") << QJsonValue(u""_s);
    QTest::newRow("5.0 is 5") << QByteArray("5.0") << QJsonValue(5);
    QTest::newRow("fraction") << QByteArray("-2.5e-1") << QJsonValue(-0.25);
    QTest::newRow("blanks around") << QByteArray(" \r\n\t[ ] \n") << QJsonValue(QJsonArray());
    QTest::newRow("escaped pair") << QByteArray(R"("\ud83d\ude00")") << QJsonValue(u"\U0001f600"_s);
    QTest::newRow("same key in two objects")
        << QByteArray(R"([{"a":1},{"a":2}])")
        << QJsonValue(QJsonArray{QJsonObject{{u"a"_s, 1}}, QJsonObject{{u"a"_s, 2}}});
    QTest::newRow("nested") << QByteArray(R"({"b":[1,{"c":null}],"a":{}})")
                            << QJsonValue(QJsonObject{
                                   {u"a"_s, QJsonObject()},
                                   {u"b"_s, QJsonArray{1, QJsonObject{{u"c"_s, QJsonValue::Null}}}}});
}

void StrictJsonTest::accepts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QJsonValue, value);
    const Result<QJsonValue> read = readStrictJson(bytes);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(*read, value);
}

void StrictJsonTest::refusesSyntax_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &said) {
        QTest::newRow(name) << bytes << said;
    };
    row("nothing", {}, u"there is nothing"_s);
    row("blanks only", "  ", u"byte 3: it ends too early"_s);
    row("byte order mark", "\xef\xbb\xbf{}", u"byte 1: a byte order mark"_s);
    row("trailing bytes", "{} x", u"byte 4"_s);
    row("second value", "1 2", u"byte 3: something follows the end"_s);
    row("zero byte and more", QByteArray("{}\0{", 4), u"byte 3: a zero byte"_s);
    row("lone high surrogate", R"(["\ud800x"])", u"half of a surrogate pair"_s);
    row("lone low surrogate", R"(["\udc00"])", u"half of a surrogate pair"_s);
    row("raw control character", "[\"a\x01\"]", u"byte 4: a control character"_s);
    row("raw line end in a text", "[\"a\n\"]", u"control character"_s);
    row("bad UTF-8", "[\"\xff\"]", u"byte 3: the bytes are not valid UTF-8"_s);
    row("overlong slash", "[\"\xc0\xaf\"]", u"not valid UTF-8"_s);
    row("surrogate as UTF-8", "[\"\xed\xa0\x80\"]", u"not valid UTF-8"_s);
    row("beyond Unicode", "[\"\xf4\x90\x80\x80\"]", u"not valid UTF-8"_s);
    row("cut character", "[\"\xe2\x82\"]", u"not valid UTF-8"_s);
    row("open text", "\"abc", u"ends too early"_s);
    row("open object", R"({"a":1)", u"ends too early"_s);
    row("comma at the end", "[1,]", u"byte 4"_s);
    row("comment", "/* a */1", u"byte 1"_s);
    row("single quotes", "{'a':1}", u"byte 2"_s);
    row("NaN", "NaN", u"byte 1"_s);
    row("leading zero", "[01]", u"byte 3"_s);
    row("plus", "[+1]", u"byte 2"_s);
    row("bare point", "[1.]", u"byte 4"_s);
    row("key without quotes", "{a:1}", u"byte 2"_s);
}

// contract: HTTP-9
void StrictJsonTest::refusesSyntax()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, said);
    const Result<QJsonValue> read = readStrictJson(bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::ValidationError);
    const QList<Issue> issues = issuesOf(read.error());
    QCOMPARE(issues.size(), 1);
    QCOMPARE(issues.first().path, QString());
    QVERIFY2(issues.first().message.contains(said), qPrintable(issues.first().message));
}

void StrictJsonTest::keepsEveryCharacterOfATextAndAKey()
{
    const QString text = QString(QChar(u'\0') + u"\ufeff\uffff\u007f\U0010ffff"_s);
    const QJsonObject object{{u"\ufeffkey"_s, u"\ufeff"_s}, {u"key"_s, text}};
    const Result<QJsonValue> read = readStrictJson(QJsonDocument(object).toJson());
    QVERIFY(read);
    QCOMPARE(read->toObject().size(), 2);
    QCOMPARE(read->toObject().value(u"\ufeffkey"_s).toString(), u"\ufeff"_s);
    QCOMPARE(read->toObject().value(u"key"_s).toString(), text);
}

void StrictJsonTest::keepsWholeNumbersExactly()
{
    for (const qint64 number : {qint64(9007199254740993), std::numeric_limits<qint64>::max(),
                                std::numeric_limits<qint64>::min(), qint64(0), qint64(-1)}) {
        const Result<QJsonValue> read = readStrictJson(QByteArray::number(number));
        QVERIFY(read);
        QCOMPARE(read->toInteger(1), number);
    }
}

void StrictJsonTest::refusesNumbersThatWouldChange_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("2^63") << QByteArray("9223372036854775808");
    QTest::newRow("-2^63-1") << QByteArray("-9223372036854775809");
    QTest::newRow("2^64") << QByteArray("18446744073709551616");
    QTest::newRow("400 digits") << QByteArray(400, '9');
    QTest::newRow("1e309") << QByteArray("1e309");
    QTest::newRow("-1e999999") << QByteArray("-1e999999");
}

// contract: HTTP-9
void StrictJsonTest::refusesNumbersThatWouldChange()
{
    QFETCH(QByteArray, bytes);
    const Result<QJsonValue> read = readStrictJson(bytes);
    QVERIFY(!read);
    const QString said = issuesOf(read.error()).value(0).message;
    QVERIFY2(said.contains("does not fit 64 bits"_L1) || said.contains("too large for a double"_L1),
             qPrintable(said));
}

// contract: HTTP-9
void StrictJsonTest::allowsDepth32AndNamesThePlaceOf33()
{
    const QByteArray deep = QByteArray(32, '[') + QByteArray(32, ']');
    QVERIFY(readStrictJson(deep));
    const QByteArray tooDeep = R"({"a":[0,)" + QByteArray(31, '[') + QByteArray(31, ']') + "]}";
    const Result<QJsonValue> read = readStrictJson(tooDeep);
    QVERIFY(!read);
    const QList<Issue> issues = issuesOf(read.error());
    QCOMPARE(issues.size(), 1);
    QCOMPARE(issues.first().path, QString(u"/a/1"_s + u"/0"_s.repeated(30)));
    QVERIFY(issues.first().message.contains("32"_L1));
}

// contract: HTTP-9
void StrictJsonTest::namesEveryDuplicate()
{
    const Result<QJsonValue> read = readStrictJson(
        R"({"labels":{"a/b~c":1,"x":2,"a\u002fb~c":3},"list":[0,{"k":1,"k":1}],"z":1,"z":2,"z":3})");
    QVERIFY(!read);
    QStringList paths;
    for (const Issue &issue : issuesOf(read.error()))
        paths.append(issue.path);
    QCOMPARE(paths, (QStringList{u"/labels/a~1b~0c"_s, u"/list/1/k"_s, u"/z"_s, u"/z"_s}));
}

void StrictJsonTest::reportsAtMostTwentyDuplicates()
{
    const QByteArray bytes = '[' + QByteArray(R"({"a":1,"a":2},)").repeated(1000) + "0]";
    const Result<QJsonValue> read = readStrictJson(bytes);
    QVERIFY(!read);
    QCOMPARE(issuesOf(read.error()).size(), 20);
}

void StrictJsonTest::cutsAPointerThatIsTooLong()
{
    const QByteArray key = '"' + QByteArray(100'000, 'k') + R"(":1)";
    const QByteArray bytes = R"({"labels":{)" + key + ',' + key + "}}";
    const Result<QJsonValue> read = readStrictJson(bytes);
    QVERIFY(!read);
    QCOMPARE(issuesOf(read.error()).value(0).path, u"/labels"_s);
}

void StrictJsonTest::endsQuicklyOnHostileInput_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("900,000 [") << QByteArray(900'000, '[') << false;
    QTest::newRow("900,000 {") << QByteArray(R"({"":)").repeated(225'000) << false;
    QTest::newRow("open text of 1 MiB") << QByteArray('"' + QByteArray(1 << 20, 'a')) << false;
    QTest::newRow("text of 1 MiB") << QByteArray('"' + QByteArray(1 << 20, 'a') + '"') << true;
    QTest::newRow("number of 1 MiB") << QByteArray(1 << 20, '7') << false;
    QTest::newRow("backslashes") << QByteArray('"' + QByteArray(1 << 20, '\\') + '"') << true;
    QTest::newRow("100,000 zeros") << QByteArray("[0" + QByteArray(",0").repeated(100'000) + ']') << true;
    QTest::newRow("50,000 objects") << QByteArray("[{}" + QByteArray(",{}").repeated(50'000) + ']') << true;
    QByteArray falling = "{";
    QByteArray foreign = "{";
    for (int i = 39'999; i >= 0; --i) {
        falling += '"' + QByteArray::number(i + 100'000) + R"(":0,)";
        foreign += '"' + QString(QChar(0x4e00 + i % 20'000)).toUtf8() + QByteArray::number(i) + R"(":0,)";
    }
    QTest::newRow("40,000 keys, falling") << QByteArray(falling + R"("":0})") << true;
    QTest::newRow("40,000 foreign keys") << QByteArray(foreign + R"("":0})") << true;
}

void StrictJsonTest::endsQuicklyOnHostileInput()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(readStrictJson(bytes).has_value(), valid);
    // Under the sanitizers the slowest takes about a second; reading that grows with the square takes
    // minutes.
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
}

void StrictJsonTest::refusesEveryTruncation()
{
    const QByteArray whole = R"({"a":[1,-2.5e3,"\u00e9\ud83d\ude00",true,null],"é":{}})";
    QVERIFY(readStrictJson(whole));
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!readStrictJson(whole.first(length)), whole.first(length).constData());
}

void StrictJsonTest::refusesOrReadsEveryDamagedByte()
{
    const QByteArray whole = R"({"a":[1,-2.5e3,"\u00e9\ud83d\ude00",true,null],"é":{}})";
    int refused = 0;
    for (qsizetype place = 0; place < whole.size(); ++place) {
        for (int byte = 0; byte < 256; byte += 9) {
            QByteArray damaged = whole;
            damaged[place] = char(byte);
            const Result<QJsonValue> read = readStrictJson(damaged);
            // What is read must be what a lenient reader reads too: nothing is made up.
            if (read)
                QCOMPARE(*read, QJsonValue(QJsonDocument::fromJson(damaged).object()));
            else
                ++refused;
        }
    }
    QVERIFY(refused > 1'000);
}

QTEST_APPLESS_MAIN(StrictJsonTest)
#include "tst_strictjson.moc"
