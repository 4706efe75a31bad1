// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

/// Words of the English list of BIP-39: sorted, lower-case ASCII, told apart by their first four letters.
constexpr std::size_t kMnemonicWords = 2048;

/// The number a word stands for, 0 to 2047; nothing for a word that is not in the list. Any thread.
std::optional<std::uint16_t> mnemonicWordIndex(std::string_view word);

/// `index` below kMnemonicWords.
std::string_view mnemonicWord(std::uint16_t index);

/// At most four words of the list that may be meant by `word`: the one that begins with the same four
/// letters, then those with one or two letters wrong, missing, added or swapped. The views are of the list,
/// never of `word`.
std::vector<std::string_view> nearMnemonicWords(std::string_view word);

} // namespace muster
