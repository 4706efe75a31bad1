// SPDX-License-Identifier: GPL-3.0-or-later
#include "securebytes.h"
#include "secureslabs.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

using namespace muster;

namespace {

constexpr std::array<std::uint8_t, 5> kBytes{1, 2, 3, 4, 5};

bool allZero(const std::uint8_t *bytes, std::size_t size)
{
    return std::all_of(bytes, bytes + size, [](std::uint8_t byte) { return byte == 0; });
}

bool holds(const SecureBytes &secret, std::span<const std::uint8_t> expected)
{
    return std::ranges::equal(secret.span(), expected);
}

} // namespace

class TestSecureBytes : public QObject
{
    Q_OBJECT

private slots:
    void startsEmptyOrZeroed();
    void canBeMovedNotCopied();
    void moveAssignmentWipesTheOldSecret();
    void growsAndWipesWhatItLeaves();
    void appendsPartOfItself();
    void chopWipes();
    void destructionWipes();
    void equalsComparesContent();
    void cloneIsIndependent();
    void anySizeWorks();
};

void TestSecureBytes::startsEmptyOrZeroed()
{
    const SecureBytes none;
    QVERIFY(none.isEmpty());
    QCOMPARE(none.size(), std::size_t(0));
    QVERIFY(none.span().empty());
    QVERIFY(SecureBytes(std::size_t(0)).isEmpty());

    const SecureBytes some(40);
    QCOMPARE(some.size(), std::size_t(40));
    QVERIFY(allZero(some.data(), some.size()));
}

void TestSecureBytes::canBeMovedNotCopied()
{
    static_assert(!std::is_copy_constructible_v<SecureBytes> && !std::is_copy_assignable_v<SecureBytes>);
    static_assert(std::is_nothrow_move_constructible_v<SecureBytes>);
    SecureBytes first(kBytes);
    const std::uint8_t *const place = first.data();
    const SecureBytes second(std::move(first));
    QCOMPARE(second.data(), place);
    QVERIFY(holds(second, kBytes));
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): a moved-from secret is empty by contract
    first.append(kBytes);
    QVERIFY(holds(first, kBytes));
}

void TestSecureBytes::moveAssignmentWipesTheOldSecret()
{
    const SecureBytes keepsTheSlab(16);
    SecureBytes target(kBytes);
    const std::uint8_t *const old = target.data();
    target = SecureBytes(std::size_t(3));
    QVERIFY(allZero(old, kBytes.size()));
    QCOMPARE(target.size(), std::size_t(3));
    SecureBytes &same = target;
    target = std::move(same);
    QCOMPARE(target.size(), std::size_t(3));
}

void TestSecureBytes::growsAndWipesWhatItLeaves()
{
    const SecureBytes keepsTheSlab(16);
    SecureBytes secret(kBytes);
    const std::uint8_t *const old = secret.data();
    std::array<std::uint8_t, 100> more{};
    more.fill(9);
    secret.append(more);
    QCOMPARE(secret.size(), kBytes.size() + more.size());
    QVERIFY(secret.data() != old);
    QVERIFY(allZero(old, kBytes.size()));
    QVERIFY(std::ranges::equal(secret.span().first(kBytes.size()), kBytes));
    QVERIFY(std::ranges::equal(secret.span().last(more.size()), more));
}

void TestSecureBytes::appendsPartOfItself()
{
    SecureBytes secret(kBytes);
    for (int i = 0; i < 6; ++i)
        secret.append(secret.span());
    QCOMPARE(secret.size(), kBytes.size() * 64);
    for (std::size_t i = 0; i < secret.size(); ++i)
        QCOMPARE(int(secret.data()[i]), int(kBytes[i % kBytes.size()]));
}

void TestSecureBytes::chopWipes()
{
    SecureBytes secret(kBytes);
    secret.chop(2);
    QVERIFY(holds(secret, std::span(kBytes).first(3)));
    QVERIFY(allZero(secret.data() + 3, 2));
    secret.chop(99);
    QVERIFY(secret.isEmpty());
    secret.append(kBytes);
    QVERIFY(holds(secret, kBytes));
    secret.clear();
    QVERIFY(secret.isEmpty());
}

void TestSecureBytes::destructionWipes()
{
    const SecureBytes keepsTheSlab(16);
    const std::uint8_t *place = nullptr;
    {
        const SecureBytes secret(kBytes);
        place = secret.data();
        QVERIFY(!allZero(place, kBytes.size()));
    }
    QVERIFY(allZero(place, kBytes.size()));
}

void TestSecureBytes::equalsComparesContent()
{
    const SecureBytes secret(kBytes);
    SecureBytes other(kBytes);
    QVERIFY(secret.equals(other));
    other.data()[4] = 6;
    QVERIFY(!secret.equals(other));
    other.chop(1);
    QVERIFY(!secret.equals(other));
    QVERIFY(SecureBytes().equals(SecureBytes()));
    QVERIFY(!SecureBytes().equals(secret));
}

void TestSecureBytes::cloneIsIndependent()
{
    SecureBytes secret(kBytes);
    SecureBytes copy = secret.clone();
    QVERIFY(copy.data() != secret.data());
    copy.data()[0] = 77;
    QVERIFY(holds(secret, kBytes));
    secret.clear();
    QCOMPARE(int(copy.data()[0]), 77);
    QVERIFY(SecureBytes().clone().isEmpty());
}

void TestSecureBytes::anySizeWorks()
{
    for (const std::size_t size :
         {std::size_t(1), std::size_t(15), std::size_t(16), std::size_t(17), SecureSlabs::kSlabBytes - 1,
          SecureSlabs::kSlabBytes, SecureSlabs::kSlabBytes + 1, std::size_t(100'000)}) {
        SecureBytes secret(size);
        QVERIFY(allZero(secret.data(), size));
        std::fill_n(secret.data(), size, std::uint8_t(0xa5));
        secret.append(kBytes);
        QCOMPARE(secret.size(), size + kBytes.size());
        QCOMPARE(int(secret.data()[size - 1]), 0xa5);
        QCOMPARE(int(secret.data()[size]), 1);
    }
}

QTEST_GUILESS_MAIN(TestSecureBytes)
#include "tst_securebytes.moc"
