// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiclient.h"
#include "demostream.h"
#include "processfacts.h"
#include "servedworkspace.h"

#include <QTest>
#include <QThread>

#include <random>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace std::chrono_literals;

namespace {

const QByteArray kHealth = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
constexpr int kThreads = 4;
constexpr int kConnections = 10'000;

QByteArrayList starts()
{
    const QByteArray stream = RawClient::request("GET", "/api/v1/demo/events", ApiClient::keyField());
    const QByteArray shortStream =
        RawClient::request("GET", "/api/v1/demo/events?last=2", ApiClient::keyField());
    return {stream,
            shortStream,
            QByteArray(kHealth).append(stream),
            kHealth.repeated(3).append(stream),
            QByteArray(stream).append(kHealth.repeated(3)),
            RawClient::request("GET", "/api/v1/demo/events"),
            stream.first(40),
            QByteArray(kHealth).append(stream.first(70))};
}

/// One client after another, each leaving at a moment of its own.
void comeAndGo(const QUrl &url, int connections, unsigned seed)
{
    std::mt19937 random(seed);
    const QByteArrayList all = starts();
    for (int i = 0; i < connections; ++i) {
        RawClient client(url);
        client.send(all[qsizetype(random() % std::size_t(all.size()))]);
        if (random() % 3 == 0)
            client.answer(int(random() % 20));
        if (random() % 2 == 0)
            client.close();
    }
}

} // namespace

/// Ten thousand clients of streams that leave.
class TestStreamDrops : public QObject
{
    Q_OBJECT

private slots:
    // contract: HTTP-31, HTTP-32
    void outlivesClientsThatLeave();
};

void TestStreamDrops::outlivesClientsThatLeave()
{
    ServedWorkspace workspace;
    const int sockets = ProcessFacts::openSockets();
    QVERIFY2(workspace.fault().isEmpty(), qPrintable(workspace.fault()));
    ServerOptions options;
    options.routes = &DemoStream::routes();
    options.limits.linger = 50ms;
    const QUrl url = workspace.start(options).value_or(QUrl());
    const auto isServed = [&url] {
        RawClient next(url);
        next.send(kHealth);
        return next.answer().status == 200;
    };
    QVERIFY(isServed());

    std::vector<std::unique_ptr<QThread>> threads;
    for (unsigned i = 0; i < kThreads; ++i) {
        threads.emplace_back(QThread::create([&url, i] { comeAndGo(url, kConnections / kThreads, i); }));
        threads.back()->start();
    }
    for (const std::unique_ptr<QThread> &thread : threads)
        QVERIFY(thread->wait());

    QTRY_COMPARE_WITH_TIMEOUT(DemoStream::alive(), 0, 30'000);
    QVERIFY2(DemoStream::begun() > kConnections / 4, qPrintable(QString::number(DemoStream::begun())));
    QTRY_VERIFY_WITH_TIMEOUT(isServed(), 30'000);
    workspace.server().stop();
    QCOMPARE(ProcessFacts::openSockets(), sockets);
}

QTEST_GUILESS_MAIN(TestStreamDrops)
#include "tst_streamdrops.moc"
