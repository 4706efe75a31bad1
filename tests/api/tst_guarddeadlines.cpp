// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiclient.h"
#include "servedworkspace.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

#include <deque>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace std::chrono_literals;

namespace {

const QByteArray kGet = "GET /health HTTP/1.1\r\n";
const QByteArray kGood = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
const QByteArray kPost = "POST /api/v1/machines HTTP/1.1\r\nHost: 127.0.0.1\r\n";

GuardLimits shortTimes()
{
    GuardLimits limits;
    limits.head = 2s;
    limits.request = 4s;
    limits.idle = 3s;
    limits.drain = 2s;
    limits.linger = 300ms;
    return limits;
}

/// Nothing of this ends a connection while a test runs.
GuardLimits unhurried()
{
    GuardLimits limits;
    limits.head = 600s;
    limits.request = 600s;
    limits.idle = 600s;
    limits.drain = 600s;
    limits.unsentBytes = 1024LL * 1024 * 1024;
    return limits;
}

} // namespace

/// What slow clients get: the connection closed, in time and without an answer.
class TestGuardDeadlines : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void deadlines_data();
    // contract: HTTP-30
    void deadlines();
    // contract: HTTP-30, HTTP-34
    void outlivesTwoHundredHalfOpenConnections();
    // contract: HTTP-35
    void hangsUpOnAClientThatAsksWithoutReading();
    // contract: HTTP-35
    void hangsUpOnAClientThatNeverReads();

private:
    QUrl url() const { return m_workspace->server().url(); }
    void start(const GuardLimits &limits);
    QByteArray largeAnswers(RawClient &client);

    std::unique_ptr<ServedWorkspace> m_workspace;
};

void TestGuardDeadlines::init()
{
    m_workspace = std::make_unique<ServedWorkspace>();
    QVERIFY2(m_workspace->fault().isEmpty(), qPrintable(m_workspace->fault()));
    start(shortTimes());
}

void TestGuardDeadlines::cleanup()
{
    m_workspace.reset();
}

void TestGuardDeadlines::start(const GuardLimits &limits)
{
    ServerOptions options;
    options.limits = limits;
    QVERIFY(m_workspace->start(options).has_value());
}

void TestGuardDeadlines::deadlines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("answers");
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("says nothing") << QByteArray() << 0 << 2000;
    QTest::newRow("half a head") << QByteArray(kGet).append("Ho") << 0 << 2000;
    QTest::newRow("half a body") << QByteArray(kPost).append("Content-Length: 100\r\n\r\nabc") << 0 << 4000;
    QTest::newRow("idle after an answer") << QByteArray(kGood) << 1 << 3000;
    QTest::newRow("half a second head") << QByteArray(kGood).append(kGet) << 1 << 2000;
}

void TestGuardDeadlines::deadlines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, answers);
    QFETCH(int, milliseconds);
    QElapsedTimer timer;
    timer.start();
    RawClient client(url());
    client.send(bytes);
    bool closed = false;
    QCOMPARE(RawClient::answersIn(client.everything(&closed, 30'000)), answers);
    QVERIFY(closed);
    // A coarse timer of Qt may come 5 % early.
    QVERIFY2(timer.elapsed() >= milliseconds * 94 / 100, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(timer.elapsed() < milliseconds + 10'000, qPrintable(QString::number(timer.elapsed())));
}

void TestGuardDeadlines::outlivesTwoHundredHalfOpenConnections()
{
    std::deque<RawClient> clients;
    for (int i = 0; i < 200; ++i)
        clients.emplace_back(url()).send(QByteArray(kGet).append("Ho"));
    int turnedAway = 0;
    for (RawClient &client : clients) {
        bool closed = false;
        const QByteArray bytes = client.everything(&closed, 30'000);
        QVERIFY(closed);
        QVERIFY(bytes.isEmpty() || bytes.startsWith("HTTP/1.1 429 "));
        turnedAway += bytes.isEmpty() ? 0 : 1;
    }
    QVERIFY(turnedAway <= 200 - 64);
    RawClient next(url());
    next.send(kGood);
    QCOMPARE(next.answer().status, 200);
}

/// A machine whose answer has 40 KiB, and the requests for it 600 times, 24 MiB of answers: more than the
/// kernel takes.
QByteArray TestGuardDeadlines::largeAnswers(RawClient &client)
{
    ApiClient api(*m_workspace);
    QJsonArray entries;
    for (int i = 0; i < 100; ++i)
        entries.append(u"%1"_s.arg(i, 100, 10, QChar(u'x')));
    QJsonObject machine = api.registrationOf(1);
    for (const QString &list : {u"capabilities"_s, u"policyIds"_s, u"skillKeys"_s})
        machine.insert(list, entries);
    if (api.call("POST", "/api/v1/machines", machine).status != 201)
        return {};
    client.readNothing();
    const QByteArray request = RawClient::request("GET", "/api/v1/machines", ApiClient::keyField());
    return request.repeated(600);
}

void TestGuardDeadlines::hangsUpOnAClientThatAsksWithoutReading()
{
    GuardLimits limits = unhurried();
    limits.unsentBytes = 1024 * 1024;
    start(limits);
    RawClient client(url());
    const QByteArray requests = largeAnswers(client);
    QVERIFY(!requests.isEmpty());
    client.send(requests);
    QTRY_VERIFY_WITH_TIMEOUT(client.isGone(), 30'000);
}

void TestGuardDeadlines::hangsUpOnAClientThatNeverReads()
{
    GuardLimits limits = unhurried();
    limits.drain = 2s;
    start(limits);
    RawClient client(url());
    const QByteArray requests = largeAnswers(client);
    QVERIFY(!requests.isEmpty());
    client.send(requests);
    QTRY_VERIFY_WITH_TIMEOUT(client.isGone(), 30'000);
}

QTEST_GUILESS_MAIN(TestGuardDeadlines)
#include "tst_guarddeadlines.moc"
