// SPDX-License-Identifier: GPL-3.0-or-later
#include "derivationrun.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <atomic>
#include <thread>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

constexpr ScryptCost kQuick{1024, 1, 1};
/// 512 MiB, and sixteen times the default's time: the most that a key file may ask for.
constexpr ScryptCost kHostile{1 << 19, 8, 16};
constexpr ScryptCost kLarge{1 << 19, 8, 1};

SecureBytes typed(const QByteArray &text)
{
    return SecureBytes(
        std::span(reinterpret_cast<const std::uint8_t *>(text.constData()), std::size_t(text.size())));
}

/// The most memory that this process ever had, in MiB.
int peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (QByteArray line = status.readLine(); !line.isEmpty(); line = status.readLine()) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toInt() / 1024;
    }
    return -1;
}

} // namespace

class TestDerivationRun : public QObject
{
    Q_OBJECT

private slots:
    void derivesTheSame();
    void oneRunsAtATime();
    void asksBeforeItBegins();
    void leavesWhatIsNotWantedAnyMore();
};

void TestDerivationRun::derivesTheSame()
{
    const KeyDerivation derivation = KeyDerivation::fresh(kQuick);
    const auto plain = derivation.derive(typed("a passphrase"));
    const auto run = derivation.derive(typed("a passphrase"), [] { return false; });
    QVERIFY(plain && run);
    QVERIFY(plain->equals(*run));
}

/// Each holds 512 MiB while it runs.
void TestDerivationRun::oneRunsAtATime()
{
    const KeyDerivation derivation = KeyDerivation::fresh(kLarge);
    const int before = peakMemory();
    QVERIFY(before > 0);
    std::vector<std::thread> threads;
    std::atomic<int> done = 0;
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back([&] {
            if (derivation.derive(typed("a passphrase"), [] { return false; }))
                ++done;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(done.load(), 2);
    QVERIFY2(peakMemory() < before + 800, qPrintable(QString::number(peakMemory())));
}

void TestDerivationRun::asksBeforeItBegins()
{
    const auto ended = KeyDerivation::fresh(kHostile).derive(typed("x"), [] { return true; });
    QVERIFY(!ended);
    QCOMPARE(ended.error().codeName(), u"CANCELLED"_s);
}

/// The last one: what it abandons runs on, and must not hold up the end of the program.
void TestDerivationRun::leavesWhatIsNotWantedAnyMore()
{
    std::atomic<int> asked = 0;
    QElapsedTimer begun;
    begun.start();
    const auto ended = KeyDerivation::fresh(kHostile).derive(typed("x"), [&] { return ++asked > 10; });
    const qint64 taken = begun.elapsed();
    QVERIFY(!ended);
    QCOMPARE(ended.error().codeName(), u"CANCELLED"_s);
    QVERIFY2(taken < 2'000, qPrintable(QString::number(taken)));
    // The next one waits for it, and can leave, too.
    asked = 0;
    const auto next = KeyDerivation::fresh(kQuick).derive(typed("x"), [&] { return ++asked > 10; });
    QVERIFY(!next);
    QCOMPARE(next.error().codeName(), u"CANCELLED"_s);
}

QTEST_GUILESS_MAIN(TestDerivationRun)
#include "tst_derivationrun.moc"
