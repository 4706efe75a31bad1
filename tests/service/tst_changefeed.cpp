// SPDX-License-Identifier: GPL-3.0-or-later
#include "changefeed.h"

#include "changesubscription.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

MachineChange change(qint64 revision)
{
    MachineChange made;
    made.machine.id = u"mach_0000000000000001"_s;
    made.machine.revision = revision;
    return made;
}

} // namespace

class ChangeFeedTest : public QObject
{
    Q_OBJECT

private slots:
    void deliversOnTheListenersThreadInOrder();
    void gathersAtMostOneDeliveryPerInterval();
    void everyListenerHearsEverything();
    void theHandleEndsTheListening();
    void theContextEndsTheListening();
    void aListenerMayEndItselfWhileItListens();
    void theFeedMayGoFirst();
    void listenersComeAndGoUnderLoad();
};

// contract: LIFE-12
void ChangeFeedTest::deliversOnTheListenersThreadInOrder()
{
    ChangeFeed feed;
    QThread thread;
    QObject context;
    context.moveToThread(&thread);
    thread.start();
    std::vector<qint64> revisions;
    std::atomic<int> heard = 0;
    std::atomic<bool> elsewhere = false;
    const auto subscription = feed.subscribe(&context, [&](const QList<MachineChange> &changes) {
        if (QThread::currentThread() != &thread)
            elsewhere = true;
        for (const MachineChange &one : changes)
            revisions.push_back(one.machine.revision);
        heard += int(changes.size());
    });
    for (qint64 revision = 1; revision <= 500; ++revision)
        feed.publish(change(revision));
    QTRY_COMPARE(heard.load(), 500);
    thread.quit();
    thread.wait();
    QVERIFY(!elsewhere);
    for (std::size_t i = 0; i < revisions.size(); ++i)
        QCOMPARE(revisions.at(i), qint64(i + 1));
}

// contract: LIFE-12
void ChangeFeedTest::gathersAtMostOneDeliveryPerInterval()
{
    ChangeFeed feed;
    QElapsedTimer clock;
    clock.start();
    QList<qint64> times;
    QList<qsizetype> sizes;
    const auto subscription = feed.subscribe(this, [&](const QList<MachineChange> &changes) {
        times.append(clock.nsecsElapsed());
        sizes.append(changes.size());
        for (qint64 revision = 1; times.size() < 6 && revision <= 100; ++revision)
            feed.publish(change(revision));
    });
    feed.publish(change(1));
    QTRY_COMPARE(times.size(), 6);
    QCOMPARE(sizes, QList<qsizetype>({1, 100, 100, 100, 100, 100}));
    for (qsizetype i = 1; i < times.size(); ++i)
        QVERIFY2(times.at(i) - times.at(i - 1) >= ChangeFeed::kIntervalMs * 1'000'000,
                 qPrintable(QString::number(times.at(i) - times.at(i - 1))));
}

// contract: LIFE-12
void ChangeFeedTest::everyListenerHearsEverything()
{
    ChangeFeed feed;
    QList<MachineChange> first;
    QList<MachineChange> second;
    const auto one = feed.subscribe(this, [&first](const auto &changes) { first += changes; });
    const auto two = feed.subscribe(this, [&second](const auto &changes) { second += changes; });
    feed.publish(change(1));
    feed.publish(change(2));
    QTRY_COMPARE(first.size(), 2);
    QTRY_COMPARE(second.size(), 2);
    QVERIFY(first == second);
    QVERIFY(first.constFirst() == change(1));
}

// contract: LIFE-12
void ChangeFeedTest::theHandleEndsTheListening()
{
    ChangeFeed feed;
    int ended = 0;
    int alive = 0;
    auto first = feed.subscribe(this, [&ended](const auto &) { ++ended; });
    const auto second = feed.subscribe(this, [&alive](const auto &) { ++alive; });
    feed.publish(change(1));
    first.reset();
    feed.publish(change(2));
    QTRY_VERIFY(alive > 0);
    QCOMPARE(ended, 0);
}

// contract: LIFE-12
void ChangeFeedTest::theContextEndsTheListening()
{
    ChangeFeed feed;
    int ended = 0;
    int alive = 0;
    auto context = std::make_unique<QObject>();
    const auto first = feed.subscribe(context.get(), [&ended](const auto &) { ++ended; });
    const auto second = feed.subscribe(this, [&alive](const auto &) { ++alive; });
    feed.publish(change(1));
    context.reset();
    feed.publish(change(2));
    QTRY_VERIFY(alive > 0);
    QCOMPARE(ended, 0);
}

// contract: LIFE-12
void ChangeFeedTest::aListenerMayEndItselfWhileItListens()
{
    ChangeFeed feed;
    int calls = 0;
    int others = 0;
    std::unique_ptr<ChangeSubscription> subscription;
    subscription = feed.subscribe(this, [&](const auto &) {
        ++calls;
        subscription.reset();
    });
    const auto other =
        feed.subscribe(this, [&others](const auto &changes) { others += int(changes.size()); });
    feed.publish(change(1));
    QTRY_COMPARE(others, 1);
    feed.publish(change(2));
    QTRY_COMPARE(others, 2);
    QCOMPARE(calls, 1);
}

// contract: LIFE-12
void ChangeFeedTest::theFeedMayGoFirst()
{
    auto feed = std::make_unique<ChangeFeed>();
    QList<MachineChange> heard;
    const auto subscription = feed->subscribe(this, [&heard](const auto &changes) { heard += changes; });
    feed->publish(change(1));
    feed.reset();
    QTRY_COMPARE(heard.size(), 1);
}

// contract: LIFE-12
void ChangeFeedTest::listenersComeAndGoUnderLoad()
{
    ChangeFeed feed;
    std::atomic<bool> ending = false;
    std::vector<std::thread> publishers;
    for (int i = 0; i < 2; ++i)
        publishers.emplace_back([&] {
            for (qint64 revision = 1; !ending; ++revision) {
                feed.publish(change(revision));
                std::this_thread::yield();
            }
        });
    std::atomic<int> heard = 0;
    for (int round = 0; round < 300; ++round) {
        auto context = std::make_unique<QObject>();
        auto subscription = feed.subscribe(context.get(), [&heard](const auto &) { ++heard; });
        if (round % 3 == 0)
            QCoreApplication::processEvents();
        if (round % 2 == 0)
            context.reset();
        subscription.reset();
        const int before = heard;
        QCoreApplication::processEvents();
        QCOMPARE(heard.load(), before);
    }
    const int before = heard;
    const auto last = feed.subscribe(this, [&heard](const auto &) { ++heard; });
    QTRY_VERIFY(heard > before);
    ending = true;
    for (std::thread &publisher : publishers)
        publisher.join();
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::ChangeFeedTest)
#include "tst_changefeed.moc"
