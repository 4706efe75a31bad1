// SPDX-License-Identifier: GPL-3.0-or-later
#include "secureslabs.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <random>
#include <thread>
#include <vector>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

struct ProbeRun
{
    QStringList words;
    bool survived = false;
};

ProbeRun runProbe(const QStringList &arguments)
{
    QProcess probe;
    probe.start(QStringLiteral(MUSTER_BIN_DIR "/muster_memoryprobe"), arguments);
    if (!probe.waitForFinished(30'000))
        return {{u"the probe did not run"_s}, false};
    const QString said = QString::fromLatin1(probe.readAllStandardOutput());
    return {said.split(u'\n', Qt::SkipEmptyParts),
            probe.exitStatus() == QProcess::NormalExit && probe.exitCode() == 0};
}

bool isUniform(const std::uint8_t *bytes, std::size_t size, std::uint8_t value)
{
    return std::all_of(bytes, bytes + size, [value](std::uint8_t byte) { return byte == value; });
}

} // namespace

class TestSecureSlabs : public QObject
{
    Q_OBJECT

private slots:
    void smallSecretsShareOneSlab();
    void piecesNeverOverlap();
    void largeSecretsHaveTheirOwnSlab();
    void emptySlabsAreReturned();
    void piecesComeZeroed();
    void askingTriesASlab();
    void oneSlabLocksOnePage();
    void threadsShareThePool();
    void refusedLockingIsNoticedBeforeTheFirstSecret();
    void exhaustedLockLimitIsNoticed();
    void writingPastALargeSecretEndsTheProcess();
};

void TestSecureSlabs::smallSecretsShareOneSlab()
{
    SecureSlabs slabs;
    std::vector<std::uint8_t *> keys;
    for (std::size_t i = 0; i < SecureSlabs::kSlabBytes / 32; ++i)
        keys.push_back(slabs.take(32));
    QCOMPARE(slabs.slabCount(), std::size_t(1));
    std::uint8_t *const oneMore = slabs.take(32);
    QCOMPARE(slabs.slabCount(), std::size_t(2));

    slabs.giveBack(keys.at(40), 32);
    QCOMPARE(slabs.take(32), keys.at(40));
    slabs.giveBack(oneMore, 32);
    for (std::uint8_t *key : keys)
        slabs.giveBack(key, 32);
}

void TestSecureSlabs::piecesNeverOverlap()
{
    struct Piece
    {
        std::uint8_t *bytes;
        std::size_t size;
        std::uint8_t mark;
    };
    SecureSlabs slabs;
    std::mt19937 random(20'261'123);
    std::vector<Piece> pieces;
    for (int step = 0; step < 4000; ++step) {
        if (pieces.size() > 60 || (!pieces.empty() && random() % 3 == 0)) {
            const std::size_t at = random() % pieces.size();
            const Piece piece = pieces.at(at);
            QVERIFY(isUniform(piece.bytes, piece.size, piece.mark));
            slabs.giveBack(piece.bytes, piece.size);
            pieces.erase(pieces.begin() + std::ptrdiff_t(at));
            continue;
        }
        const std::size_t size = 1 + random() % (step % 50 == 0 ? 9000 : 300);
        std::uint8_t *const bytes = slabs.take(size);
        QVERIFY(isUniform(bytes, size, 0));
        const auto mark = static_cast<std::uint8_t>(1 + step % 255);
        std::memset(bytes, mark, size);
        pieces.push_back({bytes, size, mark});
    }
    for (const Piece &piece : pieces) {
        QVERIFY(isUniform(piece.bytes, piece.size, piece.mark));
        slabs.giveBack(piece.bytes, piece.size);
    }
    QVERIFY(slabs.slabCount() <= 1);
}

void TestSecureSlabs::largeSecretsHaveTheirOwnSlab()
{
    SecureSlabs slabs;
    std::uint8_t *const small = slabs.take(16);
    std::uint8_t *const large = slabs.take(SecureSlabs::kSlabBytes + 1);
    QCOMPARE(slabs.slabCount(), std::size_t(2));
    std::uint8_t *const another = slabs.take(16);
    QCOMPARE(slabs.slabCount(), std::size_t(2));
    slabs.giveBack(large, SecureSlabs::kSlabBytes + 1);
    QCOMPARE(slabs.slabCount(), std::size_t(1));
    slabs.giveBack(small, 16);
    slabs.giveBack(another, 16);
}

void TestSecureSlabs::emptySlabsAreReturned()
{
    SecureSlabs slabs;
    std::vector<std::uint8_t *> full;
    for (int i = 0; i < 10; ++i)
        full.push_back(slabs.take(SecureSlabs::kSlabBytes));
    QCOMPARE(slabs.slabCount(), std::size_t(10));
    for (std::uint8_t *bytes : full)
        slabs.giveBack(bytes, SecureSlabs::kSlabBytes);
    QCOMPARE(slabs.slabCount(), std::size_t(1));
}

void TestSecureSlabs::piecesComeZeroed()
{
    SecureSlabs slabs;
    std::uint8_t *const keepsTheSlab = slabs.take(16);
    std::uint8_t *const first = slabs.take(64);
    QVERIFY(isUniform(first, 64, 0));
    std::memset(first, 0xee, 64);
    slabs.giveBack(first, 64);
    QVERIFY(isUniform(first, 64, 0));
    std::uint8_t *const second = slabs.take(50);
    QCOMPARE(second, first);
    QVERIFY(isUniform(second, 50, 0));
    slabs.giveBack(second, 50);
    slabs.giveBack(keepsTheSlab, 16);
}

void TestSecureSlabs::askingTriesASlab()
{
    SecureSlabs slabs;
    QCOMPARE(slabs.slabCount(), std::size_t(0));
    const bool locked = slabs.isLocked();
    QCOMPARE(slabs.slabCount(), std::size_t(1));
    QCOMPARE(slabs.isLocked(), locked);
    QCOMPARE(slabs.slabCount(), std::size_t(1));
}

/// The child counts what the kernel says is locked for it: one page for each of five slabs, none when they
/// are gone.
void TestSecureSlabs::oneSlabLocksOnePage()
{
    const ProbeRun run = runProbe({u"counted"_s});
    QVERIFY(run.survived);
    QCOMPARE(run.words, (QStringList{u"locked"_s, u"0 kB"_s, u"20 kB"_s, u"4 kB"_s}));
}

void TestSecureSlabs::threadsShareThePool()
{
    SecureSlabs slabs;
    std::atomic<int> spoiled = 0;
    std::vector<std::thread> threads;
    for (int id = 1; id <= 4; ++id) {
        threads.emplace_back([&slabs, &spoiled, id] {
            const auto mark = static_cast<std::uint8_t>(id);
            for (int i = 0; i < 2000; ++i) {
                const auto size = static_cast<std::size_t>(1 + (i * 37 * id) % 500);
                std::uint8_t *const bytes = slabs.take(size);
                spoiled += !isUniform(bytes, size, 0);
                std::memset(bytes, mark, size);
                std::this_thread::yield();
                spoiled += !isUniform(bytes, size, mark);
                slabs.giveBack(bytes, size);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(spoiled.load(), 0);
    QVERIFY(slabs.slabCount() <= 1);
}

void TestSecureSlabs::refusedLockingIsNoticedBeforeTheFirstSecret()
{
    const ProbeRun run = runProbe({u"denied"_s});
    QVERIFY(run.survived);
    QCOMPARE(run.words, (QStringList{u"unlocked"_s, u"unlocked"_s}));
}

void TestSecureSlabs::exhaustedLockLimitIsNoticed()
{
    const ProbeRun run = runProbe({u"exhausted"_s});
    QVERIFY(run.survived);
    QCOMPARE(run.words, (QStringList{u"locked"_s, u"locked"_s, u"unlocked"_s, u"unlocked"_s}));
}

void TestSecureSlabs::writingPastALargeSecretEndsTheProcess()
{
    const ProbeRun run = runProbe({u"overrun"_s, u"8192"_s});
    QCOMPARE(run.words.value(0), u"writing"_s);
    QVERIFY(!run.words.contains(u"survived"_s));
    QVERIFY(!run.survived);
}

QTEST_GUILESS_MAIN(TestSecureSlabs)
#include "tst_secureslabs.moc"
