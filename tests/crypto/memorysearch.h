// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace muster {

/// Searches the writable memory of this process for a secret that it knows only masked, so that it never
/// finds itself.
class MemorySearch
{
public:
    explicit MemorySearch(std::size_t size);

    /// Writes the hex digits of a random private key to `text`, remembers them, and has `forBytes` remember
    /// the key.
    void fillWithRandomHex(SecureBytes &text, MemorySearch &forBytes);
    /// How often the secret stands in memory now, byte after byte; −1 when memory cannot be read. A block
    /// that is being searched is memory, too: one copy may count twice.
    int hits() const { return search(1); }
    /// The same as UTF-16, each byte a character.
    int utf16Hits() const { return search(2); }

private:
    /// `width`: how many bytes a byte of the secret takes, the others being zero.
    int search(std::size_t width) const;
    void remember(std::size_t at, std::uint8_t byte);
    int hitsIn(const std::vector<std::uint8_t> &block, std::size_t size, std::size_t width) const;

    std::vector<std::uint8_t> m_mask;
    std::vector<std::uint8_t> m_masked;
};

} // namespace muster
