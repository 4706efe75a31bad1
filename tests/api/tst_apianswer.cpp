// SPDX-License-Identifier: GPL-3.0-or-later
#include "apianswer.h"

#include "httpstatus.h"
#include "rawanswer.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class TestApiAnswer : public QObject
{
    Q_OBJECT

private slots:
    void statuses_data();
    // contract: HTTP-28
    void statuses();
    // contract: HTTP-21, HTTP-22
    void carriesTheHeadersOfEveryAnswer();
    // contract: HTTP-4
    void saysNothingWithoutContent();
    // contract: HTTP-5, HTTP-40
    void tellsNobodyOfInternalFaults();
    // contract: ID-15
    void saysWhenToComeAgain();
};

void TestApiAnswer::statuses_data()
{
    QTest::addColumn<int>("status");
    const auto row = [](const char *code, int status) { QTest::newRow(code) << status; };
    row("VALIDATION_ERROR", 400);
    row("MACHINE_IDENTITY_PROOF_REQUIRED", 400);
    row("AUTH_REQUIRED", 401);
    row("AUTH_INVALID", 401);
    row("MACHINE_IDENTITY_PROOF_INVALID", 403);
    row("HOST_NOT_ALLOWED", 403);
    row("ORIGIN_NOT_ALLOWED", 403);
    row("NOT_FOUND", 404);
    row("METHOD_NOT_ALLOWED", 405);
    row("MACHINE_NOT_ACTIVE", 409);
    row("MACHINE_NOT_ACTIVATED", 409);
    row("MACHINE_IDENTITY_EXISTS", 409);
    row("MACHINE_IDENTITY_IMMUTABLE", 409);
    row("MACHINE_IDENTITY_PROOF_EXPIRED", 410);
    row("PRECONDITION_FAILED", 412);
    row("PAYLOAD_TOO_LARGE", 413);
    row("UNSUPPORTED_MEDIA_TYPE", 415);
    row("RATE_LIMITED", 429);
    row("HEADERS_TOO_LARGE", 431);
    row("INTERNAL_ERROR", 500);
    row("NOT_IMPLEMENTED", 501);
    row("PEAQOS_IDENTITY_UNAVAILABLE", 503);
}

void TestApiAnswer::statuses()
{
    QFETCH(int, status);
    const ErrorCode code = errorCodeFromName(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(code != ErrorCode::Foreign);
    QCOMPARE(httpStatus(code), status);
    QVERIFY(status == 500 || reasonPhrase(status) != reasonPhrase(500));
}

void TestApiAnswer::carriesTheHeadersOfEveryAnswer()
{
    QByteArray bytes = jsonAnswer(201, QByteArray("{\"a\":1}")).rendered(u"req_1"_s);
    QVERIFY(bytes.startsWith("HTTP/1.1 201 Created\r\n"));
    const std::optional<RawAnswer> answer = RawAnswer::takenFrom(bytes);
    QVERIFY(answer && bytes.isEmpty());
    QCOMPARE(answer->body, "{\"a\":1}");
    const QMap<QByteArray, QByteArray> expected{{"content-type", "application/json"},
                                                {"content-length", "7"},
                                                {"x-content-type-options", "nosniff"},
                                                {"cache-control", "no-store"},
                                                {"content-security-policy", "default-src 'none'"},
                                                {"x-request-id", "req_1"}};
    QCOMPARE(answer->headers, expected);
}

void TestApiAnswer::saysNothingWithoutContent()
{
    QByteArray bytes = noContentAnswer().rendered(u"req_1"_s);
    QVERIFY(bytes.startsWith("HTTP/1.1 204 No Content\r\n") && bytes.endsWith("\r\n\r\n"));
    QVERIFY(!bytes.contains("Content-Length") && !bytes.contains("Content-Type:"));
}

void TestApiAnswer::tellsNobodyOfInternalFaults()
{
    const Error fault{ErrorCode::StorageFailure,
                      u"SELECT failed in /home/somebody/muster.db"_s,
                      QJsonObject{{u"path"_s, u"/home/somebody"_s}},
                      0,
                      {}};
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"SELECT failed"_s));
    const ApiAnswer answer = errorAnswer(fault);
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.errorCode, u"INTERNAL_ERROR"_s);
    QVERIFY(!answer.body.contains("/home") && !answer.body.contains("SELECT"));
}

void TestApiAnswer::saysWhenToComeAgain()
{
    QByteArray bytes =
        errorAnswer(Error{ErrorCode::PeaqosIdentityUnavailable, u"x"_s, {}, 7, {}}).rendered(u"req_1"_s);
    QCOMPARE(RawAnswer::takenFrom(bytes)->headers.value("retry-after"), "7");
    bytes = errorAnswer(Error{ErrorCode::PeaqosIdentityUnavailable, u"x"_s, {}, 0, {}}).rendered(u"req_1"_s);
    QVERIFY(!RawAnswer::takenFrom(bytes)->headers.contains("retry-after"));
}

QTEST_GUILESS_MAIN(TestApiAnswer)
#include "tst_apianswer.moc"
