// SPDX-License-Identifier: GPL-3.0-or-later
#include "headjudge.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QByteArray kGet = "GET /api/v1/machines HTTP/1.1\r\n";
const QByteArray kPost = "POST /api/v1/machines HTTP/1.1\r\nHost: localhost\r\n";
const QByteArray kHost = "Host: 127.0.0.1:8787\r\n";

HeadJudge judge()
{
    return HeadJudge(GuardLimits{}, {"127.0.0.1", "localhost", "[::1]"});
}

const QString kBad = u"VALIDATION_ERROR"_s;

QByteArray get(const QByteArray &fields)
{
    return QByteArray(kGet).append(kHost).append(fields).append("\r\n");
}

QByteArray post(const QByteArray &fields)
{
    return QByteArray(kPost).append(fields).append("\r\n");
}

QByteArray line(const QByteArray &requestLine)
{
    return QByteArray(requestLine).append("\r\n").append(kHost).append("\r\n");
}

/// `accepted`, `incomplete` or the code of the refusal.
QString verdictOn(const QByteArray &bytes)
{
    const HeadJudge::Verdict verdict = judge().judge(bytes);
    if (const auto *error = std::get_if<Error>(&verdict))
        return error->codeName();
    return std::holds_alternative<RequestHead>(verdict) ? u"accepted"_s : u"incomplete"_s;
}

QByteArray headOfSize(qsizetype size)
{
    const QByteArray start = QByteArray(kGet).append(kHost).append("X: ");
    return QByteArray(start).append(QByteArray(size - start.size() - 4, 'a')).append("\r\n\r\n");
}

QByteArray headWithFields(int fields)
{
    QByteArray head = QByteArray(kGet).append(kHost);
    for (int i = 1; i < fields; ++i)
        head.append("X").append(QByteArray::number(i)).append(": a\r\n");
    return head.append("\r\n");
}

QByteArray lineOfSize(qsizetype size)
{
    const QByteArray path = QByteArray("/").append(QByteArray(size - 14, 'a'));
    return QByteArray("GET ").append(path).append(" HTTP/1.1\r\n").append(kHost).append("\r\n");
}

} // namespace

class TestHeadJudge : public QObject
{
    Q_OBJECT

private slots:
    void hosts_data();
    // contract: HTTP-23
    void hosts();
    void framing_data();
    // contract: HTTP-26
    void framing();
    void requestLines_data();
    // contract: HTTP-26
    void requestLines();
    void sizes_data();
    // contract: HTTP-25
    void sizes();
    void browsers_data();
    // contract: HTTP-24
    void browsers();
    // contract: HTTP-26
    void judgesEverySplitOfAHeadAlike();
    // contract: HTTP-26
    void readsWhatItAccepts();
};

void TestHeadJudge::hosts_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QString>("verdict");
    for (const char *good :
         {"127.0.0.1", "127.0.0.1:8787", "localhost", "LocalHost:1", "[::1]", "[::1]:65535"})
        QTest::newRow(good) << QByteArray(good) << u"accepted"_s;
    for (const char *bad : {"",
                            ":8787",
                            "0.0.0.0",
                            "0.0.0.0:8787",
                            "evil.example",
                            "127.0.0.1.evil.example",
                            "localhost.",
                            "127.1",
                            "localhost:",
                            "localhost:0",
                            "localhost:65536",
                            "localhost:8787x",
                            "localhost:+1",
                            "user@localhost",
                            "[::1",
                            "[::1]x",
                            "::1",
                            "127.0.0.1, localhost",
                            "2130706433",
                            "[::ffff:127.0.0.1]",
                            "local host"})
        QTest::newRow(bad) << QByteArray(bad) << u"HOST_NOT_ALLOWED"_s;
}

void TestHeadJudge::hosts()
{
    QFETCH(QByteArray, host);
    QFETCH(QString, verdict);
    QCOMPARE(verdictOn(QByteArray(kGet).append("Host: ").append(host).append("\r\n\r\n")), verdict);
}

void TestHeadJudge::framing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("plain") << get("") << u"accepted"_s;
    QTest::newRow("nothing yet") << QByteArray() << u"incomplete"_s;
    QTest::newRow("half a line") << QByteArray("GET /api") << u"incomplete"_s;
    QTest::newRow("no host") << QByteArray(kGet).append("\r\n") << kBad;
    QTest::newRow("two hosts") << get("Host: 127.0.0.1\r\n") << kBad;
    QTest::newRow("one length") << post("Content-Length: 3\r\n") << u"accepted"_s;
    QTest::newRow("two lengths") << post("Content-Length: 3\r\nContent-Length: 40\r\n") << kBad;
    QTest::newRow("two equal lengths") << post("Content-Length: 3\r\ncontent-length: 3\r\n") << kBad;
    QTest::newRow("list of lengths") << post("Content-Length: 3, 3\r\n") << kBad;
    QTest::newRow("negative length") << post("Content-Length: -1\r\n") << kBad;
    QTest::newRow("signed length") << post("Content-Length: +1\r\n") << kBad;
    QTest::newRow("hex length") << post("Content-Length: 0x10\r\n") << kBad;
    QTest::newRow("empty length") << post("Content-Length: \r\n") << kBad;
    QTest::newRow("length of 2^64-1")
        << post("Content-Length: 18446744073709551615\r\n") << u"PAYLOAD_TOO_LARGE"_s;
    QTest::newRow("length of 30 digits")
        << post("Content-Length: 100000000000000000000000000000\r\n") << u"PAYLOAD_TOO_LARGE"_s;
    QTest::newRow("chunked") << post("Transfer-Encoding: chunked\r\n") << u"NOT_IMPLEMENTED"_s;
    QTest::newRow("identity") << post("Transfer-Encoding: identity\r\n") << u"NOT_IMPLEMENTED"_s;
    QTest::newRow("length and chunked")
        << post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") << u"NOT_IMPLEMENTED"_s;
    QTest::newRow("websocket") << get("Connection: Upgrade\r\nUpgrade: WebSocket\r\n") << u"accepted"_s;
    QTest::newRow("h2c offer") << get("Connection: Upgrade\r\nUpgrade: h2c\r\n") << u"accepted"_s;
    QTest::newRow("expect 100") << post("Content-Length: 3\r\nExpect: 100-Continue\r\n") << u"accepted"_s;
    QTest::newRow("expect else") << post("Content-Length: 3\r\nExpect: miracles\r\n") << kBad;
    QTest::newRow("folded field") << get("X: a\r\n b\r\n") << kBad;
    QTest::newRow("folded with tab") << get("X: a\r\n\tb\r\n") << kBad;
    QTest::newRow("blank before colon") << get("X : a\r\n") << kBad;
    QTest::newRow("no colon") << get("X\r\n") << kBad;
    QTest::newRow("empty name") << get(": a\r\n") << kBad;
    QTest::newRow("NUL in a value") << get(QByteArray("X: a\0b\r\n", 8)) << kBad;
    QTest::newRow("CR in a value") << get("X: a\rb\r\n") << kBad;
    QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\nHost: 127.0.0.1\n\n") << kBad;
    QTest::newRow("bare LF in the head") << get("X: a\nHost: evil\r\n") << kBad;
    QTest::newRow("LF CR LF") << QByteArray(kGet).append("Host: 127.0.0.1\n\r\n") << kBad;
    QTest::newRow("leading blank line") << get("").prepend("\r\n") << kBad;
    QTest::newRow("leading space") << get("").prepend(' ') << kBad;
}

void TestHeadJudge::framing()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, verdict);
    QCOMPARE(verdictOn(bytes), verdict);
}

void TestHeadJudge::requestLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("absolute form") << line("GET http://127.0.0.1/health HTTP/1.1") << kBad;
    QTest::newRow("asterisk form") << line("OPTIONS * HTTP/1.1") << kBad;
    QTest::newRow("authority form") << line("CONNECT 127.0.0.1:80 HTTP/1.1") << kBad;
    QTest::newRow("fragment") << line("GET /health#x HTTP/1.1") << kBad;
    QTest::newRow("two spaces") << line("GET  /health HTTP/1.1") << kBad;
    QTest::newRow("tab in the line") << line("GET\t/health HTTP/1.1") << kBad;
    QTest::newRow("control in the path") << line("GET /hea\x01lth HTTP/1.1") << kBad;
    QTest::newRow("raw UTF-8 in the path") << line("GET /h\xc3\xa9 HTTP/1.1") << kBad;
    for (const char *version :
         {"HTTP/1.0", "HTTP/2.0", "HTTP/1.10", "http/1.1", "HTTP/1.1 ", "HTTPS/1.1", "X", ""})
        QTest::addRow("version %s", version) << line(QByteArray("GET /health ").append(version)) << kBad;
    QTest::newRow("no version") << line("GET /health") << kBad;
    QTest::newRow("bad line alone") << QByteArray("GET /health HTTP/9\r\n") << kBad;
    QTest::newRow("bytes") << QByteArray("\x16\x03\x01\x02\x00\x01", 6) << kBad;
}

void TestHeadJudge::requestLines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, verdict);
    QCOMPARE(verdictOn(bytes), verdict);
}

void TestHeadJudge::sizes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("verdict");
    const QString tooLarge = u"HEADERS_TOO_LARGE"_s;
    QTest::newRow("line of 8 KiB") << lineOfSize(8192) << u"accepted"_s;
    QTest::newRow("line of 8 KiB + 1") << lineOfSize(8193) << tooLarge;
    QTest::newRow("line without end") << QByteArray(8193, 'A') << tooLarge;
    QTest::newRow("head of 16 KiB") << headOfSize(16384) << u"accepted"_s;
    QTest::newRow("head of 16 KiB + 1") << headOfSize(16385) << tooLarge;
    QTest::newRow("head without end") << headOfSize(20000).first(16384) << tooLarge;
    QTest::newRow("64 fields") << headWithFields(64) << u"accepted"_s;
    QTest::newRow("65 fields") << headWithFields(65) << tooLarge;
    const auto length = [](qint64 bytes) {
        return QByteArray(kPost)
            .append("Content-Length: ")
            .append(QByteArray::number(bytes))
            .append("\r\n\r\n");
    };
    QTest::newRow("body of 1 MiB") << length(1048576) << u"accepted"_s;
    QTest::newRow("body of 1 MiB + 1") << length(1048577) << u"PAYLOAD_TOO_LARGE"_s;
}

void TestHeadJudge::sizes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, verdict);
    QCOMPARE(verdictOn(bytes), verdict);
}

void TestHeadJudge::browsers_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("verdict");
    const QString refused = u"ORIGIN_NOT_ALLOWED"_s;
    QTest::newRow("foreign origin") << QByteArray("Origin: https://evil.example") << refused;
    QTest::newRow("null origin") << QByteArray("Origin: null") << refused;
    QTest::newRow("own origin") << QByteArray("origin: http://127.0.0.1:8787") << refused;
    QTest::newRow("empty origin") << QByteArray("Origin:") << refused;
    QTest::newRow("cross-site") << QByteArray("Sec-Fetch-Site: cross-site") << refused;
    QTest::newRow("same-site") << QByteArray("Sec-Fetch-Site: same-site") << refused;
    QTest::newRow("twice") << QByteArray("Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site") << refused;
    QTest::newRow("typed by the user") << QByteArray("Sec-Fetch-Site: none") << u"accepted"_s;
    QTest::newRow("same-origin") << QByteArray("Sec-Fetch-Site: same-origin") << u"accepted"_s;
}

void TestHeadJudge::browsers()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, verdict);
    QCOMPARE(verdictOn(QByteArray(kGet).append(kHost).append(field).append("\r\n\r\n")), verdict);
}

void TestHeadJudge::judgesEverySplitOfAHeadAlike()
{
    const QByteArray good = QByteArray(kPost).append("Content-Length: 3\r\n\r\n");
    for (qsizetype size = 0; size < good.size(); ++size)
        QCOMPARE(verdictOn(good.first(size)), u"incomplete"_s);
    QCOMPARE(verdictOn(good), u"accepted"_s);
    QCOMPARE(verdictOn(QByteArray(good).append("abc\nGET evil")), u"accepted"_s);
}

void TestHeadJudge::readsWhatItAccepts()
{
    const QByteArray bytes =
        "PATCH /api/v1/machines/mach_1?a=b?c HTTP/1.1\r\nHOST: localhost\r\nX-Two: a \r\n"
        "x-two:\tb\r\nContent-Length: 12\r\nConnection: keep-alive, Close\r\n\r\n";
    const HeadJudge::Verdict verdict = judge().judge(bytes);
    const auto *head = std::get_if<RequestHead>(&verdict);
    QVERIFY(head);
    QCOMPARE(head->method, "PATCH");
    QCOMPARE(head->path(), "/api/v1/machines/mach_1");
    QCOMPARE(head->query(), "a=b?c");
    QCOMPARE(head->field("x-two"), QByteArray("a, b"));
    QVERIFY(!head->field("x-three"));
    QCOMPARE(head->bodyLength, 12);
    QVERIFY(head->closeAfterAnswer);
    QVERIFY(!head->expectsContinue);
    QVERIFY(!head->wantsWebSocket);
    const HeadJudge::Verdict upgrade = judge().judge(get("Upgrade: h2c, WebSocket\r\n"));
    QVERIFY(std::get_if<RequestHead>(&upgrade));
    QVERIFY(std::get<RequestHead>(upgrade).wantsWebSocket);
}

QTEST_GUILESS_MAIN(TestHeadJudge)
#include "tst_headjudge.moc"
