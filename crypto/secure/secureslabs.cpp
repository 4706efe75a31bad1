// SPDX-License-Identifier: GPL-3.0-or-later
#include "secureslabs.h"

#include <sodium.h>

#include <algorithm>
#include <new>

namespace muster {

SecureSlabs &SecureSlabs::instance()
{
    // Never destroyed: a secret held by a static object may go after any other static, and each secret wipes
    // itself.
    static SecureSlabs *const pool = new SecureSlabs;
    return *pool;
}

SecureSlabs::~SecureSlabs()
{
    for (const Slab &slab : m_slabs)
        sodium_free(slab.bytes);
}

std::uint8_t *SecureSlabs::take(std::size_t size)
{
    const std::scoped_lock lock(m_mutex);
    if (size > kSlabBytes) {
        std::uint8_t *const bytes = addSlab(size, false).bytes;
        sodium_memzero(bytes, size);
        return bytes;
    }
    const std::size_t units = unitsFor(size);
    for (Slab &slab : m_slabs) {
        const std::size_t first = slab.shared ? freeRun(slab, units) : kUnits;
        if (first < kUnits)
            return takeFrom(slab, first, units);
    }
    return takeFrom(addSlab(kSlabBytes, true), 0, units);
}

void SecureSlabs::giveBack(std::uint8_t *bytes, std::size_t size) noexcept
{
    sodium_memzero(bytes, size);
    const std::scoped_lock lock(m_mutex);
    const auto slab = std::find_if(m_slabs.begin(), m_slabs.end(), [bytes](const Slab &s) {
        return !std::less<>{}(bytes, s.bytes) && std::less<>{}(bytes, s.bytes + s.size);
    });
    if (slab == m_slabs.end())
        return;
    if (slab->shared) {
        const std::size_t first = static_cast<std::size_t>(bytes - slab->bytes) / kUnitBytes;
        for (std::size_t unit = first; unit < first + unitsFor(size); ++unit)
            slab->taken.reset(unit);
        if (slab->taken.any() || !anotherEmptySlab(*slab))
            return;
    }
    sodium_free(slab->bytes);
    m_slabs.erase(slab);
}

bool SecureSlabs::isLocked()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_tried)
        addSlab(kSlabBytes, true);
    return m_locked;
}

std::size_t SecureSlabs::slabCount() const
{
    const std::scoped_lock lock(m_mutex);
    return m_slabs.size();
}

std::size_t SecureSlabs::freeRun(const Slab &slab, std::size_t units)
{
    std::size_t run = 0;
    for (std::size_t unit = 0; unit < kUnits; ++unit) {
        run = slab.taken.test(unit) ? 0 : run + 1;
        if (run == units)
            return unit + 1 - units;
    }
    return kUnits;
}

SecureSlabs::Slab &SecureSlabs::addSlab(std::size_t size, bool shared)
{
    static const int sodiumReady = sodium_init();
    if (sodiumReady < 0)
        throw std::bad_alloc();
    m_slabs.reserve(m_slabs.size() + 1);
    auto *const bytes = static_cast<std::uint8_t *>(sodium_malloc(size));
    if (!bytes)
        throw std::bad_alloc();
    m_tried = true;
    if (sodium_mlock(bytes, size) != 0)
        m_locked = false;
    m_slabs.push_back({bytes, size, {}, shared});
    return m_slabs.back();
}

std::uint8_t *SecureSlabs::takeFrom(Slab &slab, std::size_t firstUnit, std::size_t units)
{
    for (std::size_t unit = firstUnit; unit < firstUnit + units; ++unit)
        slab.taken.set(unit);
    std::uint8_t *const bytes = slab.bytes + firstUnit * kUnitBytes;
    sodium_memzero(bytes, units * kUnitBytes);
    return bytes;
}

bool SecureSlabs::anotherEmptySlab(const Slab &slab) const
{
    return std::any_of(m_slabs.begin(), m_slabs.end(), [&slab](const Slab &other) {
        return &other != &slab && other.shared && other.taken.none();
    });
}

} // namespace muster
