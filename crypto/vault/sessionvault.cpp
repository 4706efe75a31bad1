// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionvault.h"

#include "signaturecheck.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

bool SessionVault::add(ControllerKey key)
{
    const Address address = key.address();
    const std::scoped_lock lock(m_mutex);
    return m_keys.try_emplace(address, std::move(key)).second;
}

void SessionVault::remove(const Address &address)
{
    const std::scoped_lock lock(m_mutex);
    m_keys.erase(address);
}

void SessionVault::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_keys.clear();
}

QList<Address> SessionVault::addresses() const
{
    const std::scoped_lock lock(m_mutex);
    QList<Address> held;
    for (const auto &entry : m_keys)
        held.append(entry.first);
    return held;
}

bool SessionVault::holds(const Address &address) const
{
    const std::scoped_lock lock(m_mutex);
    return m_keys.contains(address);
}

Result<Signature> SessionVault::sign(const Address &address, QByteArrayView digest) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_keys.find(address);
    if (found == m_keys.end())
        return fail(ErrorCode::KeyMissing, u"The key of %1 is not held here."_s.arg(address.text()),
                    {{u"address"_s, address.text()}});
    return orThrownAway(found->second.sign(digest));
}

} // namespace muster
