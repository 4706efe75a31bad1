// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdaccounts.h"

#include <array>

namespace muster {
namespace {

constexpr std::array<std::uint32_t, 4> kPath = {44 | HdKey::kHardened, 60 | HdKey::kHardened,
                                                0 | HdKey::kHardened, 0};

} // namespace

HdAccounts::HdAccounts(HdKey parent)
    : m_parent(std::move(parent))
{}

std::optional<HdAccounts> HdAccounts::fromSeed(const SecureBytes &seed)
{
    std::optional<HdKey> key = HdKey::fromSeed(seed);
    for (const std::uint32_t step : kPath) {
        if (!key)
            return std::nullopt;
        key = key->child(step);
    }
    if (!key)
        return std::nullopt;
    return HdAccounts(std::move(*key));
}

std::optional<Address> HdAccounts::address(std::uint32_t index) const
{
    const std::optional<ControllerKey> made = key(index);
    return made ? std::optional(made->address()) : std::nullopt;
}

std::optional<ControllerKey> HdAccounts::key(std::uint32_t index) const
{
    if (index >= HdKey::kHardened)
        return std::nullopt;
    const std::optional<HdKey> child = m_parent.child(index);
    if (!child)
        return std::nullopt;
    return child->toControllerKey();
}

} // namespace muster
