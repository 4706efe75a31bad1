// SPDX-License-Identifier: GPL-3.0-or-later
#include "memorysearch.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>

namespace muster {
namespace {

constexpr std::size_t kBlock = 1 << 20;

} // namespace

MemorySearch::MemorySearch(std::size_t size)
    : m_mask(size)
    , m_masked(size)
{
    randombytes_buf(m_mask.data(), m_mask.size());
}

void MemorySearch::fillWithRandomHex(SecureBytes &text, MemorySearch &forBytes)
{
    SecureBytes key(text.size() / 2);
    randombytes_buf(key.data(), key.size());
    key.data()[0] &= 0x7f;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const std::uint8_t byte = key.data()[i];
        forBytes.remember(i, byte);
        text.data()[2 * i] = static_cast<std::uint8_t>("0123456789abcdef"[byte >> 4]);
        text.data()[2 * i + 1] = static_cast<std::uint8_t>("0123456789abcdef"[byte & 15]);
        remember(2 * i, text.data()[2 * i]);
        remember(2 * i + 1, text.data()[2 * i + 1]);
    }
}

int MemorySearch::search(std::size_t width) const
{
    std::ifstream maps("/proc/self/maps");
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (!maps || memory < 0)
        return -1;
    int found = 0;
    std::vector<std::uint8_t> block(kBlock);
    for (std::string line; std::getline(maps, line);) {
        unsigned long long from = 0;
        unsigned long long to = 0;
        char rights[5] = {};
        if (std::sscanf(line.c_str(), "%llx-%llx %4s", &from, &to, rights) != 3 || rights[0] != 'r' ||
            rights[1] != 'w') {
            continue;
        }
        // Blocks overlap by what a secret may straddle.
        for (unsigned long long at = from; at < to; at += kBlock - width * m_mask.size()) {
            const std::size_t wanted = std::min<unsigned long long>(kBlock, to - at);
            const ssize_t size = pread(memory, block.data(), wanted, static_cast<off_t>(at));
            found += size > 0 ? hitsIn(block, static_cast<std::size_t>(size), width) : 0;
        }
    }
    close(memory);
    return found;
}

void MemorySearch::remember(std::size_t at, std::uint8_t byte)
{
    m_masked[at] = byte ^ m_mask[at];
}

int MemorySearch::hitsIn(const std::vector<std::uint8_t> &block, std::size_t size, std::size_t width) const
{
    int found = 0;
    for (std::size_t at = 0; at + width * m_mask.size() <= size; ++at) {
        std::size_t same = 0;
        while (same < m_mask.size() && (block[at + width * same] ^ m_mask[same]) == m_masked[same] &&
               (width == 1 || block[at + width * same + 1] == 0))
            ++same;
        found += same == m_mask.size();
    }
    return found;
}

} // namespace muster
