// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiclient.h"
#include "processfacts.h"
#include "servedworkspace.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <deque>
#include <semaphore>
#include <thread>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace std::chrono_literals;

namespace {

const QByteArray kHealth = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Makes the first services only when it is told to: a handler that blocks, as one does that waits for a
/// commit.
class Gate
{
public:
    Gate(StackFactory makeStack, int blocked)
        : m_makeStack(std::move(makeStack))
        , m_blocked(blocked)
    {}

    StackFactory factory()
    {
        return [this] {
            if (m_asked++ < m_blocked)
                m_open.acquire();
            return m_makeStack();
        };
    }
    int asked() const { return m_asked; }
    void open() { m_open.release(m_blocked); }

private:
    StackFactory m_makeStack;
    int m_blocked;
    std::atomic<int> m_asked = 0;
    std::counting_semaphore<> m_open{0};
};

} // namespace

/// Threads, their number, and their end.
class TestWorkerPool : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    // contract: HTTP-27
    void blockedClientsDelayNobody();
    // contract: HTTP-27
    void reusesIdleWorkers();
    // contract: HTTP-34, HTTP-5, HTTP-21
    void tellsTheSixtyFifthClient();
    // contract: HTTP-34
    void tellsManyWhoAreSlowToHearIt();
    // contract: SWITCH-3
    void listensOnOnePortOnly();
    // contract: SWITCH-9
    void stopsWithConnectionsOpen();
    // contract: SWITCH-9
    void stopsWhileAWrongKeyWaits();
    // contract: LIFE-12, SWITCH-9
    void letsARunningHandlerEnd();
    // contract: HTTP-27
    void survivesClientsThatLeave();

private:
    QUrl start(const GuardLimits &limits = {});

    std::unique_ptr<ServedWorkspace> m_workspace;
};

void TestWorkerPool::init()
{
    m_workspace = std::make_unique<ServedWorkspace>();
    QVERIFY2(m_workspace->fault().isEmpty(), qPrintable(m_workspace->fault()));
}

void TestWorkerPool::cleanup()
{
    m_workspace.reset();
}

QUrl TestWorkerPool::start(const GuardLimits &limits)
{
    ServerOptions options;
    options.limits = limits;
    return m_workspace->start(options).value_or(QUrl());
}

void TestWorkerPool::blockedClientsDelayNobody()
{
    Gate gate(m_workspace->stacks(), 4);
    m_workspace->setStacks(gate.factory());
    const QUrl url = start();
    std::deque<RawClient> blocked;
    for (int i = 0; i < 4; ++i)
        QVERIFY(blocked.emplace_back(url).send(kHealth));
    QTRY_COMPARE(gate.asked(), 4);

    for (int i = 0; i < 40; ++i) {
        RawClient client(url);
        client.send(kHealth);
        QCOMPARE(client.answer().status, 200);
    }
    for (RawClient &client : blocked)
        QCOMPARE(client.answer(0).status, 0);
    gate.open();
    for (RawClient &client : blocked)
        QCOMPARE(client.answer().status, 200);
}

void TestWorkerPool::reusesIdleWorkers()
{
    Gate counter(m_workspace->stacks(), 0);
    m_workspace->setStacks(counter.factory());
    const QUrl url = start();
    for (int i = 0; i < 40; ++i) {
        RawClient client(url);
        client.send("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        QCOMPARE(RawClient::answersIn(client.everything()), 1);
    }
    QVERIFY2(counter.asked() <= 10, qPrintable(QString::number(counter.asked())));
}

void TestWorkerPool::tellsTheSixtyFifthClient()
{
    GuardLimits limits;
    limits.head = 120s;
    limits.idle = 120s;
    limits.linger = 200ms;
    const QUrl url = start(limits);
    QSignalSpy log(&m_workspace->server(), &OrchestratorServer::requestServed);
    std::deque<RawClient> clients;
    for (int i = 0; i < 64; ++i)
        QVERIFY(clients.emplace_back(url).isConnected());

    RawClient further(url);
    further.send(kHealth);
    bool closed = false;
    QByteArray bytes = further.everything(&closed);
    QVERIFY(closed);
    QCOMPARE(RawClient::answersIn(bytes), 1);
    const std::optional<RawAnswer> answer = RawAnswer::takenFrom(bytes);
    QVERIFY(answer);
    QCOMPARE(answer->status, 429);
    QCOMPARE(answer->code(), u"RATE_LIMITED"_s);
    QCOMPARE(answer->headers.value("retry-after"), "1");
    QCOMPARE(answer->headers.value("connection"), "close");
    QTRY_COMPARE(log.size(), 1);
    QCOMPARE(log.first().first().value<RequestLogEntry>().status, 429);

    for (RawClient &client : clients) {
        client.send(kHealth);
        QCOMPARE(client.answer().status, 200);
    }
    clients.front().close();
    const auto isServed = [&url] {
        RawClient next(url);
        next.send(kHealth);
        return next.answer().status == 200;
    };
    // Asked once more after it was true, as QTRY_VERIFY does, it could meet the place that it has just taken
    // itself.
    QVERIFY(QTest::qWaitFor(isServed, 20'000));
}

void TestWorkerPool::tellsManyWhoAreSlowToHearIt()
{
    GuardLimits limits;
    limits.connections = 2;
    limits.head = 120s;
    limits.linger = 120s;
    const QUrl url = start(limits);
    std::deque<RawClient> served;
    for (int i = 0; i < limits.connections; ++i)
        QVERIFY(served.emplace_back(url).isConnected());

    std::deque<RawClient> further;
    for (int i = 0; i < 100; ++i)
        QVERIFY(further.emplace_back(url).send(kHealth));
    for (RawClient &client : further)
        QCOMPARE(client.answer().status, 429);
}

void TestWorkerPool::listensOnOnePortOnly()
{
    QCOMPARE(ProcessFacts::listeningSockets(), 0);
    const QUrl url = start();
    QCOMPARE(ProcessFacts::listeningSockets(), 1);
    std::deque<RawClient> clients;
    for (int i = 0; i < 5; ++i) {
        clients.emplace_back(url).send(kHealth);
        QCOMPARE(clients.back().answer().status, 200);
    }
    QCOMPARE(ProcessFacts::listeningSockets(), 1);
    m_workspace->server().stop();
    QCOMPARE(ProcessFacts::listeningSockets(), 0);
}

void TestWorkerPool::stopsWithConnectionsOpen()
{
    const QUrl url = start();
    RawClient silent(url);
    RawClient kept(url);
    kept.send(kHealth);
    QCOMPARE(kept.answer().status, 200);
    RawClient halfHead(url);
    halfHead.send("GET /health HTTP/1.1\r\nHo");
    RawClient halfBody(url);
    halfBody.send("POST /api/v1/machines HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{");
    RawClient refused(url);
    refused.send("GET /health HTTP/1.1\r\nHost: evil\r\n\r\n");
    QCOMPARE(refused.answer().status, 403);

    m_workspace->server().stop();
    QVERIFY(!m_workspace->server().isRunning());
    for (RawClient *client : {&silent, &kept, &halfHead, &halfBody, &refused}) {
        bool closed = false;
        QVERIFY(client->everything(&closed).isEmpty());
        QVERIFY(closed);
    }
    QVERIFY(!RawClient(url).isConnected());
}

void TestWorkerPool::stopsWhileAWrongKeyWaits()
{
    GuardLimits limits;
    limits.wrongKeyDelay = 600s;
    const QUrl url = start(limits);
    RawClient wrong(url);
    wrong.send("GET /api/v1/machines HTTP/1.1\r\nHost: localhost\r\nx-api-key: wrong\r\n\r\n");
    RawClient right(url);
    right.send(RawClient::request("GET", "/api/v1/machines", ApiClient::keyField()));
    QCOMPARE(right.answer().status, 200);
    QElapsedTimer timer;
    timer.start();
    m_workspace->server().stop();
    QVERIFY2(timer.elapsed() < 30'000, "the wait of the wrong key ends with the server");
}

void TestWorkerPool::letsARunningHandlerEnd()
{
    Gate gate(m_workspace->stacks(), 1);
    m_workspace->setStacks(gate.factory());
    const QUrl url = start();
    RawClient client(url);
    client.send(kHealth);
    QTRY_COMPARE(gate.asked(), 1);

    // The handler ends when the port is closed: while stop() waits for it.
    std::thread opener([&gate, url] {
        while (RawClient(url).isConnected()) {
        }
        gate.open();
    });
    m_workspace->server().stop();
    opener.join();
    QCOMPARE(client.answer().status, 200);
}

void TestWorkerPool::survivesClientsThatLeave()
{
    const QUrl url = start();
    const QByteArray list = RawClient::request("GET", "/api/v1/machines", ApiClient::keyField());
    const QByteArrayList starts{
        list,
        list.repeated(20),
        list.first(10),
        "GET /health HTTP/1.1\r\nHost: evil\r\n\r\n",
        "POST /api/v1/machines HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{",
        "HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"};
    for (int i = 0; i < 300; ++i) {
        RawClient client(url);
        client.send(starts[i % starts.size()]);
        client.close();
    }
    const auto isServed = [&url] {
        RawClient next(url);
        next.send(kHealth);
        return next.answer().status == 200;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isServed(), 20'000);
}

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "tst_workerpool.moc"
