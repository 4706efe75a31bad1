// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorenvelope.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class ErrorEnvelopeTest : public QObject
{
    Q_OBJECT

private slots:
    void writesTheExactShape();
    void readsWhatItWrites();
    void hidesWhatNeverLeavesTheProgram_data();
    void hidesWhatNeverLeavesTheProgram();
    void keepsACodeItDoesNotKnow();
    void keepsDetailsOfAnyType();
    void namesStatusAndBeginningOfForeignBodies_data();
    void namesStatusAndBeginningOfForeignBodies();
};

// contract: HTTP-5
void ErrorEnvelopeTest::writesTheExactShape()
{
    const Error error{ErrorCode::NotFound, u"There is no machine \"é\"."_s, {}, 0, {}};
    QCOMPARE(
        wire::errorEnvelope(error),
        QByteArray(R"({"error":{"code":"NOT_FOUND","details":{},"message":"There is no machine \"é\"."}})"));
}

void ErrorEnvelopeTest::readsWhatItWrites()
{
    for (int number = 0; number < int(ErrorCode::Foreign); ++number) {
        Error error = validationError({{u"/labels/a~1b"_s, u"Too long."_s}, {u""_s, u"Bad."_s}});
        error.code = ErrorCode(number);
        error.retryAfterSeconds = 7;
        QCOMPARE(wire::errorFromEnvelope(wire::errorEnvelope(error), 400, 7), error);
    }
}

void ErrorEnvelopeTest::hidesWhatNeverLeavesTheProgram_data()
{
    QTest::addColumn<int>("code");
    for (int number = int(ErrorCode::BadResponse); number <= int(ErrorCode::Cancelled); ++number)
        QTest::addRow("%s", qPrintable(errorCodeName(ErrorCode(number)))) << number;
}

void ErrorEnvelopeTest::hidesWhatNeverLeavesTheProgram()
{
    QFETCH(int, code);
    const Error inner{
        ErrorCode(code), u"/home/somebody/muster.db cannot be read"_s, {{u"file"_s, u"/home"_s}}, 0, {}};
    const QByteArray envelope = wire::errorEnvelope(inner);
    QVERIFY(!envelope.contains("/home"));
    QCOMPARE(wire::errorFromEnvelope(envelope, 500, 0).code, ErrorCode::InternalError);
}

void ErrorEnvelopeTest::keepsACodeItDoesNotKnow()
{
    for (const QByteArray name : {"QUOTE_EXPIRED", "BAD_RESPONSE", "validation_error"}) {
        const Error read =
            wire::errorFromEnvelope(R"({"error":{"code":")" + name + R"(","message":"m","more":1}})", 409, 0);
        QCOMPARE(read.code, ErrorCode::Foreign);
        QCOMPARE(read.codeName(), QString::fromLatin1(name));
        QCOMPARE(read.message, u"m"_s);
    }
}

void ErrorEnvelopeTest::keepsDetailsOfAnyType()
{
    const auto detailsOf = [](const QByteArray &details) {
        return wire::errorFromEnvelope(R"({"error":{"code":"X","message":"m","details":)" + details + "}}",
                                       400, 0)
            .details;
    };
    QCOMPARE(detailsOf("null"), QJsonObject());
    QCOMPARE(detailsOf(R"({"a":1})"), (QJsonObject{{u"a"_s, 1}}));
    QCOMPARE(detailsOf("[1]"), (QJsonObject{{u"details"_s, QJsonArray{1}}}));
    QCOMPARE(detailsOf("\"t\""), (QJsonObject{{u"details"_s, u"t"_s}}));
}

void ErrorEnvelopeTest::namesStatusAndBeginningOfForeignBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("end");
    const auto row = [](const char *name, const QByteArray &body, const QString &end) {
        QTest::newRow(name) << body << end;
    };
    row("empty", {}, u"orchestration API"_s);
    row("HTML", "<html>\r\n\t<h1>Bad   Gateway</h1>", u": <html> <h1>Bad Gateway</h1>"_s);
    row("message alone", R"({"message":"m"})", uR"(: {"message":"m"})"_s);
    row("code a number", R"({"error":{"code":1,"message":"m"}})",
        uR"(: {"error":{"code":1,"message":"m"}})"_s);
    row("no message", R"({"error":{"code":"X"}})", uR"(: {"error":{"code":"X"}})"_s);
    row("error a text", R"({"error":"X"})", uR"(: {"error":"X"})"_s);
    row("array", "[]", u": []"_s);
    row("two codes", R"({"error":{"code":"A","code":"B","message":""}})",
        uR"(: {"error":{"code":"A","code":"B","message":""}})"_s);
    row("bytes", QByteArray("\x01\x02\xff\x00z", 5), u": z"_s);
    row("long", QByteArray(5000, 'a'), QString(u": "_s + QString(80, u'a')));
}

void ErrorEnvelopeTest::namesStatusAndBeginningOfForeignBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, end);
    const Error read = wire::errorFromEnvelope(body, 502, 3);
    QCOMPARE(read.code, ErrorCode::BadResponse);
    QVERIFY(read.message.contains("HTTP 502"_L1));
    QVERIFY2(read.message.endsWith(end), qPrintable(read.message));
    QCOMPARE(read.retryAfterSeconds, 3);
    QCOMPARE(read.details.value("httpStatus"_L1).toInt(), 502);
}

QTEST_APPLESS_MAIN(ErrorEnvelopeTest)
#include "tst_errorenvelope.moc"
