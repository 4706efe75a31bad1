// SPDX-License-Identifier: GPL-3.0-or-later
#include "securebytes.h"

#include "secureslabs.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace muster {

SecureBytes::SecureBytes(std::size_t size)
{
    reserve(size);
    m_size = size;
}

SecureBytes::SecureBytes(std::span<const std::uint8_t> bytes)
{
    append(bytes);
}

SecureBytes::SecureBytes(SecureBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
    , m_capacity(std::exchange(other.m_capacity, 0))
{}

SecureBytes &SecureBytes::operator=(SecureBytes &&other) noexcept
{
    if (this != &other) {
        release();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
        m_capacity = std::exchange(other.m_capacity, 0);
    }
    return *this;
}

SecureBytes::~SecureBytes()
{
    release();
}

void SecureBytes::append(std::span<const std::uint8_t> bytes)
{
    if (bytes.empty())
        return;
    if (bytes.size() <= m_capacity - m_size) {
        std::memcpy(m_data + m_size, bytes.data(), bytes.size());
        m_size += bytes.size();
        return;
    }
    // The old buffer goes only after the copy, since `bytes` may be part of it.
    SecureBytes grown;
    grown.reserve(std::max(m_size + bytes.size(), m_capacity * 2));
    grown.append(span());
    grown.append(bytes);
    *this = std::move(grown);
}

void SecureBytes::chop(std::size_t count)
{
    const std::size_t dropped = std::min(count, m_size);
    if (dropped == 0)
        return;
    m_size -= dropped;
    sodium_memzero(m_data + m_size, dropped);
}

void SecureBytes::clear()
{
    release();
}

bool SecureBytes::equals(const SecureBytes &other) const
{
    if (m_size != other.m_size)
        return false;
    return m_size == 0 || sodium_memcmp(m_data, other.m_data, m_size) == 0;
}

SecureBytes SecureBytes::clone() const
{
    return SecureBytes(span());
}

bool SecureBytes::memoryIsLocked()
{
    return SecureSlabs::instance().isLocked();
}

void SecureBytes::reserve(std::size_t capacity)
{
    if (capacity == 0)
        return;
    m_data = SecureSlabs::instance().take(capacity);
    m_capacity = capacity;
}

void SecureBytes::release() noexcept
{
    if (m_data)
        SecureSlabs::instance().giveBack(m_data, m_capacity);
    m_data = nullptr;
    m_size = 0;
    m_capacity = 0;
}

} // namespace muster
