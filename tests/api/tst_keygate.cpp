// SPDX-License-Identifier: GPL-3.0-or-later
#include "keygate.h"

#include "stopsignal.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace std::chrono_literals;

namespace {

RequestHead headWith(const QByteArray &name, const QByteArray &value)
{
    RequestHead head;
    head.fields.append({name, value});
    return head;
}

GuardLimits withDelay(std::chrono::milliseconds delay)
{
    GuardLimits limits;
    limits.wrongKeyDelay = delay;
    return limits;
}

QString codeOf(const Result<void> &result)
{
    return result ? u"passed"_s : result.error().codeName();
}

} // namespace

class TestKeyGate : public QObject
{
    Q_OBJECT

private slots:
    void keys_data();
    // contract: HTTP-20
    void keys();
    // contract: HTTP-20
    void letsEverythingPassWithoutAKey();
    // contract: HTTP-20
    void delaysWrongKeysOnly();
    // contract: HTTP-20
    void anotherKeyTakesThePlaceOfTheFirst();
    // contract: HTTP-20
    void stopsWaitingWhenTheServerStops();
    // contract: HTTP-20
    void brakesAfterTenWrongKeysInAMinute();
};

void TestKeyGate::keys_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("right") << QByteArray("x-api-key") << QByteArray("right") << u"passed"_s;
    QTest::newRow("bearer") << QByteArray("authorization") << QByteArray("Bearer right") << u"passed"_s;
    QTest::newRow("bearer, any case")
        << QByteArray("authorization") << QByteArray("bEARER  right") << u"passed"_s;
    QTest::newRow("none") << QByteArray("accept") << QByteArray("*/*") << u"AUTH_REQUIRED"_s;
    QTest::newRow("empty") << QByteArray("x-api-key") << QByteArray() << u"AUTH_REQUIRED"_s;
    QTest::newRow("basic") << QByteArray("authorization") << QByteArray("Basic cmlnaHQ=")
                           << u"AUTH_REQUIRED"_s;
    QTest::newRow("wrong") << QByteArray("x-api-key") << QByteArray("wrong") << u"AUTH_INVALID"_s;
    QTest::newRow("prefix") << QByteArray("x-api-key") << QByteArray("righ") << u"AUTH_INVALID"_s;
    QTest::newRow("longer") << QByteArray("x-api-key") << QByteArray("rightt") << u"AUTH_INVALID"_s;
    QTest::newRow("other case") << QByteArray("x-api-key") << QByteArray("Right") << u"AUTH_INVALID"_s;
    QTest::newRow("wrong bearer") << QByteArray("authorization") << QByteArray("Bearer wrong")
                                  << u"AUTH_INVALID"_s;
}

void TestKeyGate::keys()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QString, verdict);
    const StopSignal stop;
    KeyGate gate("right", withDelay(0ms), stop);
    QCOMPARE(codeOf(gate.check(headWith(name, value))), verdict);
}

void TestKeyGate::letsEverythingPassWithoutAKey()
{
    const StopSignal stop;
    KeyGate gate(QByteArray(), withDelay(0ms), stop);
    QCOMPARE(codeOf(gate.check(RequestHead{})), u"passed"_s);
    QCOMPARE(codeOf(gate.check(headWith("x-api-key", "anything"))), u"passed"_s);
}

void TestKeyGate::anotherKeyTakesThePlaceOfTheFirst()
{
    const StopSignal stop;
    KeyGate gate("first", withDelay(0ms), stop);
    QVERIFY(gate.check(headWith("x-api-key", "first")));
    gate.replaceKey("second");
    QVERIFY(gate.check(headWith("x-api-key", "second")));
    const auto refused = gate.check(headWith("x-api-key", "first"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::AuthInvalid);
}

void TestKeyGate::delaysWrongKeysOnly()
{
    const StopSignal stop;
    KeyGate gate("right", withDelay(250ms), stop);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(codeOf(gate.check(headWith("x-api-key", "wrong"))), u"AUTH_INVALID"_s);
    QVERIFY(timer.elapsed() >= 250);
    timer.start();
    QCOMPARE(codeOf(gate.check(headWith("x-api-key", "right"))), u"passed"_s);
    QVERIFY(timer.elapsed() < 250);
}

void TestKeyGate::stopsWaitingWhenTheServerStops()
{
    StopSignal stop;
    KeyGate gate("right", withDelay(60s), stop);
    std::thread stopper([&stop] { stop.raise(); });
    QCOMPARE(codeOf(gate.check(headWith("x-api-key", "wrong"))), u"AUTH_INVALID"_s);
    stopper.join();
    QVERIFY(stop.isRaised());
}

void TestKeyGate::brakesAfterTenWrongKeysInAMinute()
{
    WrongKeyBrake brake(GuardLimits{});
    const WrongKeyBrake::Instant start{};
    for (int i = 0; i < 9; ++i)
        QCOMPARE(brake.note(start + 1h + i * 1s), 0ms);
    QCOMPARE(brake.note(start + 1h + 61s), 0ms); // the first two are forgotten
    QCOMPARE(brake.note(start + 1h + 62s), 0ms);
    for (int i = 0; i < 8; ++i)
        QCOMPARE(brake.note(start + 2h + i * 1s), 0ms);
    QCOMPARE(brake.note(start + 2h + 8s), 0ms);
    QCOMPARE(brake.note(start + 2h + 9s), 0ms); // the tenth
    QCOMPARE(brake.note(start + 2h + 10s), 59s);
    QCOMPARE(brake.note(start + 2h + 68s + 500ms), 500ms);
    QCOMPARE(brake.note(start + 2h + 69s), 0ms);

    const StopSignal stop;
    KeyGate gate("right", withDelay(0ms), stop);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(codeOf(gate.check(headWith("x-api-key", "wrong"))), u"AUTH_INVALID"_s);
    const Result<void> braked = gate.check(headWith("x-api-key", "wrong"));
    QCOMPARE(codeOf(braked), u"RATE_LIMITED"_s);
    QVERIFY(braked.error().retryAfterSeconds > 50 && braked.error().retryAfterSeconds <= 60);
    QCOMPARE(codeOf(gate.check(headWith("x-api-key", "right"))), u"passed"_s);
}

QTEST_GUILESS_MAIN(TestKeyGate)
#include "tst_keygate.moc"
