// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

namespace muster {

/// The process's pool of locked, guarded memory for secrets (design: Secrets). Small requests share slabs of
/// one page, larger ones get a slab of their own. Each slab is locked by an explicit call, because
/// sodium_malloc() says nothing when the system refuses. Any thread.
class SecureSlabs
{
public:
    /// What a shared slab hands out in bytes: a 4 KiB page less libsodium's 16-byte canary, so that one slab
    /// locks one page and the usual limit of locked memory goes twice as far.
    static constexpr std::size_t kSlabBytes = 4096 - 16;
    /// Requests are rounded up to multiples of this many bytes.
    static constexpr std::size_t kUnitBytes = 16;

    /// The one pool of the process.
    static SecureSlabs &instance();

    SecureSlabs() = default;
    ~SecureSlabs();
    SecureSlabs(const SecureSlabs &) = delete;
    SecureSlabs &operator=(const SecureSlabs &) = delete;

    /// At least `size` zeroed bytes (size > 0). Throws std::bad_alloc when the system has no memory to give.
    std::uint8_t *take(std::size_t size);
    /// Wipes and takes back what take(size) handed out.
    void giveBack(std::uint8_t *bytes, std::size_t size) noexcept;

    /// False once the system refused to lock a slab, for as long as the process lives. Asking before the
    /// first secret is typed tries a slab, so that the warning comes in time.
    bool isLocked();
    /// Slabs now held, shared and single ones together.
    std::size_t slabCount() const;

private:
    static constexpr std::size_t kUnits = kSlabBytes / kUnitBytes;

    struct Slab
    {
        std::uint8_t *bytes;
        std::size_t size;
        std::bitset<kUnits> taken; ///< of a shared slab
        bool shared;
    };

    static std::size_t unitsFor(std::size_t size) { return (size + kUnitBytes - 1) / kUnitBytes; }
    /// The first unit of a free run, kUnits when there is none.
    static std::size_t freeRun(const Slab &slab, std::size_t units);
    Slab &addSlab(std::size_t size, bool shared);
    std::uint8_t *takeFrom(Slab &slab, std::size_t firstUnit, std::size_t units);
    bool anotherEmptySlab(const Slab &slab) const;

    mutable std::mutex m_mutex;
    std::vector<Slab> m_slabs;
    bool m_tried = false;
    bool m_locked = true;
};

} // namespace muster
