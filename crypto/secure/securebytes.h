// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace muster {

/// A buffer for secrets: cut from locked, guarded slabs, wiped when it goes, never copied (design: Secrets).
/// Any thread; one object belongs to one thread at a time.
class SecureBytes
{
public:
    SecureBytes() = default;
    explicit SecureBytes(std::size_t size);                    ///< zeroed
    explicit SecureBytes(std::span<const std::uint8_t> bytes); ///< the caller wipes its own copy
    SecureBytes(SecureBytes &&other) noexcept;
    SecureBytes &operator=(SecureBytes &&other) noexcept;
    SecureBytes(const SecureBytes &) = delete;
    SecureBytes &operator=(const SecureBytes &) = delete;
    ~SecureBytes();

    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    std::uint8_t *data() { return m_data; }
    const std::uint8_t *data() const { return m_data; }
    std::span<const std::uint8_t> span() const { return {m_data, m_size}; }

    void append(std::span<const std::uint8_t> bytes);
    /// Drops the last `count` bytes (all, when there are fewer), wiping them.
    void chop(std::size_t count);
    void clear();
    /// Constant time for equal sizes.
    bool equals(const SecureBytes &other) const;
    SecureBytes clone() const;

    /// False once any slab could not be locked into memory: then secrets may reach the swap file, and the
    /// user is told. May be asked before the first secret is typed: it tries.
    static bool memoryIsLocked();

private:
    void reserve(std::size_t capacity);
    void release() noexcept;

    std::uint8_t *m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0; ///< as it was taken from the pool
};

} // namespace muster
