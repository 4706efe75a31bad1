// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcrconnection.h"

#include "scriptedservice.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QByteArray kMachine = R"({"peaqos":{"did":"did:peaq:42","bond_status":"bonded","operator":null,)"
                            R"("controllers":["0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"]}})";

IdentityRef identity()
{
    return *IdentityRef::parse(u"did:peaq:42"_s);
}

} // namespace

/// A hostile MCR on a real socket: each case ends in one error within the time limit, and the next question
/// still works.
class McrConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksForOneMachine();
    void whatIsNoAnswerIsAnError_data();
    void whatIsNoAnswerIsAnError();
    void silenceAndATrickleEndAtTheLimit();
    void aPortThatNobodyListensOn();
    void everyQuestionIsDoneWhenItGoes();

private:
    void makeConnection(std::chrono::milliseconds limit);
    /// What the MCR said to one question; waited for with the event loop of the scripted service running.
    Result<IdentityFacts> ask();

    std::unique_ptr<ScriptedService> m_service;
    std::unique_ptr<McrConnection> m_connection;
};

void McrConnectionTest::init()
{
    m_service = std::make_unique<ScriptedService>();
    makeConnection(std::chrono::seconds(20));
}

void McrConnectionTest::cleanup()
{
    m_connection.reset();
    m_service.reset();
}

void McrConnectionTest::makeConnection(std::chrono::milliseconds limit)
{
    m_connection.reset();
    m_connection = std::make_unique<McrConnection>(m_service->url(), limit);
}

Result<IdentityFacts> McrConnectionTest::ask()
{
    struct Heard
    {
        std::mutex mutex;
        std::optional<Result<IdentityFacts>> facts;
    };
    const auto heard = std::make_shared<Heard>();
    m_connection->ask(identity(), [heard](const Result<IdentityFacts> &facts) {
        const std::scoped_lock lock(heard->mutex);
        heard->facts = facts;
    });
    std::optional<Result<IdentityFacts>> answer;
    const auto arrived = [&] {
        const std::scoped_lock lock(heard->mutex);
        answer = heard->facts;
        return answer.has_value();
    };
    if (!QTest::qWaitFor(arrived, 30'000))
        return fail(ErrorCode::InternalError, u"nothing came within 30 s"_s);
    return *answer;
}

void McrConnectionTest::asksForOneMachine()
{
    m_service->sayJson(200, kMachine);
    const auto facts = ask();
    QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
    QCOMPARE(facts->controllers.size(), 1);
    QVERIFY(m_service->requests().first().startsWith("GET /machine/did:peaq:42 HTTP/1.1\r\n"));
    QVERIFY(ScriptedService::header(m_service->requests().first(), "x-api-key").isEmpty());
}

void McrConnectionTest::whatIsNoAnswerIsAnError_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("retryAfter");
    const auto row = [](const char *name, const QByteArray &raw, const QString &said, int retryAfter = 0) {
        QTest::newRow(name) << raw << said << retryAfter;
    };
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    row("truncated by length", head + "Content-Length: 500\r\n\r\n" + kMachine, u"could not be reached"_s);
    row("truncated by close", head + "\r\n" + kMachine.chopped(5), u"ends too early"_s);
    row("huge", head + "\r\n" + kMachine + QByteArray(McrConnection::kLargestAnswer, ' '), u"256 KiB"_s);
    row("redirect", "HTTP/1.1 302 Found\r\nLocation: /machine/did:peaq:43\r\nContent-Length: 0\r\n\r\n",
        u"HTTP 302"_s);
    row("429", "HTTP/1.1 429 Slow\r\nRetry-After: 17\r\nContent-Length: 2\r\n\r\n{}", u"HTTP 429"_s, 17);
    row("503", "HTTP/1.1 503 Down\r\nRetry-After: 99999999\r\nContent-Length: 0\r\n\r\n", u"HTTP 503"_s,
        86'400);
    row("503 with a date", "HTTP/1.1 503 Down\r\nRetry-After: Wed, 25 Nov 2026\r\nContent-Length: 0\r\n\r\n",
        u"HTTP 503"_s);
    row("hangs up", {}, u"could not be reached"_s);
}

void McrConnectionTest::whatIsNoAnswerIsAnError()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, said);
    // Once more for the second try that Qt makes by itself when a connection closes without a word.
    m_service->say(raw, ScriptedService::Then::Close);
    if (raw.isEmpty())
        m_service->say(raw, ScriptedService::Then::Close);
    const auto facts = ask();
    QVERIFY(!facts);
    QVERIFY2(facts.error().message.contains(said), qPrintable(facts.error().message));
    QTEST(facts.error().retryAfterSeconds, "retryAfter");
    QVERIFY(m_service->requests().last().startsWith("GET /machine/did:peaq:42 "));

    if (raw.isEmpty())
        return;
    m_service->sayJson(200, kMachine);
    QVERIFY(ask());
}

void McrConnectionTest::silenceAndATrickleEndAtTheLimit()
{
    makeConnection(std::chrono::milliseconds(300));
    QElapsedTimer watch;
    watch.start();
    const auto silent = ask();
    QVERIFY(!silent);
    QCOMPARE(silent.error().code, ErrorCode::NetworkFailure);
    QVERIFY(watch.elapsed() >= 300);
    // The head has come and more would follow.
    m_service->say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
    const auto begun = ask();
    QVERIFY(!begun);
    QVERIFY2(begun.error().message.contains(u"300 ms"_s), qPrintable(begun.error().message));
    // What is not HTTP is silence to the parser.
    m_service->say("220 mail.example.org ESMTP\r\n\r\n");
    QVERIFY(!ask());
}

void McrConnectionTest::aPortThatNobodyListensOn()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(closed.serverPort()));
    closed.close();
    m_connection = std::make_unique<McrConnection>(url);
    const auto facts = ask();
    QVERIFY(!facts);
    QCOMPARE(facts.error().code, ErrorCode::NetworkFailure);
}

void McrConnectionTest::everyQuestionIsDoneWhenItGoes()
{
    std::atomic<int> cancelled = 0;
    for (int i = 0; i < 20; ++i) {
        m_connection->ask(identity(), [&cancelled](const Result<IdentityFacts> &facts) {
            cancelled += !facts && facts.error().code == ErrorCode::Cancelled ? 1 : 0;
        });
    }
    m_connection.reset();
    QCOMPARE(cancelled.load(), 20);
}

QTEST_GUILESS_MAIN(McrConnectionTest)
#include "tst_mcrconnection.moc"
