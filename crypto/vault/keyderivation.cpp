// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyderivation.h"

#include "derivationrun.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kLeastN = 1LL << 10;
constexpr qint64 kMostN = 1LL << 20;
constexpr qint64 kMostMemory = 512LL << 20;
constexpr qint64 kMostP = 16;
constexpr qint64 kLeastRounds = 1'000;
constexpr qint64 kMostRounds = 10'000'000;
constexpr qsizetype kLeastSalt = 8;
constexpr qsizetype kMostSalt = 1'024;
constexpr qsizetype kFreshSalt = 32;

void checkScrypt(const ScryptCost &cost, const QString &path, QList<Issue> &issues)
{
    const bool power = cost.n > 0 && (cost.n & (cost.n - 1)) == 0;
    if (!power || cost.n < kLeastN || cost.n > kMostN)
        issues.append(
            {path + u"/n"_s,
             u"n must be a power of two from %1 to %2, and is %3."_s.arg(kLeastN).arg(kMostN).arg(cost.n)});
    // n is at least 1 here, or the sentence about n stands already; the division cannot overflow.
    const qint64 mostR = kMostMemory / (128 * qBound(qint64(1), cost.n, kMostN));
    if (cost.r < 1 || cost.r > mostR)
        issues.append({path + u"/r"_s, u"r must be from 1 to %1 with this n, so that 512 MiB are enough, and "
                                       "is %2."_s.arg(mostR)
                                           .arg(cost.r)});
    if (cost.p < 1 || cost.p > kMostP)
        issues.append({path + u"/p"_s, u"p must be from 1 to %1, and is %2."_s.arg(kMostP).arg(cost.p)});
}

void checkRounds(qint64 rounds, const QString &path, QList<Issue> &issues)
{
    if (rounds < kLeastRounds || rounds > kMostRounds)
        issues.append(
            {path + u"/c"_s,
             u"c must be from %1 to %2, and is %3."_s.arg(kLeastRounds).arg(kMostRounds).arg(rounds)});
}

/// An empty passphrase has no bytes to point at, and libsodium wants a pointer all the same.
const std::uint8_t *start(const SecureBytes &passphrase)
{
    static constexpr std::uint8_t kNothing = 0;
    return passphrase.size() == 0 ? &kNothing : passphrase.data();
}

bool deriveScrypt(const ScryptCost &cost, const SecureBytes &passphrase, const QByteArray &salt,
                  SecureBytes &derived)
{
    return crypto_pwhash_scryptsalsa208sha256_ll(
               start(passphrase), passphrase.size(), reinterpret_cast<const std::uint8_t *>(salt.data()),
               std::size_t(salt.size()), std::uint64_t(cost.n), std::uint32_t(cost.r), std::uint32_t(cost.p),
               derived.data(), derived.size()) == 0;
}

bool derivePbkdf2(qint64 rounds, const SecureBytes &passphrase, const QByteArray &salt, SecureBytes &derived)
{
    return PKCS5_PBKDF2_HMAC(reinterpret_cast<const char *>(start(passphrase)), int(passphrase.size()),
                             reinterpret_cast<const unsigned char *>(salt.data()), int(salt.size()),
                             int(rounds), EVP_sha256(), int(derived.size()), derived.data()) == 1;
}

} // namespace

QList<Issue> KeyDerivation::faultsOf(const Function &function, const QByteArray &salt, const QString &path)
{
    QList<Issue> issues;
    if (const auto *scrypt = std::get_if<Scrypt>(&function))
        checkScrypt(scrypt->cost, path, issues);
    if (const auto *pbkdf2 = std::get_if<Pbkdf2>(&function))
        checkRounds(pbkdf2->rounds, path, issues);
    if (salt.size() < kLeastSalt || salt.size() > kMostSalt)
        issues.append(
            {path + u"/salt"_s,
             u"salt must be %1 to %2 bytes, and is %3."_s.arg(kLeastSalt).arg(kMostSalt).arg(salt.size())});
    return issues;
}

KeyDerivation KeyDerivation::fresh(const ScryptCost &cost)
{
    QByteArray salt(kFreshSalt, Qt::Uninitialized);
    randombytes_buf(salt.data(), std::size_t(salt.size()));
    return {Scrypt{cost}, std::move(salt)};
}

KeyDerivation::KeyDerivation(const Function &function, QByteArray salt)
    : m_function(function)
    , m_salt(std::move(salt))
{}

Result<SecureBytes> KeyDerivation::derive(const SecureBytes &passphrase, const Cancelled &cancelled) const
{
    if (cancelled)
        return runDerivation(*this, passphrase, cancelled);
    SecureBytes derived{std::size_t(kDerivedBytes)};
    const auto *const scrypt = std::get_if<Scrypt>(&m_function);
    const bool made = scrypt ? deriveScrypt(scrypt->cost, passphrase, m_salt, derived)
                             : derivePbkdf2(std::get<Pbkdf2>(m_function).rounds, passphrase, m_salt, derived);
    if (!made)
        return fail(ErrorCode::StorageFailure,
                    u"There is not enough free memory to work the passphrase out. Close other programs and "
                    "try again."_s);
    return derived;
}

} // namespace muster
