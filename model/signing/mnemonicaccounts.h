// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hdaccounts.h"
#include "keyimport.h"
#include "result.h"

namespace muster {

/// The accounts of a mnemonic, to pick from before any key is kept: m/44'/60'/0'/0/i. Holds the key above
/// them until it goes. One thread; each call takes some milliseconds.
class MnemonicAccounts
{
public:
    /// `passphrase`: that of BIP-39, which most people have not. KeyRefused with the reason, naming the wrong
    /// word by its number.
    static Result<MnemonicAccounts> read(const SecureBytes &words, const SecureBytes &passphrase);

    struct Account
    {
        quint32 index = 0;
        Address address;
    };
    /// Those of the indices `first`, `first` + 1, …
    QList<Account> accounts(quint32 first, quint32 count) const;
    /// The keys of these indices, whose entries are named like `m/44'/60'/0'/0/3`.
    KeyImport import(const QList<quint32> &indices) const;

private:
    explicit MnemonicAccounts(HdAccounts accounts);
    HdAccounts m_accounts;
};

} // namespace muster
