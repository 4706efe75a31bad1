// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllerkey.h"
#include "result.h"

#include <QList>

#include <map>
#include <mutex>

namespace muster {

/// Controller keys held in locked memory until the program ends; never written anywhere. Any thread.
class SessionVault
{
public:
    /// False when the address is held already.
    bool add(ControllerKey key);
    void remove(const Address &address);
    void clear();
    QList<Address> addresses() const;
    bool holds(const Address &address) const;
    /// Signs a 32-byte digest. KeyMissing when the key is not held; INTERNAL_ERROR for a signature that
    /// failed its own check.
    Result<Signature> sign(const Address &address, QByteArrayView digest) const;

private:
    mutable std::mutex m_mutex;
    std::map<Address, ControllerKey> m_keys;
};

} // namespace muster
