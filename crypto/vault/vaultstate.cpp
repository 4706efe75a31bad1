// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultstate.h"

#include "vaultsecret.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Failure lockedFailure()
{
    return fail(ErrorCode::VaultLocked, u"The vault is locked. Unlock it with its passphrase first."_s);
}

} // namespace

void VaultState::load(VaultIndex index, QByteArray text, bool wasLost)
{
    const std::scoped_lock lock(m_mutex);
    m_index = std::move(index);
    m_text = std::move(text);
    m_listWasLost = wasLost;
}

QList<VaultKey> VaultState::keys() const
{
    const std::scoped_lock lock(m_mutex);
    QList<VaultKey> list;
    for (const auto &entry : m_index.keys)
        list.append(entry.second);
    return list;
}

bool VaultState::holds(const Address &address) const
{
    const std::scoped_lock lock(m_mutex);
    return m_index.keys.contains(address);
}

std::optional<Timestamp> VaultState::lastBackup() const
{
    const std::scoped_lock lock(m_mutex);
    return m_index.lastBackup;
}

bool VaultState::isUnlocked() const
{
    const std::scoped_lock lock(m_mutex);
    return !m_secret.isEmpty();
}

bool VaultState::listWasLost() const
{
    const std::scoped_lock lock(m_mutex);
    return m_listWasLost;
}

bool VaultState::listIsDoubtful() const
{
    const std::scoped_lock lock(m_mutex);
    return m_listWasLost || m_listWasAltered;
}

quint64 VaultState::count() const
{
    const std::scoped_lock lock(m_mutex);
    return m_count;
}

bool VaultState::accept(SecureBytes secret, quint64 count)
{
    const std::scoped_lock lock(m_mutex);
    if (m_count != count)
        return false;
    if (!m_text.isEmpty())
        m_listWasAltered = !VaultIndex::isAuthentic(m_text, vaultsecret::indexKey(secret));
    m_text.clear();
    m_secret = std::move(secret);
    ++m_count;
    return true;
}

void VaultState::lock()
{
    const std::scoped_lock lock(m_mutex);
    if (std::exchange(m_useIsUnsaved, false))
        m_unsavedUse = m_index.text(vaultsecret::indexKey(m_secret));
    m_secret.clear();
    m_opened.clear();
    ++m_count;
}

Result<VaultState::Unlocked> VaultState::unlocked() const
{
    const std::scoped_lock lock(m_mutex);
    if (m_secret.isEmpty())
        return lockedFailure();
    return Unlocked{m_secret.clone(), m_count};
}

Result<void> VaultState::stillUnlocked(const Unlocked &since) const
{
    const std::scoped_lock lock(m_mutex);
    if (m_count != since.count)
        return lockedFailure();
    return {};
}

QByteArray VaultState::textAfter(const Change &change, const SecureBytes &secret) const
{
    const std::scoped_lock lock(m_mutex);
    VaultIndex changed = m_index;
    change(changed);
    return changed.text(vaultsecret::indexKey(secret));
}

void VaultState::apply(const Change &change)
{
    const std::scoped_lock lock(m_mutex);
    change(m_index);
    m_unsavedUse.clear();
    m_text.clear();
    m_listWasLost = false;
}

QByteArray VaultState::takeUnsavedUse()
{
    const std::scoped_lock lock(m_mutex);
    if (std::exchange(m_useIsUnsaved, false))
        m_unsavedUse = m_index.text(vaultsecret::indexKey(m_secret));
    return std::exchange(m_unsavedUse, QByteArray());
}

Result<Signature> VaultState::sign(const Address &address, std::optional<ControllerKey> fresh,
                                   QByteArrayView digest, Timestamp now, const Unlocked &since)
{
    const std::scoped_lock lock(m_mutex);
    if (m_count != since.count)
        return lockedFailure();
    if (fresh)
        m_opened.add(std::move(*fresh));
    Result<Signature> signature = m_opened.sign(address, digest);
    if (!signature)
        return signature;
    m_index.keys[address].lastUsed = now;
    m_useIsUnsaved = true;
    return signature;
}

} // namespace muster
