// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cancelled.h"
#include "result.h"
#include "securebytes.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace muster {

/// What scrypt is to cost. The default is what key files carry everywhere: about 256 MiB and a second.
struct ScryptCost
{
    qint64 n = 262'144; ///< a power of two
    qint64 r = 8;
    qint64 p = 1;
    bool operator==(const ScryptCost &) const = default;
};

/// For key files whose passphrase is a random 256-bit secret, which nobody can guess at any price.
inline constexpr ScryptCost kLightScrypt{4096, 8, 1};

/// How a passphrase becomes the 32 bytes that a key file is encrypted with. An object of this class is within
/// the bounds: 2^10 ≤ n ≤ 2^20, 128·n·r ≤ 512 MiB, p ≤ 16; 1,000 ≤ c ≤ 10,000,000 rounds; 8 to 1,024 bytes of
/// salt. A file that asks for more would stall or exhaust this machine. Any thread.
class KeyDerivation
{
public:
    struct Scrypt
    {
        ScryptCost cost;
        bool operator==(const Scrypt &) const = default;
    };
    struct Pbkdf2
    {
        qint64 rounds = 0; ///< of HMAC-SHA-256
        bool operator==(const Pbkdf2 &) const = default;
    };
    using Function = std::variant<Scrypt, Pbkdf2>;

    static constexpr qsizetype kDerivedBytes = 32;

    /// Each parameter out of bounds is an issue at `path` + its name in a key file (`/n`, `/salt`, …).
    static QList<Issue> faultsOf(const Function &function, const QByteArray &salt, const QString &path);
    /// With 32 random bytes of salt. The cost is the caller's to keep within the bounds.
    static KeyDerivation fresh(const ScryptCost &cost);
    /// Of what faultsOf() found nothing wrong with.
    KeyDerivation(const Function &function, QByteArray salt);

    const Function &function() const { return m_function; }
    const QByteArray &salt() const { return m_salt; }

    /// Takes a second, and hundreds of MiB, at the default cost, and cannot be interrupted: never on a thread
    /// that must answer. With `cancelled` it is left when that says yes, see runDerivation(). StorageFailure
    /// when the system has not that much memory; Cancelled.
    Result<SecureBytes> derive(const SecureBytes &passphrase, const Cancelled &cancelled = {}) const;

private:
    Function m_function;
    QByteArray m_salt;
};

} // namespace muster
